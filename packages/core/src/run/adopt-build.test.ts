import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startDeployLab, writeFiles } from "../test/deploy-lab.ts";
import { adoptBuild } from "./adopt-build.ts";

const first = { "index.html": "1", "docs/index.html": "1", "assets/a-11111111.js": "1" };

describe("adoptBuild", () => {
  async function startAdoption() {
    const lab = await startDeployLab();
    const app = lab.app("site");
    const adopt = (files: Readonly<Record<string, string>>, changes = {}) => {
      const outputDirectory = join(app.project, "dist");
      writeFiles(outputDirectory, files);
      return adoptBuild({ outputDirectory, immutableNames: new Set() }, { ...app.settings, ...changes }, lab.system);
    };
    return { lab, app, adopt };
  }

  it("records a build as what the edge serves where nothing was known, and sends nothing", async () => {
    const { lab, app, adopt } = await startAdoption();
    const report = await adopt(first, { onMissingBaseline: "error" });
    expect(report).toMatchObject({ verdict: "nothing-to-purge", targets: [], batches: [], unsettled: [] });
    expect(lab.printed()).toContain("Adopted 3 files as what the edge serves. Nothing was sent.");
    expect(new Set(Object.values(app.states()))).toEqual(new Set(["settled"]));
    expect(await app.run(first)).toMatchObject({ verdict: "nothing-to-purge" });
    expect(lab.emulator.requests).toEqual([]);
  });

  it("forgets what was owed, also of the whole edge, and other mappings", async () => {
    const { lab, app, adopt } = await startAdoption();
    await app.plan(first, { onMissingBaseline: "all", base: { assets: "/old/", pages: "/old/" } });
    const { "docs/index.html": _, ...fewer } = first;
    await adopt({ ...fewer, "index.html": "2" });
    expect(app.states()).toEqual({ "index.html": "settled", "assets/a-11111111.js": "settled" });
    const text = readFileSync(app.baselinePath, "utf8");
    expect(text).not.toContain("wholeEdgeUnsettled");
    expect(text).not.toContain("/old/");
    expect(await app.run({ ...fewer, "index.html": "2" })).toMatchObject({ verdict: "nothing-to-purge" });
    expect(lab.emulator.requests).toEqual([]);
  });

  it("names what an earlier version left, as every run does", async () => {
    const { app, adopt } = await startAdoption();
    const left = join(app.project, ".global-edge-purge", "production.json");
    writeFiles(app.project, { ".global-edge-purge/production.json": "{}" });
    for (const report of [await adopt(first), await app.run(first)]) {
      expect(report.warnings.filter(({ code }) => code === "STATE_FILE_OLD")).toEqual([
        expect.objectContaining({ message: expect.stringContaining(left) as string }),
      ]);
    }
  });

  it("changes nothing in a dry run, and says so", async () => {
    const { lab, app, adopt } = await startAdoption();
    await app.run(first);
    const before = readFileSync(app.baselinePath, "utf8");
    expect(await adopt({ ...first, "index.html": "2" }, { dryRun: true })).toMatchObject({
      verdict: "nothing-to-purge",
    });
    expect(readFileSync(app.baselinePath, "utf8")).toBe(before);
    expect(lab.printed()).toContain("Dry run: would adopt 3 files");
  });

  it("keeps a baseline that cannot be used, and follows the guard against an output that shrank", async () => {
    const { lab, app, adopt } = await startAdoption();
    await app.run(first);
    writeFileSync(app.baselinePath, "{");
    expect(await adopt(first)).toMatchObject({ verdict: "nothing-to-purge" });
    expect(lab.printed()).toContain("the unusable baseline is kept as");
    expect(await adopt({ "x.txt": "1" }, { include: ["*.html"] })).toMatchObject({ reason: "OUTPUT_SHRANK" });
  });
});
