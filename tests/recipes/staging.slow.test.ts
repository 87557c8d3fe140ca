import { createEmulator, emulatorCredentials } from "@global-edge-purge/emulator";
import { chmodSync, cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { bin } from "../cli/start-cli.ts";
import { createWorkspace, folderOf } from "../harness/workspace.ts";
import { blocksOf } from "./read-recipe.ts";
import { machineEnvironment, runWorkflow } from "./run-workflow.ts";

const example = join(import.meta.dirname, "../../examples/vite");
const [config = ""] = blocksOf("staging.md", "js");
const [staging = [], production = []] = blocksOf("staging.md", "sh").map((code) => code.trim().split("\n"));

const programs: Readonly<Record<string, string>> = {
  aws: '#!/bin/bash\nset -e\n[ "$1 $2" = "s3 sync" ]\ncp -R "$3/." "$BUCKETS/${4#s3://}"\n',
  npx: '#!/bin/bash\nexec "node_modules/.bin/$1" "${@:2}"\n',
};

/** The example site with the config of the recipe, a bucket for each environment, and three edges. */
async function startSite() {
  const workspace = createWorkspace({ vite: "vite" });
  onTestFinished(() => workspace.remove());
  const site = workspace.createSite({ "package.json": '{ "type": "module" }', "vite.config.js": config });
  const outside = workspace.createSite(
    Object.fromEntries(Object.entries(programs).map(([name, script]) => [`programs/${name}`, script])),
  );
  const place = (path: string) => join(outside.directory, path);
  for (const name of Object.keys(programs)) chmodSync(place(`programs/${name}`), 0o755);
  for (const folder of ["home", "buckets/my-site", "buckets/my-staging-site"])
    mkdirSync(place(folder), { recursive: true });
  for (const entry of ["index.html", "src", "public"])
    cpSync(join(example, entry), join(site.directory, entry), { recursive: true });
  mkdirSync(join(site.directory, "node_modules/.bin"), { recursive: true });
  const bins = { vite: join(folderOf("vite"), "bin/vite.js"), "global-edge-purge": bin };
  for (const [name, file] of Object.entries(bins)) {
    // As npm does for what it installs.
    chmodSync(file, 0o755);
    symlinkSync(file, join(site.directory, "node_modules/.bin", name));
  }
  const edges = [11197, 11200, 11201].map((edgeId) => ({ edgeId }));
  const emulator = await createEmulator({ edges, origin: place("buckets/my-site") });
  onTestFinished(() => emulator.close());
  const environment = {
    ...machineEnvironment(place("programs"), place("home")),
    NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
    NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
    BUCKETS: place("buckets"),
  };
  return {
    site,
    emulator,
    run: async (command = "") => {
      const [result] = await runWorkflow(
        { jobs: { deploy: { steps: [{ run: command }] } } },
        {},
        site.directory,
        environment,
      );
      expect(result?.exitCode, result?.output).toBe(0);
      return result?.output ?? "";
    },
    /** What each edge of an environment answers: all edges of the emulator have one origin, so it is set for each visit. */
    visit: (bucket: string, edgeIds: readonly number[], path: string) => {
      emulator.setOrigin(place(`buckets/${bucket}`));
      return Promise.all(edgeIds.map(async (edgeId) => (await fetch(emulator.edgeUrl(edgeId) + path)).text()));
    },
  };
}

describe("staging and production of docs/recipes/staging.md", () => {
  it("leaves nothing stale on any edge to a visitor who came between two commands, and purges no other environment", async () => {
    const { site, emulator, run, visit } = await startSite();
    for (const command of [...staging, ...production]) await run(command);
    const onStaging = (path: string) => visit("my-staging-site", [11200, 11201], path);
    const onProduction = (path: string) => visit("my-site", [11197], path);
    const [before = ""] = await onProduction("/");
    expect(await onStaging("/")).toEqual([before, before]);

    site.write("index.html", (site.read("index.html") ?? "").replace("<title>", "<title>새 "));
    let sent = emulator.purges.length;
    for (const command of staging) {
      await run(command);
      // Whoever comes before the end sees the old page, and makes the edges keep it.
      expect((await onStaging("/")).every((page) => page.includes("새 "))).toBe(command === staging.at(-1));
    }
    expect(emulator.purges.slice(sent).map(({ edgeId }) => String(edgeId))).toEqual(["11200", "11201"]);
    expect(await onProduction("/")).toEqual([before]);

    sent = emulator.purges.length;
    for (const command of production) {
      await run(command);
      expect((await onProduction("/"))[0]?.includes("새 ")).toBe(command === production.at(-1));
    }
    expect(emulator.purges.slice(sent).map(({ edgeId }) => String(edgeId))).toEqual(["11197"]);
    expect(await run(staging.at(-1))).toContain("Nothing to purge");
  });

  it("says so where the plan of staging waits and nobody named it", async () => {
    const { run } = await startSite();
    for (const command of production) await run(command);
    await run(staging[0]);
    expect(await run("npx global-edge-purge send")).toContain("npx global-edge-purge send --env staging");
  });
});
