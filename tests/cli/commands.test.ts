import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf } from "../harness/workspace.ts";
import { baselineFile, folder, planFile, startSite, timeout } from "./command-site.ts";

describe("every command, as users run it", { timeout }, () => {
  it("run: tells people on standard error, and programs on standard output", async () => {
    const { cli, site } = await startSite();
    expect(await cli(["run", ...folder])).toMatchObject({
      ended: 0,
      stdout: "",
      stderr: expect.stringContaining("Purged 4 targets (1 request"),
    });
    site.write("dist/index.html", "2");
    const { ended, stdout } = await cli(["run", ...folder, "--json"]);
    expect(ended).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "purged", counts: { changed: 1, unchanged: 2, unsettled: 0 } });
  });

  it("plan and send: purge after the upload", async () => {
    const { cli, emulator, site } = await startSite();
    expect(await cli(["plan", ...folder])).toMatchObject({
      ended: 0,
      stderr: expect.stringContaining("Planned 4 targets"),
    });
    expect(emulator.requests).toEqual([]);
    expect(await cli(["send"])).toMatchObject({
      ended: 0,
      stdout: "",
      stderr: expect.stringContaining("Purged 4 targets"),
    });
    expect(site.read(baselineFile)).not.toContain('"unsettled"');
  });

  it("edges, purge and status: ask and name", async () => {
    const { cli } = await startSite();
    expect(await cli(["edges"])).toMatchObject({
      ended: 0,
      stderr: "",
      stdout: expect.stringMatching(/\n1 +RUNNING /),
    });
    expect(await cli(["purge", "/a", "/b/*", "--edge-id", "1"])).toMatchObject({ ended: 0 });
    expect(await cli(["status", "3720002"])).toMatchObject({
      ended: 0,
      stdout: expect.stringMatching(/SUCCESS +DIRECTORY/),
    });
  });

  it("reads the config of the docs, which imports from the installed package", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/command-line.md"), "utf8");
    const config = /```ts\n([^]*?)```/u.exec(page)?.[1] ?? "";
    const { cli, site, emulator } = await startSite({
      "public/index.html": "1",
      "global-edge-purge.config.ts": config,
    });
    mkdirSync(join(site.directory, "node_modules"));
    symlinkSync(folderOf("global-edge-purge"), join(site.directory, "node_modules/global-edge-purge"), "dir");
    expect(await cli(["plan", "--env", "staging"])).toMatchObject({
      ended: 0,
      stderr: expect.stringContaining("Global Edge purge: staging, edge 11200"),
    });
    expect(emulator.requests).toEqual([]);
  });

  it("explains itself, and suggests the flag or command that was meant", async () => {
    const { cli } = await startSite();
    const [help, flag, command] = await Promise.all([cli(["--help"]), cli(["run", "--evn", "x"]), cli(["snd"])]);
    expect(help).toMatchObject({ ended: 0, stderr: "", stdout: expect.stringContaining("Examples:") });
    expect(flag).toMatchObject({ ended: 2, stdout: "", stderr: expect.stringContaining("Did you mean --env?") });
    expect(command).toMatchObject({ ended: 2, stdout: "", stderr: expect.stringContaining("Did you mean send?") });
  });

  it.each(["init", "run", "plan", "send", "purge", "forget", "status", "edges", "explain", "doctor"])(
    "%s explains itself",
    async (name) => {
      const { cli } = await startSite();
      const stdout = expect.stringContaining(`Usage: global-edge-purge ${name}`);
      expect(await cli([name, "--help"])).toMatchObject({ ended: 0, stderr: "", stdout });
    },
  );

  it("ends with 2 without a plan, with an edited one, and where nobody can be asked", async () => {
    const { cli, site, emulator } = await startSite();
    await cli(["plan", ...folder]);
    site.write("edited.json", site.read(planFile).replace("/docs/index.html", "/dogs/index.html"));
    const [missing, edited, all] = await Promise.all([
      cli(["send", "nowhere.json"]),
      cli(["send", "edited.json"]),
      cli(["purge", "--all", "--edge-id", "1"]),
    ]);
    expect(missing).toMatchObject({ ended: 2, stderr: expect.stringContaining("[PLAN_MISSING]") });
    expect(edited).toMatchObject({ ended: 2, stderr: expect.stringContaining("[PLAN_EDITED]") });
    expect(all).toMatchObject({ ended: 2, stderr: expect.stringContaining("--yes") });
    expect(emulator.requests).toEqual([]);
  });
});
