import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startDeployLab } from "../test/deploy-lab.ts";
import { forgetEdges } from "./forget-edges.ts";

const first = { "b.js": "1", "a.js": "1" };

describe("forgetEdges", () => {
  it("drops the edges that are named, and no others", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site", { edgeIds: [1, 2] });
    await app.run(first);
    const text = () => readFileSync(app.baselinePath, "utf8");
    const before = text();
    const settings = { ...app.settings, edgeIds: [2, 7] };
    const known = [{ baseline: app.baselinePath, edges: [{ edgeId: 2, paths: 2 }, { edgeId: 7 }] }];
    expect(await forgetEdges({ ...settings, dryRun: true }, lab.system)).toEqual(known);
    expect(text()).toBe(before);
    expect(await forgetEdges(settings, lab.system)).toStrictEqual(known);
    expect(Object.keys(JSON.parse(text()).edges)).toEqual(["1"]);
    expect(await app.run(first, { edgeIds: [1] })).toMatchObject({ verdict: "nothing-to-purge" });
    expect(await app.run(first)).toMatchObject({ verdict: "purged", warnings: [{ code: "BASELINE_MISSING" }] });
  });

  it("forgets nothing of a baseline that it cannot read", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    writeFileSync(app.baselinePath, "{}");
    await expect(forgetEdges(app.settings, lab.system)).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
    expect(readFileSync(app.baselinePath, "utf8")).toBe("{}");
  });

  it("makes no baseline where there is none", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    expect(await forgetEdges(app.settings, lab.system)).toMatchObject([{ edges: [{ edgeId: 1 }] }]);
    expect(() => readFileSync(app.baselinePath)).toThrow("ENOENT");
  });
});
