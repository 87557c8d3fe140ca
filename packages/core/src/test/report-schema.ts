import * as z from "zod";

const target = {
  target: z.string().describe("A path from the host's root, percent-encoded; `/*` for everything."),
  type: z.enum(["URL", "DIRECTORY", "PATTERN", "ALL"]),
  edgeIds: z.array(z.int()),
  assetPath: z.string().optional().describe("The first file that wants it purged."),
  reason: z.enum(["added", "changed", "removed", "unsettled", "mapping", "missing-baseline", "also"]),
};

const error = z.object({
  code: z.string(),
  message: z.string(),
  next: z.string().describe("What to do about it."),
  httpStatus: z.int().optional(),
  apiCode: z.string().optional().describe("The API's own code, where it answered."),
  traceId: z.string().optional().describe("What NAVER Cloud's support asks for."),
});

const count = z.int().nonnegative();

/** `PurgeReport`, which every report is one of, as a schema: json-schemas.test.ts holds the two together. */
export const reportSchema = z.object({
  version: z.literal(1),
  tool: z.string().describe("Name and version of the package that wrote it."),
  verdict: z.enum(["purged", "nothing-to-purge", "planned", "skipped", "partial", "failed"]),
  reason: z.string().optional().describe("Why it was skipped, or the code of what failed."),
  dryRun: z.boolean(),
  environment: z.string(),
  edgeIds: z.array(z.int()),
  startedAt: z.string().describe("ISO 8601."),
  durationMs: z.number(),
  clockSkewMs: z
    .number()
    .optional()
    .describe("By how much this machine's clock is ahead of the API's, where that mattered."),
  counts: z
    .object({
      added: count,
      changed: count,
      removed: count,
      unchanged: count,
      unsettled: count.describe("At the end of the run."),
    })
    .describe("Of paths."),
  targets: z.array(z.object(target)).describe("What was planned, whatever became of it."),
  batches: z
    .array(
      z.object({
        id: z.string(),
        edgeId: z.int(),
        type: target.type,
        targets: z.array(z.string()),
        status: z.enum(["accepted", "completed", "rejected", "failed", "deferred"]),
        requestIds: z.array(z.string()),
        attempts: count,
        error: error.optional(),
      }),
    )
    .describe("What was sent, in its order."),
  unsettled: z
    .array(
      z.object({
        assetPath: z.string(),
        edgeId: z.int(),
        waitingFor: z.enum(["accept", "complete", "origin", "verify", "quota", "expressible"]),
      }),
    )
    .describe("What later runs still owe."),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), next: z.string().optional() })),
  estimate: z.object({
    requests: count,
    seconds: count.describe("That the quota alone makes the requests wait."),
  }),
});
