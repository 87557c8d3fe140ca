import { cpSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { cleanEnvironment } from "./account.ts";
import type { Subject } from "./alternate.ts";
import type { Reference } from "./comparison.ts";
import { isInstalled, measureProcess } from "./measure-process.ts";
import { benchDirectory } from "./project.ts";

/**
 * What people use otherwise to find out whether files changed: the programs that are installed, and why the others are left out.
 *
 * @param tree absolute
 * @param folder absolute, empty; for what a program needs beside the tree
 */
export async function otherPrograms(tree: string, folder: string) {
  const start = (name: string, program: string, ...args: readonly string[]): Subject => ({
    name,
    run: async () => {
      const { stdout: _, ...sample } = await measureProcess({
        program,
        args,
        directory: tree,
        env: cleanEnvironment(folder),
      });
      return sample;
    },
  });
  const shell = (name: string, text: string) => start(name, "sh", "-c", text);
  const hashing = `import { hashElement } from "folder-hash"; await hashElement(process.argv[1], { algo: "sha256" });`;
  const folderHash: Subject = {
    name: "folder-hash",
    run: () =>
      measureProcess({
        program: process.execPath,
        args: ["--input-type=module", "--eval", hashing, tree],
        directory: benchDirectory,
        env: cleanEnvironment(folder),
      }),
  };
  const candidates: readonly { readonly needs: string; readonly subject: Subject; readonly prepare?: () => void }[] = [
    {
      needs: "sha256sum",
      subject: shell(
        "sha256sum",
        `find . -type f -print0 | xargs -0 -P${availableParallelism()} sha256sum > /dev/null`,
      ),
    },
    { needs: "git", subject: shell("git hash-object", "find . -type f | git hash-object --stdin-paths > /dev/null") },
    {
      needs: "rsync",
      subject: start("rsync -c", "rsync", "--recursive", "--checksum", "--dry-run", `${tree}/`, join(folder, "copy/")),
      prepare: () => cpSync(tree, join(folder, "copy"), { recursive: true }),
    },
    { needs: process.execPath, subject: folderHash },
  ];
  const subjects: Subject[] = [];
  const references: Reference[] = [];
  for (const { needs, subject, prepare } of candidates) {
    const { name } = subject;
    if (await isInstalled(needs)) {
      prepare?.();
      subjects.push(subject);
      references.push({ name });
    } else references.push({ name, absent: "not installed" });
  }
  return { subjects, references };
}
