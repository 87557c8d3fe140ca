import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { OriginNames } from "./options.ts";

/**
 * The file in a folder that a list of decoded names leads to.
 *
 * @returns Its absolute path, or `undefined` if there is none, it is no regular file, or it lies outside the folder.
 */
export async function findFile(
  folder: string,
  names: readonly string[],
  originNames: OriginNames,
): Promise<string | undefined> {
  if (!names.every(isPlainName)) return undefined;
  const root = await missingAsUndefined(realpath(folder));
  const found = root === undefined ? undefined : await descend(root, names, originNames);
  if (root === undefined || found === undefined) return undefined;
  // A symbolic link may lead anywhere; only where it ends counts.
  const real = await realpath(found);
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  // File systems of Apple and Windows answer to other spellings, too; `real` has the names they keep.
  if (originNames === "exact" && real !== found && !(await areKept(root, names))) return undefined;
  return real;
}

async function descend(path: string, names: readonly string[], originNames: OriginNames): Promise<string | undefined> {
  const [name, ...rest] = names;
  if (name === undefined) return (await missingAsUndefined(stat(path)))?.isFile() ? path : undefined;
  for (const spelling of originNames === "exact" ? [name] : bothForms(name)) {
    const found = await descend(join(path, spelling), rest, originNames);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name as it is, then in NFC, then in NFD. */
function bothForms(name: string): Set<string> {
  return new Set([name, name.normalize("NFC"), name.normalize("NFD")]);
}

/** Whether each folder on the way keeps the next name, byte for byte. */
async function areKept(root: string, names: readonly string[]): Promise<boolean> {
  let path = root;
  for (const name of names) {
    if (!(await readdir(path)).includes(name)) return false;
    path = join(path, name);
  }
  return true;
}

function isPlainName(name: string): boolean {
  return (
    name !== "" && name !== "." && name !== ".." && !name.includes("/") && !name.includes(sep) && !name.includes("\0")
  );
}

const missing = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"]);

async function missingAsUndefined<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && missing.has(String(error.code))) return undefined;
    throw error;
  }
}
