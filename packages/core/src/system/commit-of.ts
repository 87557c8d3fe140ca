import { execFileSync } from "node:child_process";
import type { EnvironmentVariables } from "./system.ts";

/**
 * The commit that is built in a folder: what GitHub Actions, GitLab or Jenkins says, else git; `undefined` where nobody
 * tells.
 */
export function commitOf(env: EnvironmentVariables, folder: string): string | undefined {
  const { GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT } = env;
  return [GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT].find(isCommit) ?? headOf(folder);
}

function isCommit(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{7,64}$/iu.test(text);
}

function headOf(folder: string): string | undefined {
  try {
    const text = execFileSync("git", ["rev-parse", "HEAD"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return isCommit(text) ? text : undefined;
  } catch {
    // There is no git, or no repository, or no commit yet.
    return undefined;
  }
}
