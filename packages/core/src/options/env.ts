import { type Parsed, parseEndpoint } from "../net/address.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import type { OptionProblem } from "./options-error.ts";
import { withoutUndefined } from "./parse-options.ts";
import { edgeIds } from "./schema.ts";
import type { Site } from "./option-values.ts";

/** What the variables say of the account; a member is absent where its variable is not set or empty. */
export interface AccountVariables {
  /** `GLOBAL_EDGE_PURGE_ENDPOINT`. */
  readonly endpoint?: string;
  /** `NCLOUD_SITE`, unchecked: see `parseSite`. */
  readonly site?: string;
  /** `NCLOUD_PROFILE`. */
  readonly profile?: string;
}

/** What all our variables say; a member is absent where its variable is not set or empty. */
export interface Variables extends AccountVariables {
  /** `GLOBAL_EDGE_PURGE`. */
  readonly enabled?: boolean;
  /** `GLOBAL_EDGE_PURGE_ENV`. */
  readonly environment?: string;
  /** `GLOBAL_EDGE_PURGE_EDGE_ID`, the one variable that a `.env` file may hold, too. */
  readonly edgeIds?: readonly number[];
  /** `GLOBAL_EDGE_PURGE_DRY_RUN`. */
  readonly dryRun?: boolean;
}

/** Variables that were read, and what is wrong with those that were not. */
export interface Read<Found> {
  readonly variables: Found;
  readonly problems: readonly OptionProblem[];
}

/**
 * Reads our variables. `NCLOUD_API_GW` is not among them: it names the gateway of another product.
 *
 * @param dotenv what the bundler found in `.env` files
 */
export function readVariables(env: EnvironmentVariables, dotenv: EnvironmentVariables = {}): Read<Variables> {
  const problems: OptionProblem[] = [];
  const read = createReader(problems);
  const variables = withoutUndefined({
    enabled: read("GLOBAL_EDGE_PURGE", parseSwitch, [env]),
    environment: read("GLOBAL_EDGE_PURGE_ENV", anyText, [env]),
    edgeIds: read("GLOBAL_EDGE_PURGE_EDGE_ID", parseEdgeIds, [env, dotenv]),
    dryRun: read("GLOBAL_EDGE_PURGE_DRY_RUN", parseSwitch, [env]),
  });
  const account = readAccountVariables(env);
  return { variables: { ...variables, ...account.variables }, problems: [...problems, ...account.problems] };
}

/** Reads those of our variables that concern the account. */
export function readAccountVariables(env: EnvironmentVariables): Read<AccountVariables> {
  const problems: OptionProblem[] = [];
  const read = createReader(problems);
  const variables = withoutUndefined({
    endpoint: read("GLOBAL_EDGE_PURGE_ENDPOINT", parseEndpoint, [env]),
    site: read("NCLOUD_SITE", anyText, [env]),
    profile: read("NCLOUD_PROFILE", anyText, [env]),
  });
  return { variables, problems };
}

/** @param problems where mistakes are put */
function createReader(problems: OptionProblem[]) {
  return <Value>(
    name: string,
    parse: (text: string) => Parsed<Value>,
    sources: readonly EnvironmentVariables[],
  ): Value | undefined => {
    const text = sources.map((source) => source[name]?.trim() ?? "").find((found) => found !== "");
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if ("value" in parsed) return parsed.value;
    problems.push({ code: "OPTIONS_INVALID", path: name, message: `must be ${parsed.problem}.` });
    return undefined;
  };
}

/**
 * The site that `NCLOUD_SITE` names. Terraform reads it, too, and knows one more, which Global Edge is not offered on
 * (seen).
 */
export function parseSite(text: string): Parsed<Site> {
  if (text === "public" || text === "gov") return { value: text };
  const offered = '"public" or "gov"';
  return { problem: text === "fin" ? `${offered}: Global Edge is not offered on the financial site ("fin")` : offered };
}

function parseSwitch(text: string): Parsed<boolean> {
  return text === "0" || text === "1" ? { value: text === "1" } : { problem: "0 or 1" };
}

function parseEdgeIds(text: string): Parsed<readonly number[]> {
  const result = edgeIds.safeParse(text.split(",").map((id) => (/^\s*\d+\s*$/u.test(id) ? Number(id) : NaN)));
  if (result.success) return { value: result.data };
  return { problem: "one edge id or several with commas between them, none twice, such as 11197 or 11200,11201" };
}

function anyText(text: string): Parsed<string> {
  return { value: text };
}
