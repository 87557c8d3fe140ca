import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeFiles } from "../test/deploy-lab.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { gitIgnores } from "./git-ignores.ts";

it("tells what git ignores, what it follows, and nothing outside a repository", async () => {
  const folder = await tempFolder();
  writeFiles(folder, { ".gitignore": ".env*\n", ".env.local": "", ".env.followed": "", other: "" });
  expect(gitIgnores(join(folder, "other"))).toBeUndefined();
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  execFileSync("git", ["add", "--force", ".env.followed"], { cwd: folder });
  expect(gitIgnores(join(folder, ".env.local"))).toBe(true);
  expect(gitIgnores(join(folder, ".env.followed"))).toBe(false);
  expect(gitIgnores(join(folder, "other"))).toBe(false);
});
