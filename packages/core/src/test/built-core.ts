import { execFile } from "node:child_process";
import { copyFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { tempFolder } from "./temp-folder.ts";

const run = promisify(execFile);
const packageFolder = join(import.meta.dirname, "..", "..");

/**
 * This package as users get it, built into a folder of its own, for processes that cannot read TypeScript. A script in
 * that folder can import it by its name. Gone when the test ends. Types are checked elsewhere.
 */
export async function builtCore(): Promise<string> {
  const folder = await tempFolder();
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const options = [
    "-p",
    "tsconfig.build.json",
    "--outDir",
    join(folder, "dist"),
    "--noCheck",
    "--emitDeclarationOnly",
    "false",
  ];
  await run(process.execPath, [tsc, ...options], { cwd: packageFolder });
  await copyFile(join(packageFolder, "package.json"), join(folder, "package.json"));
  await symlink(join(packageFolder, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}
