import { describe, expect, it } from "vitest";
import { baselinePath, useBench } from "../harness/bench.ts";
import { explicitOptions } from "../harness/host.ts";
import { rollupHost, type RollupBuild } from "../harness/rollup-site.ts";
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
const rollupScenarios: Omit<Scenarios<RollupBuild>, "major"> = {
  leftAlone: {
    "not enabled": { options: notEnabled },
    "switched off": { options: { ...explicitOptions, enabled: false } },
    "an environment that is turned off": {
      options: { ...explicitOptions, environment: "staging", environments: { staging: false } },
    },
  },
  lastHook: "closeBundle",
  failing: {
    ...Object.fromEntries(stages.map((failAt) => [failAt, { failAt }])),
    ...Object.fromEntries(
      ["writeBundle", "closeBundle"].map((failAt) => [`${failAt}, behind ours`, { failAt, isFirst: true }]),
    ),
    "the second of two outputs": { outputs: [{}, { dir: "dist/legacy", format: "iife" }] },
    // They refuse it themselves.
    "a file outside the output directory": { hasOutside: true },
    "a base that is not given": { options: { edgeId: 11197, enabled: true } },
  },
  twoOutputs: {
    said: { outputs: [{}, { dir: "dist/legacy" }, { dir: "other" }] },
    baselines: ["production/dist", "production/other"],
  },
};

/** What must hold for Rollup and Rolldown. */
export function describeRollup(bundler: "rollup" | "rolldown", major: number): void {
  const host = rollupHost(bundler);
  const bench = useBench(host);

  const scenarios = { major, ...rollupScenarios };
  describeSite(bench, scenarios);
  describeSiteInDetail(bench, scenarios);

  it("is purged of the files that plugins behind ours write last", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(host.site);
    const { ended, output } = await bench.build(site, { isFirst: true });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
  });

  it("is not taken for the project, where a build writes into that", async () => {
    const site = bench.editedSite();
    const { ended, output } = await bench.build(site, { outputs: [{ dir: "." }] });
    expect(ended, output).toBe(1);
    expect(output).toContain("outputDirectory: must be given, because the build writes into");
    bench.expectUntouched(site);
  });

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

  describeRecovery(bench);
  describeRecoveryInDetail(bench);
}
