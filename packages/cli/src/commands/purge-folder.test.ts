import { emulatorCredentials, serviceError } from "@global-edge-purge/emulator";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyless, startSite } from "../test/start-site.ts";

const first = { "dist/index.html": "1", "dist/docs/index.html": "1", "dist/assets/a-11111111.js": "1" };
const folder = ["--dir", "dist", "--immutable", "assets/**", "--edge-id", "1"];
const run = ["run", ...folder];

describe("run", () => {
  it("purges a folder, then only what changed, and says what and why to people on standard error", async () => {
    const { write, cli, purged } = await startSite(first);
    const firstRun = await cli(run);
    expect(firstRun).toMatchObject({ exitCode: 0, out: "" });
    expect(firstRun.err).toContain("Purged 4 targets (1 request");
    write("dist/index.html", "2");
    expect((await cli(run)).err).toMatch(/ changed +\/index\.html\n/);
    expect(purged().slice(4)).toEqual(["/", "/index.html"]);
    expect(await cli(run)).toMatchObject({ exitCode: 0, err: expect.stringContaining("Nothing to purge") });
  });

  it("says in which tone it tells something", async () => {
    const { cli, write } = await startSite(first);
    const tones = async (args: readonly string[]) => {
      const told: (string | undefined)[] = [];
      await cli(args, { printError: (_text, tone) => void told.push(tone) });
      return told;
    };
    expect(await tones(run)).toEqual(expect.arrayContaining(["warning", "good"]));
    expect((await tones(["run", "--dir", "nowhere", "--edge-id", "1"])).at(-1)).toBe("bad");
    write("dist/index.html", "2");
    expect(await tones(["plan", ...folder])).not.toContain("good");
    expect((await tones(["run", "--evn", "x"])).at(-1)).toBe("bad");
  });

  it("prints the report with --json, and nothing else on standard output; keys are nowhere", async () => {
    const { cli, read } = await startSite(first);
    const { exitCode, out, err } = await cli([...run, "--json", "--report-json", "out/report.json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      verdict: "purged",
      edgeIds: [1],
      batches: [{ status: "accepted" }],
    });
    expect(JSON.parse(read("out/report.json"))).toEqual(JSON.parse(out));
    for (const key of Object.values(emulatorCredentials)) expect(out + err).not.toContain(key);
    const silent = await cli([...run, "--json", "--log-level", "silent"]);
    expect(silent.err).toBe("");
    expect(JSON.parse(silent.out)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("reads a TypeScript config, whose options flags win over, and takes paths from its folder", async () => {
    const config = `
      const edgeId: number = 2;
      export default {
        outputDirectory: "../dist",
        environments: { production: { edgeId }, staging: { edgeId: 1, base: "/stage/", dryRun: true } },
        aliases: (path: string) => (path === "index.html" ? ["home"] : []),
        report: { json: "report.json" },
      };`;
    const { cli, emulator, read } = await startSite({ ...first, "conf/edge.config.ts": config });
    expect(await cli(["run", "--config", "conf/edge.config.ts"])).toMatchObject({ exitCode: 0 });
    expect(emulator.purges).toMatchObject([{ edgeId: 2, purgeTarget: expect.arrayContaining(["/home"]) }]);
    expect(JSON.parse(read("conf/report.json"))).toMatchObject({ verdict: "purged" });
    const staging = await cli([
      "run",
      "--config",
      "conf/edge.config.ts",
      "--env",
      "staging",
      "--base",
      "/s/",
      "--json",
    ]);
    expect(JSON.parse(staging.out)).toMatchObject({
      verdict: "planned",
      dryRun: true,
      environment: "staging",
      edgeIds: [1],
    });
    expect(staging.out).toContain('"/s/home"');
    const absent = await cli(["run", "--config", "conf/edge.config.ts", "--env", "stagign"]);
    expect(absent).toMatchObject({ exitCode: 2, err: expect.stringContaining('Did you mean "staging"?') });
  });

  it.each([
    [["--on-missing-baseline", "mutabel"], {}],
    [["--env", "stagin"], {}],
    [["--evn", "staging"], {}],
    [["--budget", ""], {}],
    [["--dir"], {}],
    [[], { GLOBAL_EDGE_PURGE: "yes" }],
  ])("leaves no report of the run before where it is used wrongly: %j %j", async (args, env) => {
    const config = { edgeId: 1, environments: { production: {} }, report: { json: "report.json" } };
    const site = await startSite({ ...first, "global-edge-purge.config.json": JSON.stringify(config) });
    await site.cli(["run", "--dir", "dist"]);
    await site.cli(["run", "--dir", "dist", "--report-json", "own.json"]);
    expect([site.read("report.json"), site.read("own.json")]).toEqual([
      expect.stringContaining("purged"),
      expect.stringContaining("nothing-to-purge"),
    ]);
    expect(await site.cli(["run", "--dir", "dist", ...args], { env })).toMatchObject({ exitCode: 2 });
    expect(site.read("report.json")).toBe("");
    expect(await site.cli(["run", "--dir", "dist", "--report-json", "own.json", ...args], { env })).toMatchObject({
      exitCode: 2,
    });
    expect(site.read("own.json")).toBe("");
  });

  it("leaves no report of the run before where a plan or a target is wrong", async () => {
    const site = await startSite(first);
    for (const wrong of [
      ["send", "nowhere.json"],
      ["purge", "/a/../b", "--edge-id", "1"],
    ]) {
      await site.cli([...run, "--report-json", "report.json"]);
      expect(site.read("report.json")).not.toBe("");
      expect(await site.cli([...wrong, "--report-json", "report.json"])).toMatchObject({ exitCode: 2 });
      expect(site.read("report.json")).toBe("");
    }
  });

  it("takes an environment that is named on the command line as listed, and skips for the usual reasons", async () => {
    const { cli, emulator } = await startSite(first);
    const preview = await cli([...run, "--env", "preview", "--json"]);
    expect(JSON.parse(preview.out)).toMatchObject({ verdict: "purged", environment: "preview" });
    const off = await cli([...run, "--json"], { env: { GLOBAL_EDGE_PURGE: "0" } });
    expect(off).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(off.out)).toMatchObject({ verdict: "skipped", reason: "disabled" });
    const dry = await cli([...run, "--json"], { env: { GLOBAL_EDGE_PURGE_DRY_RUN: "1" } });
    expect(JSON.parse(dry.out)).toMatchObject({ verdict: "planned", dryRun: true });
    expect(emulator.requests).toHaveLength(1);
  });

  it("records a folder with --adopt, without credentials and without a request", async () => {
    const { cli, emulator } = await startSite(first);
    const adopted = await cli([...run, "--adopt"], { env: keyless });
    expect(adopted).toMatchObject({ exitCode: 0, err: expect.stringContaining("Adopted 3 files") });
    expect(await cli(run)).toMatchObject({ exitCode: 0, err: expect.stringContaining("Nothing to purge") });
    expect(emulator.requests).toEqual([]);
  });

  it("ends with 1 where it failed, and with 3 where something is still owed", async () => {
    const { cli, emulator } = await startSite(first);
    emulator.faults.next({ answer: serviceError(403, "0032") });
    expect(await cli(run)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("Failed: 0 of 4 targets accepted"),
    });
    emulator.faults.next({}, { answer: serviceError(403, "0032") });
    const both = [...run.slice(0, -1), "1,2"];
    expect(await cli(both)).toMatchObject({ exitCode: 3, err: expect.stringContaining("Partly purged") });
  });

  it("ends with 1 before it sends anything where the state cannot be saved", async () => {
    const site = await startSite(first);
    symlinkSync(join(site.folder, "no", "such", "folder"), join(site.folder, ".global-edge-purge"));
    expect(await site.cli(run)).toMatchObject({ exitCode: 1, err: expect.stringContaining("[BASELINE_UNWRITABLE]") });
    expect(site.emulator.requests).toEqual([]);
  });
});

describe("plan", () => {
  const plan = ["plan", ...folder];

  it("writes the plan without credentials, and says how to send it", async () => {
    const { cli, emulator, read } = await startSite(first);
    const { exitCode, out, err } = await cli([...plan, "--json"], { env: keyless });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "planned", counts: { unsettled: 2 } });
    expect(err).toContain(
      "Once the new files are on the origin: npx global-edge-purge send .global-edge-purge/production/plan.json",
    );
    expect(read(".global-edge-purge/production/plan.json")).toContain('"target":"/docs/"');
    expect(read(".global-edge-purge/.gitignore")).toBe("*\n");
    expect(emulator.requests).toEqual([]);
  });

  it("writes it where it is told to, also where the config says to purge at once", async () => {
    const site = await startSite({ ...first, "global-edge-purge.config.json": '{ "when": "build" }' });
    expect(await site.cli([...plan, "--out", "plans/a.json"], { env: keyless })).toMatchObject({ exitCode: 0 });
    expect(site.read("plans/a.json")).toContain('"baseline": "../.global-edge-purge/production/baseline.json"');
    expect(await site.cli([...plan, "--out", "dist/index.html/a.json"])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("[PLAN_UNWRITABLE]"),
    });
  });
});
