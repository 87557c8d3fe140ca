import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
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

it("hands no secret to git", async () => {
  const folder = await tempFolder();
  writeFiles(folder, { git: '#!/bin/sh\nenv > "$0.env"\n' });
  chmodSync(join(folder, "git"), 0o755);
  const secrets = {
    NCLOUD_SECRET_ACCESS_KEY: "testSecretKey0000000000000001",
    AWS_SESSION_TOKEN: "testSecretKey0000000000000002",
    HTTPS_PROXY: "http://user:testSecretKey0000000000000003@proxy",
    GIT_TOKEN: "testSecretKey0000000000000004",
    GIT_CONFIG_VALUE_0: "AUTHORIZATION: testSecretKey0000000000000005",
    STRIPE_API_KEY: "testSecretKey0000000000000006",
  };
  gitIgnores(join(folder, "other"), { PATH: [folder, process.env["PATH"]].join(delimiter), HOME: folder, ...secrets });
  const handed = readFileSync(join(folder, "git.env"), "utf8");
  expect(handed).toContain(`HOME=${folder}`);
  expect(handed).not.toContain("testSecretKey");
});
