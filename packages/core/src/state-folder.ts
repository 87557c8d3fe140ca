import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { systemCode } from "./errors.ts";

/** The folder beside a project that holds baselines and plans, unless the options choose other places. */
export const stateFolderName = ".global-edge-purge";

/**
 * Makes the folder of a file that holds state. Our own gets a `.gitignore`: a baseline in version control would go back in time.
 * A user's folder with other files in it is theirs to ignore or not.
 */
export async function prepareStateFolder(path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  if (basename(folder) !== stateFolderName) return;
  await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error: unknown) => {
    if (systemCode(error) !== "EEXIST") throw error;
  });
}
