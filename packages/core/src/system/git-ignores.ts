import { execFileSync } from "node:child_process";
import { dirname } from "node:path";

/** Whether git leaves a file out; `undefined` where there is no git, or the file lies in no repository. */
export function gitIgnores(path: string): boolean | undefined {
  try {
    // A file that git already follows counts as one that it does not ignore.
    execFileSync("git", ["check-ignore", "--quiet", "--", path], { cwd: dirname(path), stdio: "ignore" });
    return true;
  } catch (error) {
    return typeof error === "object" && error !== null && "status" in error && error.status === 1 ? false : undefined;
  }
}
