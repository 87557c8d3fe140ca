import * as z from "zod";
import { nearestWord } from "./nearest-word.ts";
import type { OptionProblem } from "./options-error.ts";
import {
  environmentShape,
  type GivenEnvironment,
  type GivenOptions,
  groups,
  optionsSchema,
  rootShape,
} from "./schema.ts";

type Path = readonly PropertyKey[];

/** Reads the options that a user wrote (none is no mistake), or says all that is wrong with them at once. */
export function parseOptions(
  options: unknown = {},
): { readonly given: GivenOptions } | { readonly problems: readonly OptionProblem[] } {
  const result = optionsSchema.safeParse(options);
  if (result.success) return { given: result.data };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, [], options)) };
}

/** `options` is what was given, and the issue's path starts at `parent`. */
function problemsOf(issue: z.core.$ZodIssue, parent: Path, options: unknown): readonly OptionProblem[] {
  const path = [...parent, ...issue.path];
  const problem = (message: string, at: Path = path): OptionProblem => ({
    code: "OPTIONS_INVALID",
    path: z.core.toDotPath(at),
    message,
  });
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => problem(unknownOption(key, path), [...path, key]));
    case "invalid_key":
      return issue.issues.map(({ message }) => problem(`its name must be ${message}.`));
    case "invalid_union": {
      const meant = issue.errors.find((branch) => branch.every(isInside));
      if (meant !== undefined) return meant.flatMap((inner) => problemsOf(inner, path, options));
      return [problem(wrongKind(issue, valueAt(options, path)))];
    }
    case "invalid_type":
    case "invalid_value":
      return [problem(wrongKind(issue, valueAt(options, path)))];
    default:
      return [problem(`must be ${issue.message}.`)];
  }
}

/** Whether an issue of one form of an option shows that this form was meant: it is about what the value holds. */
function isInside(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === "unrecognized_keys" || issue.code === "custom";
}

function wrongKind(issue: z.core.$ZodIssue, value: unknown): string {
  const words = wordsOf(issue);
  const meant = typeof value === "string" ? nearestWord(value, words) : undefined;
  const kind = words.length > 0 && typeof value === "string" ? "another text" : kindOf(value);
  return `must be ${issue.message}, and is ${kind}.${meant === undefined ? "" : ` Did you mean "${meant}"?`}`;
}

function wordsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === "invalid_union") return issue.errors.flat().flatMap(wordsOf);
  return issue.code === "invalid_value" ? issue.values.filter((value) => typeof value === "string") : [];
}

function unknownOption(key: string, place: Path): string {
  const known = knownKeys(place);
  const meant = nearestWord(key, known);
  if (meant !== undefined) return `there is no such option. Did you mean "${meant}"?`;
  return `there is no such option here. There are: ${known.join(", ")}.`;
}

function knownKeys(place: Path): readonly string[] {
  if (place.length === 0) return Object.keys(rootShape);
  const [option] = place[0] === "environments" ? place.slice(2) : place;
  if (option === undefined) return Object.keys(environmentShape);
  return Object.entries(groups).flatMap(([name, shape]) => (name === option ? Object.keys(shape) : []));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}

/** Texts are not repeated: a secret may stand in the wrong place. */
function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (Number.isNaN(value)) return "no number";
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return "a text";
  if (Array.isArray(value)) return "a list";
  return typeof value === "function" ? "a function" : "an object";
}

/**
 * The options that count for one environment: its own take the place of those beside `environments`, each as a whole.
 * For an environment that is not listed, or turned off, those beside it.
 */
export function mergeEnvironment(given: GivenOptions, environment: string): WithoutUndefined<GivenEnvironment> {
  const { environment: _name, environments = {}, ...shared } = given;
  const own = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return { ...withoutUndefined(shared), ...withoutUndefined(own || {}) };
}

type Undefinable<Given> = { [Name in keyof Given]-?: undefined extends Given[Name] ? Name : never }[keyof Given];

/** The same members, where one that may be `undefined` may be absent instead. */
export type WithoutUndefined<Given> = Omit<Given, Undefinable<Given>> & {
  [Name in Undefinable<Given>]?: Exclude<Given[Name], undefined>;
};

/** Drops the members that are `undefined`: an option given as `undefined` is not given. */
export function withoutUndefined<Given extends object>(given: Given): WithoutUndefined<Given> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as WithoutUndefined<Given>;
}
