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

  it("is skipped where purging is turned off", async () => {
    const { cli, emulator } = await startSite({});
    const off = await cli(["purge", "/a", ...edge, "--json"], { env: { GLOBAL_EDGE_PURGE: "0" } });
    expect(JSON.parse(off.out)).toMatchObject({ verdict: "skipped", reason: "disabled" });
    expect(emulator.requests).toEqual([]);
  });
});
