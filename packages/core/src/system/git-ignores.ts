import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import process from "node:process";
import type { EnvironmentVariables } from "./system.ts";

/** Names of variables that may hold a key or a password. git needs none of them to read its own rules. */
const mayBeSecret = /secret|token|password|access_?key|proxy/i;

/**
 * Whether git leaves a file out; `undefined` where there is no git, or the file lies in no repository.
 *
 * @param env what git is to know, secrets left out
 */
export function gitIgnores(path: string, env: EnvironmentVariables = process.env): boolean | undefined {
  const handed = Object.fromEntries(Object.entries(env).filter(([name]) => !mayBeSecret.test(name)));
  try {
    // A file that git already follows counts as one that it does not ignore.
    execFileSync("git", ["check-ignore", "--quiet", "--", path], { cwd: dirname(path), stdio: "ignore", env: handed });
    return true;
  } catch (error) {
    return typeof error === "object" && error !== null && "status" in error && error.status === 1 ? false : undefined;
  }
}
