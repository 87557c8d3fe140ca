import * as z from "zod";
import { formOfTarget } from "../client/purge-target.ts";
import { defaultRetry } from "../client/quota.ts";
import { type Parsed, parseEndpoint, parseFolderUrl, parseSiteUrl } from "../net/address.ts";
import { logLevels } from "../system/logger.ts";
import { parseBase } from "./base.ts";
import type { BaselineStore } from "./baseline-store.ts";
import { isStore, parseBaselinePlace } from "./s3-location.ts";
import type { EnvironmentOptions, GlobalEdgePurgeOptions } from "./global-edge-purge-options.ts";
import { type Aliases, purgeKinds, sites } from "./option-values.ts";

// Every `error` is a phrase that follows "must be". TypeScript cannot show comments of a schema to users, so what they
// read is the interface GlobalEdgePurgeOptions; schema.test.ts holds the two equal.

/** Longer waits overflow Node's timers, which then fire at once. */
const longestWait = 2_147_483_647;
const anEdgeId = "a positive whole number, such as 11197";
const aTarget = 'a target from the root of the host, percent-encoded, such as "/feed", "/app/*" or "/img/*.png"';
const aStore = "a store with location, read, write and setAside";

const aliasWords: readonly Aliases[] = ["none", "directory", "clean"];

const query = text('a query such as "v=1"').refine((value) => !/[?#*]/u.test(value), {
  error: 'a query without "?", "#" and "*", such as "v=1"',
});
const queryList = z.array(query, { error: "a list of queries" }).readonly();

const flag = z.boolean({ error: "true or false" });
const count = z.int({ error: "a positive whole number" }).positive({ error: "a positive whole number" });
export const milliseconds = z
  .int({ error: "a positive whole number of milliseconds" })
  .positive({ error: "a positive whole number of milliseconds" })
  .max(longestWait, { error: `at most ${longestWait} milliseconds` });

export const edgeIds = z
  .array(z.int({ error: anEdgeId }).positive({ error: anEdgeId }), { error: "a list" })
  .min(1, { error: "a list of at least one edge id" })
  .refine((ids) => new Set(ids).size === ids.length, { error: "a list that names no edge twice" })
  .readonly();

/** The options inside an option, by its name. Each group is an object that knows no other key. */
export const groups = {
  credentials: { accessKey: text("an access key"), secretKey: text("a secret key") },
  base: {
    assets: parsedText("a path or a URL", parseBase),
    pages: z.union([z.literal(false), parsedText("a path or a URL", parseBase)], { error: "a path, a URL or false" }),
  },
  report: { json: text("the path of a file").optional(), html: text("the path of a file").optional() },
  quota: {
    requestsPerMinute: count.optional(),
    targetsPerRequest: count.optional(),
    targetLength: count.optional(),
    requestLength: count.optional(),
    bodyBytes: count.optional(),
    inProgress: count.optional(),
  },
  retry: { attempts: count.optional(), minDelay: milliseconds.optional(), maxDelay: milliseconds.optional() },
  wait: { timeout: milliseconds },
  origin: {
    url: parsedText("a URL", parseFolderUrl),
    timeout: milliseconds.optional(),
    marker: text("the path of a file in the output directory").optional(),
  },
  verify: { url: parsedText("a URL", parseSiteUrl), timeout: milliseconds.optional() },
};

/**
 * The schema of each option that an environment may set. What else there is to know of an option is in `optionTable`.
 */
