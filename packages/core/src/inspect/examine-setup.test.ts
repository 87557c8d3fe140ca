import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../test/memory-store.ts";
import { writeFiles } from "../test/deploy-lab.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { testSystem } from "../test/test-run.ts";
import { examineSetup } from "./examine-setup.ts";

async function examine(options: object, system: Parameters<typeof testSystem>[0] = {}): Promise<readonly string[]> {
  const projectDirectory = await tempFolder();
  const findings = await examineSetup(
    {
      options: { edgeId: 1, ...options },
      build: { mode: "production", production: true, projectDirectory, publicPath: "/", enabledByDefault: true },
      whyEnvironment: "a test",
      readText: () => undefined,
      gitIgnores: () => undefined,
    },
    testSystem({ homeDirectory: () => projectDirectory, ...system }),
  );
  return findings.map(({ code }) => code);
}

describe("examineSetup", () => {
  it("finds a baseline on a machine that forgets, and minds neither Object Storage nor a store", async () => {
    expect(await examine({}, { isCI: true })).toContain("BASELINE_FORGOTTEN");
    expect(await examine({})).not.toContain("BASELINE_FORGOTTEN");
    expect(await examine({ baseline: createMemoryStore() }, { isCI: true })).not.toContain("BASELINE_FORGOTTEN");
  });

  it("finds that there are no keys for a baseline in Object Storage", async () => {
    const codes = await examine({ baseline: "s3://bucket/key" }, { isCI: true });
    expect(codes).toEqual(["ENVIRONMENT", "CREDENTIALS_MISSING", "CREDENTIALS_MISSING"]);
  });

  it.each([
    ["CREDENTIALS_MALFORMED", {}, { NCLOUD_ACCESS_KEY_ID: "TEST KEY", NCLOUD_SECRET_ACCESS_KEY: "x" }],
    ["CREDENTIALS_PROFILE_UNKNOWN", { ".ncloud/configure": "[DEFAULT]\n" }, { NCLOUD_PROFILE: "other" }],
    ["CREDENTIALS_UNREADABLE", { ".ncloud/configure/x": "" }, {}],
  ])("passes on what is wrong with the keys: %s", async (code, files, env) => {
    const homeDirectory = await tempFolder();
    writeFiles(homeDirectory, files);
    expect(await examine({}, { homeDirectory: () => homeDirectory, env })).toContain(code);
  });

  it("says that a pull request would be skipped, and looks all the same", async () => {
    const codes = await examine({}, { isPullRequest: true });
    expect(codes).toEqual(["ENVIRONMENT", "SKIPPED", "CREDENTIALS_MISSING", "BASELINE_MISSING"]);
  });
});
