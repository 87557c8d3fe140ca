import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { envForGit } from "./env-for-git.ts";
import type { EnvironmentVariables } from "./system.ts";

/**
 * Whether git leaves a file out; `undefined` where there is no git, or the file lies in no repository.
 *
 * @param env the process's, unless given
 */
export function gitIgnores(path: string, env?: EnvironmentVariables): boolean | undefined {
  const options = { cwd: dirname(path), stdio: "ignore", env: envForGit(env) } as const;
  try {
    // A file that git already follows counts as one that it does not ignore.
    execFileSync("git", ["check-ignore", "--quiet", "--", path], options);
    return true;
  } catch (error) {
    return typeof error === "object" && error !== null && "status" in error && error.status === 1 ? false : undefined;
  }
}