export const environmentShape = {
  edgeId: z
    .union(
      [
        z
          .int()
          .positive()
          .transform((id) => [id] as const),
        edgeIds,
      ],
      { error: `${anEdgeId}, or a list of them` },
    )
    .optional(),
  credentials: group(groups.credentials, "an object with accessKey and secretKey").optional(),
  profile: text("the name of a section of ~/.ncloud/configure").optional(),
  site: oneOf(sites).optional(),
  endpoint: parsedText("a URL", parseEndpoint).optional(),
  enabled: flag.optional(),
  pullRequests: flag.optional(),
  base: z
    .union(
      [
        parsedText("a path or a URL", parseBase).transform((path) => ({ assets: path, pages: path })),
        group(groups.base, "an object with assets and pages"),
      ],
      { error: "a path, a URL, or an object with assets and pages" },
    )
    .optional(),
  outputDirectory: text("the path of a folder").optional(),
  include: globs().min(1, { error: "a list of at least one glob" }).readonly().optional(),
  exclude: globs().readonly().optional(),
  immutable: globs().readonly().optional(),
  purge: z
    .array(oneOf(purgeKinds), { error: `a list of ${quoted(purgeKinds)}` })
    .min(1, { error: "a list of at least one kind (enabled: false turns purging off)" })
    .readonly()
    .optional(),
  aliases: z
    .custom<Aliases>((value) => typeof value === "function" || aliasWords.some((word) => word === value), {
      error: '"none", "directory", "clean" or a function',
    })
    .optional(),
  queries: z
    .union([queryList, z.record(text("a glob"), queryList).readonly()], {
      error: "a list of queries, or an object of globs with such lists",
    })
    .optional(),
  also: z
    .record(
      text("a glob"),
      z
        .array(
          z.string({ error: aTarget }).refine((target) => formOfTarget(target) !== undefined, { error: aTarget }),
          { error: "a list of targets" },
        )
        .readonly(),
      { error: "an object of globs with lists of targets" },
    )
    .readonly()
    .optional(),
  baseline: z
    .union(
      [
        parsedText("the path of a file or an s3:// location", parseBaselinePlace),
        z.custom<BaselineStore>(isStore, { error: aStore }),
      ],
      { error: `the path of a file, an s3:// location or ${aStore}` },
    )
    .optional(),
  onMissingBaseline: oneOf(["mutable", "all", "error"]).optional(),
  allowShrink: flag.optional(),
  when: oneOf(["build", "deploy"]).optional(),
  dryRun: flag.optional(),
  onFailure: oneOf(["error", "warn"]).optional(),
  report: group(groups.report, "an object with json or html").optional(),
  logLevel: oneOf(logLevels).optional(),
  quota: group(groups.quota, "an object of numbers").optional(),
  retry: group(groups.retry, "an object of numbers")
    .refine(({ minDelay, maxDelay }) => (minDelay ?? defaultRetry.minDelay) <= (maxDelay ?? defaultRetry.maxDelay), {
      error:
        `an object whose minDelay (else ${defaultRetry.minDelay}) ` +
        `is not above its maxDelay (else ${defaultRetry.maxDelay})`,
    })
    .optional(),
  wait: z
    .union([flag, group(groups.wait, "an object with timeout")], { error: "true, false or an object with timeout" })
    .optional(),
  origin: group(groups.origin, "an object with url").optional(),
  verify: group(groups.verify, "an object with url").optional(),
  budget: milliseconds.optional(),
} satisfies { readonly [Name in keyof EnvironmentOptions]-?: z.ZodOptional };

/** The name of an environment is part of a file's name. */
const environmentName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u, {
  error: 'letters, digits, ".", "_" and "-", with a letter or digit first',
});

/** Two names that differ by case or Unicode form alone are two folders here and one there. */
function namesOneFolderEach(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.normalize("NFC").toLowerCase())).size === names.length;
}

export const rootShape = {
  ...environmentShape,
  environment: text("the name of an environment").optional(),
  environments: z
    .record(
      environmentName,
      z.union([z.literal(false), group(environmentShape, "an object of options")], {
        error: "an object of options, or false",
      }),
      { error: "an object with an entry for each environment" },
    )
    .refine((environments) => namesOneFolderEach(Object.keys(environments)), {
      error:
        "names that differ by more than upper and lower case: the state of each lies in a folder of that name, " +
        "and macOS and Windows take two such names for one",
    })
    .readonly()
    .optional(),
} satisfies { readonly [Name in keyof GlobalEdgePurgeOptions]-?: z.ZodOptional };

export const optionsSchema = group(rootShape, "an object");

/** The options of one environment, each in the form that settings hold where it has only one. */
export type GivenOptions = z.output<typeof optionsSchema>;
export type GivenEnvironment = Exclude<NonNullable<GivenOptions["environments"]>[string], false>;

function text(what: string) {
  return z.string({ error: what }).refine((value) => value.trim() !== "", { error: `${what}, not an empty text` });
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: quoted(values) });
}

/** Words as a phrase: `"a", "b" or "c"`. */
export function quoted(values: readonly string[]): string {
  return values
    .map((value) => `"${value}"`)
    .join(", ")
    .replace(/, ([^,]*)$/u, " or $1");
}

function globs() {
  return z.array(text("a glob"), { error: "a list of globs" });
}

function group<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  return z.strictObject(shape, { error: what }).readonly();
}

/** A text that `parse` reads. */
function parsedText<Value>(what: string, parse: (value: string) => Parsed<Value>) {
  return z.string({ error: what }).transform((value, context) => {
    const parsed = parse(value);
    if ("value" in parsed) return parsed.value;
    context.issues.push({ code: "custom", message: parsed.problem, input: value });
    return z.NEVER;
  });
}
