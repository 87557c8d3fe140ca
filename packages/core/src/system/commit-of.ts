import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { EnvironmentVariables } from "./system.ts";

/**
 * The commit that is built in a folder: what git's files say is checked out, else what GitHub Actions, GitLab or Jenkins
 * says; `undefined` where nobody tells. What a service says may be another one: in a workflow that follows another,
 * GITHUB_SHA is the newest commit of the default branch (doc). Starts no process: a build would wait for it.
 */
export function commitOf(env: EnvironmentVariables, folder: string): string | undefined {
  const { GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT } = env;
  return headOf(folder) ?? [GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT].find(isCommit);
}

function isCommit(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{7,64}$/iu.test(text);
}

/** What is checked out in the repository that a folder lies in. */
function headOf(folder: string): string | undefined {
  const git = gitFolderOf(folder);
  const head = git === undefined ? undefined : read(join(git, "HEAD"));
  if (git === undefined || head === undefined) return undefined;
  const branch = /^ref: (?<branch>refs\/.+)$/u.exec(head)?.groups?.["branch"];
  const commit = branch === undefined ? head : commitOfBranch(git, branch);
  return isCommit(commit) ? commit : undefined;
}

function commitOfBranch(git: string, branch: string): string | undefined {
  // A worktree's branches are those of the repository that it belongs to.
  const common = resolve(git, read(join(git, "commondir")) ?? ".");
  const packed = read(join(common, "packed-refs"))?.split("\n");
  return read(join(common, branch)) ?? packed?.find((line) => line.endsWith(` ${branch}`))?.split(" ")[0];
}

/** The folder that git keeps a repository in: `.git` beside or above, or where a file of that name leads. */
function gitFolderOf(folder: string): string | undefined {
  const path = join(folder, ".git");
  if (read(join(path, "HEAD")) !== undefined) return path;
  const elsewhere = /^gitdir: (?<path>.+)$/u.exec(read(path) ?? "")?.groups?.["path"];
  if (elsewhere !== undefined) return resolve(folder, elsewhere);
  const above = dirname(folder);
  return above === folder ? undefined : gitFolderOf(above);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    // Not there, or a folder.
    return undefined;
  }
}
