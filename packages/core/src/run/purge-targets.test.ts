import { serviceError } from "@global-edge-purge/emulator";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startDeployLab } from "../test/deploy-lab.ts";
import { purgeTargets } from "./purge-targets.ts";

describe("purgeTargets", () => {
  it("sends what was named to every edge, types apart and each target once, and touches no baseline", async () => {
    const lab = await startDeployLab();
    const { settings, baselinePath } = lab.app("site", { edgeIds: [1, 2] });
    const report = await purgeTargets(["/b/*", "/a?v=1", "/a?v=1", "/c/*.png"], settings, lab.system);
    expect(report).toMatchObject({ verdict: "purged", targets: [{ target: "/a?v=1", reason: "also" }, {}, {}] });
    expect(lab.emulator.purges.map(({ edgeId, purgeType, purgeTarget }) => [edgeId, purgeType, purgeTarget])).toEqual(
      [1, 2].flatMap((edgeId) => [
        [edgeId, "URL", ["/a?v=1"]],
        [edgeId, "PATTERN", ["/c/*.png"]],
        [edgeId, "DIRECTORY", ["/b/*"]],
      ]),
    );
    expect(existsSync(baselinePath)).toBe(false);
  });

  it("purges everything with one request an edge", async () => {
    const lab = await startDeployLab();
    expect(await purgeTargets("all", lab.app("site").settings, lab.system)).toMatchObject({ verdict: "purged" });
    expect(lab.emulator.purges).toMatchObject([{ edgeId: 1, purgeType: "ALL" }]);
  });

  it("sends nothing in a dry run", async () => {
    const lab = await startDeployLab();
    const settings = { ...lab.app("site").settings, dryRun: true };
    expect(await purgeTargets(["/a"], settings, lab.system)).toMatchObject({ verdict: "planned" });
    expect(lab.emulator.requests).toEqual([]);
  });

  it("says partial where one edge refuses, and failed where all do: nobody remembers these targets", async () => {
    const lab = await startDeployLab();
    const { settings } = lab.app("site", { edgeIds: [1, 2] });
    lab.emulator.faults.next({ answer: serviceError(403, "0032") });
    expect(await purgeTargets(["/a"], settings, lab.system)).toMatchObject({ verdict: "partial" });
    lab.emulator.faults.next({ answer: serviceError(403, "0032") }, { answer: serviceError(403, "0032") });
    expect(await purgeTargets(["/a"], settings, lab.system)).toMatchObject({ verdict: "failed" });
  });

  it.each(["a.html", "/*x", "/가", "https://www.example.com/"])(
    "refuses %s before anything is sent",
    async (target) => {
      const lab = await startDeployLab();
      const settings = lab.app("site").settings;
      await expect(purgeTargets(["/fine", target], settings, lab.system)).rejects.toMatchObject({
        code: "TARGET_INVALID",
      });
      expect(lab.emulator.requests).toEqual([]);
    },
  );
});
