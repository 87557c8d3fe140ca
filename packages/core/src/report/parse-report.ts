import { z } from "zod";
import { purgeTypes } from "../client/purge-batch.ts";

const type = z.enum(purgeTypes);
const reportSchema = z.object({
  startedAt: z.string(),
  verdict: z.string(),
  targets: z.array(z.object({ target: z.string(), type, reason: z.string(), assetPath: z.string().optional() })),
  batches: z.array(
    z.object({
      edgeId: z.number(),
      type,
      targets: z.array(z.string()),
      status: z.string(),
      requestIds: z.array(z.string()),
      error: z.object({ message: z.string() }).optional(),
    }),
  ),
  unsettled: z.array(z.object({ assetPath: z.string(), edgeId: z.number(), waitingFor: z.string() })),
});

/** What a report says to whoever reads it later: in it may be more. */
export type KnownReport = z.output<typeof reportSchema>;

/** Reads the text of a JSON report; `undefined` where it is none of ours. */
export function parseReport(text: string): KnownReport | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: the caller says that it cannot be read.
    return undefined;
  }
}
