import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startSite } from "../test/start-site.ts";

const edge = ["--edge-id", "1"];

describe("purge", () => {
  it("purges what is named, as it was typed or pasted, and leaves the baseline alone", async () => {
    const { cli, emulator, folder } = await startSite({});
    const named = ["/a.css?v=1", "https://www.example.com/가.txt", "/images/*", "/fonts/*.woff2"];
    const { exitCode, out } = await cli(["purge", ...named, ...edge, "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "purged" });
    expect(emulator.purges.map(({ purgeType, purgeTarget }) => [purgeType, purgeTarget])).toEqual([
      ["URL", ["/%EA%B0%80.txt", "/a.css?v=1"]],
      ["PATTERN", ["/fonts/*.woff2"]],
      ["DIRECTORY", ["/images/*"]],
    ]);
    expect(existsSync(join(folder, ".global-edge-purge"))).toBe(false);
  });

  it("purges everything after somebody said yes, at the terminal or with --yes", async () => {
    const { cli, emulator } = await startSite({});
    expect(await cli(["purge", "--all", ...edge])).toMatchObject({ exitCode: 2 });
    expect(await cli(["purge", "--all", ...edge], { confirm: async () => false })).toMatchObject({ exitCode: 0 });
    expect(await cli(["purge", "--all", "--dry-run", ...edge])).toMatchObject({ exitCode: 0 });
    expect(emulator.purges).toEqual([]);
    expect(await cli(["purge", "--all", ...edge], { confirm: async () => true })).toMatchObject({ exitCode: 0 });
    expect(await cli(["purge", "--all", "--yes", ...edge])).toMatchObject({ exitCode: 0 });
    expect(emulator.purges).toMatchObject([{ purgeType: "ALL" }, { purgeType: "ALL" }]);
  });

  it("purges again what the last run purged, on the same edges, after an upload that came too late", async () => {
    const { cli, emulator, folder, write, read } = await startSite({ "dist/index.html": "1", "dist/a.css": "1" });
    const run = ["run", "--dir", "dist", "--edge-id", "2"];
    expect(await cli(run)).toMatchObject({ exitCode: 0 });
    // One that finds nothing to do is not the last one that purged.
    expect(await cli(run)).toMatchObject({ exitCode: 0, err: expect.stringContaining("Nothing to purge") });
    const baseline = read(".global-edge-purge/production/baseline.json");

    const again = await cli(["purge", "--report"]);
    expect(again).toMatchObject({
      exitCode: 0,
      err: expect.stringMatching(/Again what the run of 2\S+ purged \(purged\)/),
    });
    expect(emulator.purges.map(({ edgeId, purgeTarget }) => [edgeId, ...purgeTarget].join(" "))).toEqual([
      "2 /a.css / /index.html",
      "2 / /a.css /index.html",
    ]);
    expect(read(".global-edge-purge/production/baseline.json")).toBe(baseline);

    const named = await cli(["purge", "--report", ".global-edge-purge/production/last-purge.json", "--edge-id", "1"]);
    expect([named.exitCode, emulator.purges.at(-1)]).toMatchObject([0, { edgeId: 1 }]);
    expect(existsSync(join(folder, ".global-edge-purge/.gitignore"))).toBe(true);

    write("other.json", '{ "tool": "another" }');
    expect(await cli(["purge", "--report", "other.json"])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("[REPORT_UNREADABLE]"),
    });
  });

  it("keeps a report that is to be purged again where the command fails", async () => {
    const { cli, write, read } = await startSite({
      "dist/a.css": "1",
      "global-edge-purge.config.json": '{ "edgeId": 1, "report": { "json": "report.json" } }',
    });
    expect(await cli(["run", "--dir", "dist"])).toMatchObject({ exitCode: 0 });
    const report = read("report.json");
    write("global-edge-purge.config.json", '{ "edgeIds": 1, "report": { "json": "report.json" } }');
    expect(await cli(["purge", "--report", "report.json"])).toMatchObject({ exitCode: 2 });
    expect(read("report.json")).toBe(report);
  });

  it("is skipped where purging is turned off", async () => {
    const { cli, emulator } = await startSite({});
    const off = await cli(["purge", "/a", ...edge, "--json"], { env: { GLOBAL_EDGE_PURGE: "0" } });
    expect(JSON.parse(off.out)).toMatchObject({ verdict: "skipped", reason: "disabled" });
    expect(emulator.requests).toEqual([]);
  });
});
