import { join } from "node:path";
import { parseEnv } from "node:util";
import type { EnvironmentVariables } from "./system.ts";

/** What `.env` files of a project say. */
export interface Dotenv {
  /** Where they lie. Absolute. */
  readonly folder: string;
  /** The names that were looked for, whether they are there or not; a later one wins. */
  readonly names: readonly string[];
  readonly variables: EnvironmentVariables;
}

/** The `.env` files of a mode, as Vite reads them: a later one wins. */
export function dotenvNames(mode: string): readonly string[] {
  return [".env", ".env.local", `.env.${mode}`, `.env.${mode}.local`];
}

/**
 * Reads `.env` files.
 *
 * @param readText a file by its absolute path; `undefined` where it cannot be read
 */
export function readDotenv(
  folder: string,
  names: readonly string[],
  readText: (path: string) => string | undefined,
): Dotenv {
  const variables = Object.assign({}, ...names.map((name) => parseEnv(readText(join(folder, name)) ?? "")));
  return { folder, names, variables };
}
