import { join } from "node:path";
import { parseEnv } from "node:util";
import { type Dotenv, dotenvNames } from "../system/dotenv.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import { accessKeyVariables, secretKeyVariables } from "./published-names.ts";

const known: readonly string[] = [...accessKeyVariables, ...secretKeyVariables];
/** Names that people give to such keys (seen), and that nothing here reads as the edge's. */
const foreign = /^(?:(?:NCP|NAVER|NCLOUD)_\w*KEY\w*|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY)$/u;
const modes = ["production", "staging", "development", "test"];

/** Everywhere that something which looks like keys may be. */
export interface NearbySources {
  readonly env: EnvironmentVariables;
  /** What was found in `.env` files; absent where none are read. */
  readonly dotenv: Dotenv | undefined;
  /** Where `.env` files would lie. Absolute; absent where nobody knows. */
  readonly folder: string | undefined;
  /** Returns a file's text, or throws the system's error. */
  readonly readFile: (path: string) => string;
}

/** What looks like the keys that were not found: names only, in sentences. */
export function nearbyKeys({ env, dotenv, folder, readFile }: NearbySources): readonly string[] {
  const names = [...new Set([...modes.flatMap(dotenvNames), ...(dotenv?.names ?? [])])];
  const inFiles = names.flatMap((name) => {
    const held = folder === undefined ? [] : namesIn(join(folder, name), readFile);
    const isRead = dotenv?.names.includes(name) ?? false;
    const keys = held.filter((held) => isForeign(held) || (!isRead && known.includes(held)));
    if (keys.length === 0) return [];
    return [`${name} holds ${keys.join(" and ")}, and ${isRead ? "such names are" : "that file is"} not read.`];
  });
  const set = Object.keys(env).filter((name) => isForeign(name) && env[name]?.trim());
  if (set.length === 0) return inFiles;
  return [`${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set, and such names are not read.`, ...inFiles];
}

function isForeign(name: string): boolean {
  return foreign.test(name) && !known.includes(name);
}

/** Names of variables that a file gives a value; none where it cannot be read. */
function namesIn(path: string, readFile: (path: string) => string): readonly string[] {
  try {
    const variables = parseEnv(readFile(path));
    return Object.keys(variables).filter((name) => variables[name]?.trim());
  } catch {
    // It is only looked at for a hint.
    return [];
  }
}

/**
 * The `.env` files that hold a key and that git does not ignore: whoever commits them publishes it.
 *
 * @param gitIgnores by the absolute path; `undefined` where that cannot be told
 */
export function unignoredKeyFiles(
  { folder, names }: Pick<Dotenv, "folder" | "names">,
  readFile: (path: string) => string,
  gitIgnores: (path: string) => boolean | undefined,
): readonly string[] {
  return names.filter((name) => {
    const path = join(folder, name);
    return namesIn(path, readFile).some((held) => known.includes(held)) && gitIgnores(path) === false;
  });
}
