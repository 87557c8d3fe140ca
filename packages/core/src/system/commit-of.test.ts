import { execFileSync } from "node:child_process";
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

  it("is the head of a repository", async () => {
    const folder = await tempFolder();
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: folder, encoding: "utf8" });
    git("init", "--quiet");
    expect(commitOf({}, folder)).toBeUndefined();
    git("commit", "--quiet", "--allow-empty", "--message", "one");
    expect(commitOf({}, folder)).toBe(git("rev-parse", "HEAD").trim());
  });
});
