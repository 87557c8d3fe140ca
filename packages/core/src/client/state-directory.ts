import process from "node:process";
import { chmod, lstat, mkdir } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { EnvironmentVariables } from "../system/system.ts";

/**
 * The folder of this user's in which all processes of the machine count their requests, by the environment: `XDG_STATE_HOME`, else
 * `~/.local/state`, on macOS `~/Library/Caches`, on Windows `LOCALAPPDATA`. `undefined` where there is no such place: a folder that all
 * users share would let one of them get in another's way.
 */
export function userStateDirectory(env: EnvironmentVariables, platform: string = process.platform): string | undefined {
  const place = (name: string, ...below: readonly string[]) => {
    const folder = env[name]?.trim() ?? "";
    return isAbsolute(folder) ? join(folder, ...below, "global-edge-purge") : undefined;
  };
  if (platform === "win32") return place("LOCALAPPDATA");
  const home = platform === "darwin" ? place("HOME", "Library", "Caches") : place("HOME", ".local", "state");
  return place("XDG_STATE_HOME") ?? home;
}

/**
 * Makes a folder that nobody but this user may write into, or sees that it is one: whoever else can put a file there can make us write
 * wherever a link leads.
 *
 * @param userId the number of this user; absent on Windows, which has none and keeps the folder to the user by itself
 * @throws Error in words where it is another's, a link, or no folder
 */
export async function preparePrivateFolder(
  folder: string,
  userId: number | undefined = process.getuid?.(),
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Of a link we want to know that it is one.
  const found = await lstat(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder, or a link to one`);
  if (userId === undefined) return;
  if (found.uid !== userId) throw new Error(`${folder} belongs to another user`);
  if ((found.mode & 0o022) !== 0) throw new Error(`others may write into ${folder}`);
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
}
