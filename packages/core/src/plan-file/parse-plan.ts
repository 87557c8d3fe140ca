import { z } from "zod";
import { planSettingsSchema } from "../options/table/plan-settings-schema.ts";
import { shownPath } from "../output/asset-path.ts";
import { messageOf } from "../system/errors.ts";
import { oneLine, shownJson } from "../system/shorten.ts";
import { isAsWritten, planKind, planVersion } from "./format-plan.ts";
import { isManifestEntry, isObject, isTarget, isText, isTexts } from "./plan-entries.ts";
import { PlanError, type PlanFile } from "./plan-file.ts";

const count = z.int().nonnegative();
// What these hold is read one by one, below. Nor would a record do: a file may be called __proto__.
const list = z.custom<readonly unknown[]>(Array.isArray);
const entries = z.custom<Readonly<Record<string, unknown>>>(isObject);

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
  commit: z.string().min(1).exactOptional(),
  mapping: z.strictObject({
    base: z.strictObject({ assets: z.string(), pages: z.union([z.string(), z.literal(false)]) }),
    aliases: z.enum(["none", "directory", "clean", "function"]),
    queries: z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]),
  }),
  options: z.record(z.string(), z.unknown()),
  counts: z.strictObject({ added: count, changed: count, removed: count, unchanged: count }),
  targets: list,
  aliasesGiven: entries.exactOptional(),
  newNames: list,
  manifest: entries,
  digest: z.string(),
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
  const { environment, edgeIds, endpoint, options, ...data } = document.data;
  const settings = planSettingsSchema.safeParse({ environment, edgeIds, endpoint, ...options });
  if (!settings.success) throw invalid(location, whyInvalid(json, settings.error));
  const { outputDirectory, baseline, commit, mapping, counts, targets, aliasesGiven, newNames, manifest, digest } =
    data;
  const refuse = (what: string) => invalid(location, `${what} is not one we write`);
  const plan: PlanFile = {
    settings: settings.data,
    outputDirectory,
    baseline,
    ...(commit !== undefined && { commit }),
    mapping,
    ...(aliasesGiven && { aliasesGiven: parseEntries(aliasesGiven, isTexts, "aliasesGiven", refuse) }),
    counts,
    targets: parseList(targets, isTarget, "targets", refuse),
    newNames: parseList(newNames, isText, "newNames", refuse),
    manifest: parseEntries(manifest, isManifestEntry, "manifest", refuse),
  };
  if (isAsWritten(text, plan, digest)) return plan;
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

type Refusal = (what: string) => PlanError;

function parseEntries<Value>(
  entries: Readonly<Record<string, unknown>>,
  isOurs: (value: unknown) => value is Value,
  name: string,
  refuse: Refusal,
): ReadonlyMap<string, Value> {
  const parsed = new Map<string, Value>();
  for (const assetPath of Object.keys(entries)) {
    const value = entries[assetPath];
    if (!isOurs(value)) throw refuse(`the entry of ${shownPath(assetPath)} in ${name}`);
    parsed.set(assetPath, value);
  }
  return parsed;
}

function parseList<Value>(
  values: readonly unknown[],
  isOurs: (value: unknown) => value is Value,
  name: string,
  refuse: Refusal,
): readonly Value[] {
  if (values.every(isOurs)) return values;
  throw refuse(`entry ${values.findIndex((value) => !isOurs(value)) + 1} of ${name}`);
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
