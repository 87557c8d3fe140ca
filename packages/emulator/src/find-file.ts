import { realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * The file in a folder that a list of decoded names leads to. A name is tried as it is, then in NFC, then in NFD:
 * file systems differ in which form they keep.
 *
 * @returns Its absolute path, or `undefined` if there is none, it is no regular file, or it lies outside the folder.
 */
export async function findFile(folder: string, names: readonly string[]): Promise<string | undefined> {
  if (!names.every(isPlainName)) return undefined;
  const root = await missingAsUndefined(realpath(folder));
  const found = root === undefined ? undefined : await descend(root, names);
  if (root === undefined || found === undefined) return undefined;
  // A symbolic link may lead anywhere; only where it ends counts.
  const real = await realpath(found);
  return real.startsWith(root.endsWith(sep) ? root : root + sep) ? real : undefined;
}

async function descend(path: string, names: readonly string[]): Promise<string | undefined> {
  const [name, ...rest] = names;
  if (name === undefined) return (await missingAsUndefined(stat(path)))?.isFile() ? path : undefined;
  for (const spelling of new Set([name, name.normalize("NFC"), name.normalize("NFD")])) {
    const found = await descend(join(path, spelling), rest);
    if (found !== undefined) return found;
  }
  return undefined;
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
