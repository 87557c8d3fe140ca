import { type Parsed, parseEndpoint } from "../net/address.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import type { OptionProblem } from "./options-error.ts";
import { type WithoutUndefined, withoutUndefined } from "./parse-options.ts";
import { edgeIds } from "./schema.ts";
import type { Site } from "./option-values.ts";

/** What the variables of the environment say; a member is absent where its variable is not set or empty. */
export type Variables = WithoutUndefined<{
  /** `GLOBAL_EDGE_PURGE`. */
  readonly enabled: boolean | undefined;
  /** `GLOBAL_EDGE_PURGE_ENV`. */
  readonly environment: string | undefined;
  /** `GLOBAL_EDGE_PURGE_EDGE_ID`, the one variable that a `.env` file may hold, too. */
  readonly edgeIds: readonly number[] | undefined;
  /** `GLOBAL_EDGE_PURGE_DRY_RUN`. */
  readonly dryRun: boolean | undefined;
  /** `GLOBAL_EDGE_PURGE_ENDPOINT`. */
  readonly endpoint: string | undefined;
  /** `NCLOUD_SITE`, unchecked: see `parseSite`. */
  readonly site: string | undefined;
  /** `NCLOUD_PROFILE`. */
  readonly profile: string | undefined;
}>;

/**
 * Reads our variables. `NCLOUD_API_GW` is not among them: it names the gateway of another product.
 *
 * @param dotenv what the bundler found in `.env` files
 */
export function readVariables(
  env: EnvironmentVariables,
  dotenv: EnvironmentVariables = {},
): { readonly variables: Variables; readonly problems: readonly OptionProblem[] } {
  const problems: OptionProblem[] = [];
  const variables = withoutUndefined({
    enabled: read("GLOBAL_EDGE_PURGE", parseSwitch),
    environment: read("GLOBAL_EDGE_PURGE_ENV", anyText),
    edgeIds: read("GLOBAL_EDGE_PURGE_EDGE_ID", parseEdgeIds, [env, dotenv]),
    dryRun: read("GLOBAL_EDGE_PURGE_DRY_RUN", parseSwitch),
    endpoint: read("GLOBAL_EDGE_PURGE_ENDPOINT", parseEndpoint),
    site: read("NCLOUD_SITE", anyText),
    profile: read("NCLOUD_PROFILE", anyText),
  });
  return { variables, problems };

  function read<Value>(name: string, parse: (text: string) => Parsed<Value>, sources = [env]): Value | undefined {
    const text = sources.map((source) => source[name]?.trim() ?? "").find((found) => found !== "");
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if ("value" in parsed) return parsed.value;
    problems.push({ code: "OPTIONS_INVALID", path: name, message: `must be ${parsed.problem}.` });
    return undefined;
  }
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
