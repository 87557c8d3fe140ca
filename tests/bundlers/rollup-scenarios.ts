import { describe, expect, it } from "vitest";
import { baselinePath, useBench } from "../harness/bench.ts";
import { explicitOptions } from "../harness/host.ts";
import { rollupCommand, rollupHost, type RollupBuild } from "../harness/rollup-site.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { describeSite, describeSiteInDetail, type Scenarios } from "./site-scenarios.ts";

const stages = [
  "buildStart",
  "transform",
  "buildEnd",
  "renderStart",
  "renderChunk",
  "generateBundle",
  "writeBundle",
  "closeBundle",
];
const { enabled: _, ...notEnabled } = explicitOptions;

/** What Rollup and Rolldown are told in the scenarios of all bundlers. */
export const rollupScenarios: Omit<Scenarios<RollupBuild>, "major"> = {
  leftAlone: {
    "not enabled": { options: notEnabled },
    "switched off": { options: { ...explicitOptions, enabled: false } },
    "another environment": { options: { ...explicitOptions, environment: "staging" } },
  },
  failing: {
    ...Object.fromEntries(stages.map((failAt) => [failAt, { failAt }])),
    "the second of two outputs": { outputs: [{}, { dir: "dist/legacy", format: "iife" }] },
    "a base that is not given": { options: { edgeId: 11197, enabled: true } },
  },
  twoOutputs: {
    said: { outputs: [{}, { dir: "dist/legacy" }, { dir: "other" }] },
    baselines: ["production.dist", "production.other"],
  },
};

/** What must hold for Rollup and Rolldown. */
export function describeRollup(bundler: "rollup" | "rolldown", major: number, watching: string): void {
  const host = rollupHost(bundler);
  const bench = useBench(host);

  const scenarios = { major, ...rollupScenarios };
  describeSite(bench, scenarios);
  describeSiteInDetail(bench, scenarios);

  describe(`a list of configs of ${bundler}`, () => {
    it("is purged config by config", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { list: "good" });
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 2, targets: [...mutableTargets, "/other.js"].toSorted() });
    });

    it("is purged of what the first wrote where the second fails, which nobody sees from there", async () => {
      const { account, built } = bench;
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { list: "broken" });
      expect(ended, output).toBe(1);
      expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
      expect(site.read(baselinePath)).not.toBe(built.read(baselinePath));
      expect(site.read("other.json")).toBeUndefined();
    });
  });

  it("is left alone in a watch", async () => {
    const site = bench.editedSite();
    const watch = startNode(site, rollupCommand(bundler, "--watch"), { ...bench.account.env });
    await watch.says(watching);
    site.write("src/main.js", "document.body.append('edited');\n");
    await watch.says(watching, 2);
    watch.kill("SIGKILL");
    const { output } = await watch.result;
    expect(output).not.toContain("Global Edge");
    bench.expectUntouched(site);
  });

  describeRecovery(bench);
  describeRecoveryInDetail(bench);
}
