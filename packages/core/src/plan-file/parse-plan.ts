import { z } from "zod";
import { planSettingsSchema } from "../options/table/plan-settings-schema.ts";
import type { ManifestEntry } from "../output/manifest.ts";
import { shownPath } from "../output/asset-path.ts";
import { messageOf } from "../system/errors.ts";
import { oneLine, shownJson } from "../system/shorten.ts";
import { planDigest, planKind, planVersion } from "./format-plan.ts";
import { PlanError, type PlanFile } from "./plan-file.ts";

const count = z.int().nonnegative();
const texts = z.array(z.string());
const edgeIds = z.array(z.int().positive()).min(1);
// Read entry by entry, below, and not as a record: a file may be called __proto__.
const entries = z.custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

const documentSchema = z.strictObject({
  kind: z.literal(planKind),
  version: z.literal(planVersion),
  about: z.string(),
  // These three and the options are read together, below: they are the settings.
  environment: z.unknown(),
  edgeIds: z.unknown(),
  endpoint: z.unknown(),
  outputDirectory: z.string().min(1),
  baseline: z.string().min(1),
  mapping: z.strictObject({
    base: z.strictObject({ assets: z.string(), pages: z.union([z.string(), z.literal(false)]) }),
    aliases: z.enum(["none", "directory", "clean", "function"]),
    queries: texts,
  }),
  options: z.record(z.string(), z.unknown()),
  counts: z.strictObject({ added: count, changed: count, removed: count, unchanged: count }),
  targets: z.array(
    z.strictObject({
      target: z.string().startsWith("/"),
      reason: z.enum(["added", "changed", "removed", "unsettled", "mapping", "missing-baseline", "also"]),
      assetPath: z.string().exactOptional(),
      type: z.enum(["URL", "DIRECTORY", "PATTERN", "ALL"]),
      rank: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      edgeIds,
    }),
  ),
  aliasesGiven: entries.exactOptional(),
  newNames: texts,
  manifest: entries,
  digest: z.string(),
});

const manifestEntry: z.ZodType<ManifestEntry> = z.strictObject({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  size: count,
  immutable: z.boolean(),
});

/**
 * Reads the document of a plan.
 *
 * @param location for messages
 * @throws PlanError `PLAN_INVALID`, `PLAN_EDITED`
 */
export function parsePlan(text: string, location: string): PlanFile {
  const json = parseJson(text, location);
  const document = documentSchema.safeParse(json);
  if (!document.success) throw invalid(location, whyInvalid(json, document.error));
  const {
    kind: _kind,
    version: _version,
    about: _about,
    digest,
    options,
    aliasesGiven,
    manifest,
    ...rest
  } = document.data;
  const { environment, edgeIds, endpoint, ...others } = rest;
  const settings = planSettingsSchema.safeParse({ environment, edgeIds, endpoint, ...options });
  if (!settings.success) throw invalid(location, whyInvalid(json, settings.error));
  const plan: PlanFile = {
    ...others,
    settings: settings.data,
    ...(aliasesGiven && { aliasesGiven: parseEntries(aliasesGiven, texts, "aliasesGiven", location) }),
    manifest: parseEntries(manifest, manifestEntry, "manifest", location),
  };
  if (planDigest(plan) === digest) return plan;
  throw new PlanError("PLAN_EDITED", `The plan ${location} was changed after it was written.`, {
    next:
      "Build again to get a plan of that build. " +
      "What a purge covers is decided by the options, such as include and also.",
  });
}

function parseJson(text: string, location: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(location, `it is not JSON (${oneLine(messageOf(error))})`);
  }
}

function parseEntries<Value>(
  entries: object,
  schema: z.ZodType<Value>,
  name: string,
  location: string,
): ReadonlyMap<string, Value> {
  return new Map(
    Object.entries(entries).map(([assetPath, value]) => {
      const entry = schema.safeParse(value);
      if (!entry.success)
        throw invalid(location, `the entry of ${shownPath(assetPath)} in ${name} is not one we write`);
      return [assetPath, entry.data];
    }),
  );
}

function whyInvalid(json: unknown, error: z.ZodError): string {
  const found = z.object({ kind: z.unknown(), version: z.unknown() }).partial().safeParse(json);
  if (found.success && found.data.kind !== planKind) return `it is of another kind (${shownJson(found.data.kind)})`;
  if (found.success && found.data.version !== planVersion) {
    return `its version is ${shownJson(found.data.version)}, and this tool reads ${planVersion}`;
  }
  return oneLine(z.prettifyError(error));
}

function invalid(location: string, why: string): PlanError {
  return new PlanError("PLAN_INVALID", `${location} is not a plan: ${why}.`, {
    next: "Build again with this version of the tool, or give the file that the build wrote.",
  });
}
