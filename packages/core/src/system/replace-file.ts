import { randomBytes } from "node:crypto";
import { open, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ifThere } from "./errors.ts";

export interface ReplaceOptions {
  /** The mode of a new file, where it is not what the process gives its files. One that is there keeps its own. */
  readonly mode?: number;
  /**
   * For whoever holds a lock on the file. Awaited once the copy is complete; the file stays as it was where this
   * throws. Copies that others left behind when they died are removed.
   */
  readonly ready?: () => Promise<void>;
}

/**
 * Writes a file whole or not at all, whenever the process or the machine dies: a finished copy beside it takes its
 * name. Readers see the old text or the new one. Mode and owner stay, and a link stays a link. The folder must be
 * there. What is no file but a pipe or a device is written into: /dev/null must not become a file.
 *
 * @throws the system's error; nothing is left behind then
 */
export async function replaceFile(path: string, text: string, { mode, ready }: ReplaceOptions = {}): Promise<void> {
  const target = (await ifThere(realpath(path))) ?? path;
  const before = await ifThere(stat(target));
  if (before && !before.isFile()) {
    await ready?.();
    return writeFile(target, text);
  }
  if (ready) await removeCopies(target);
  const copy = `${target}.${randomBytes(6).toString("hex")}.new`;
  const file = await open(copy, "wx", mode);
  try {
    try {
      await file.writeFile(text);
      if (before) {
        await file.chmod(before.mode & 0o7777);
        // Only an administrator may give files away, and for everybody else the owner is the same already.
        await file.chown(before.uid, before.gid).catch(() => {});
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await ready?.();
    await rename(copy, target);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}

async function removeCopies(target: string): Promise<void> {
  const [folder, name] = [dirname(target), basename(target)];
  // A folder need not be readable to write into it.
  for (const entry of await readdir(folder).catch(() => [])) {
    const isCopy = entry.startsWith(name) && /^\.[0-9a-f]{12}\.new$/.test(entry.slice(name.length));
    // Somebody else's, or still open: it harms nobody, and nothing may fail for it.
    if (isCopy) await rm(join(folder, entry), { force: true }).catch(() => {});
  }
}
