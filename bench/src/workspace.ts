import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temporary folder for everything that a benchmark writes. */
export interface Workspace {
  /** A new, empty folder. Absolute. */
  folder(name: string): string;
  /** Forgets everything. */
  readonly remove: () => void;
}

export function createWorkspace(): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "global-edge-purge-bench-")));
  return {
    folder: (name) => emptyFolder(join(root, name)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The folder, with nothing in it. */
export function emptyFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** Writes a file and the folders above it. */
export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Writes a text file anew, changed. */
export function changeText(from: string, to: string, change: (text: string) => string): void {
  writeText(to, change(readFileSync(from, "utf8")));
}

/** A copy of a file in the place of another one, or nothing there. */
export function putFile(from: string | undefined, to: string): void {
  rmSync(to, { force: true });
  if (from !== undefined) cpSync(from, to);
}
