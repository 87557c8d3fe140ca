import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { commitOf } from "./commit-of.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";

describe("commitOf", () => {
  it.each([
    [{ GITHUB_SHA: sha }, sha],
    [{ CI_COMMIT_SHA: sha }, sha],
    [{ GIT_COMMIT: sha }, sha],
    [{ GITHUB_SHA: "", CI_COMMIT_SHA: "main" }, undefined],
    [{}, undefined],
  ])("of %j outside a repository is %s", async (env, commit) => {
    expect(commitOf(env, await tempFolder())).toBe(commit);
  });

  it("is what git says, from any folder of a repository: on a branch, packed, without one, in a worktree", async () => {
    const folder = await tempFolder();
    const app = join(folder, "apps/shop");
    const git = (where: string, ...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
        cwd: where,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    const commit = () => git(folder, "commit", "--quiet", "--allow-empty", "--message", "one");
    mkdirSync(app, { recursive: true });
    git(folder, "init", "--quiet");
    expect(commitOf({}, app)).toBeUndefined();
    commit();
    // Also where a CI service names another one: the newest of a branch that this is not.
    for (const env of [{}, { GITHUB_SHA: sha }]) expect(commitOf(env, app)).toBe(git(folder, "rev-parse", "HEAD"));
    git(folder, "pack-refs", "--all");
    expect(commitOf({}, app)).toBe(git(folder, "rev-parse", "HEAD"));
    const worktree = join(folder, "beside");
    git(folder, "worktree", "add", "--quiet", "-b", "feature/other", worktree);
    commit();
    expect(commitOf({}, worktree)).toBe(git(worktree, "rev-parse", "HEAD"));
    expect(commitOf({}, app)).not.toBe(commitOf({}, worktree));
    git(folder, "checkout", "--quiet", "--detach");
    expect(commitOf({}, app)).toBe(git(folder, "rev-parse", "HEAD"));
  });
});
