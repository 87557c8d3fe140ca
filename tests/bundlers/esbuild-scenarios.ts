import { expect, it } from "vitest";
import type { Bench } from "../harness/bench.ts";
import { explicitOptions } from "../harness/host.ts";
import type { EsbuildBuild } from "../harness/esbuild-site.ts";
import type { Scenarios } from "./site-scenarios.ts";

const { enabled: _, base: _base, ...least } = explicitOptions;
const failAt = ["onStart", "onStart:error", "onLoad", "onLoad:error", "onEnd", "onEnd:error"];

/** What esbuild is told in the scenarios of all bundlers. */
export const esbuildScenarios: Scenarios<EsbuildBuild> = {
  major: 0,
  leftAlone: {
    "not enabled": { options: { ...least, base: "/" } },
    "switched off": { options: { ...explicitOptions, enabled: false } },
    "into memory": { config: { write: false } },
    "for standard output": {
      isAlone: true,
      config: { entryPoints: ["src/later.js"], outdir: "", splitting: false, loader: {} },
    },
    "for a server": { config: { platform: "node" } },
    "an environment that is turned off": {
      options: { ...explicitOptions, environment: "staging", environments: { staging: false } },
    },
  },
  failing: {
    "a missing module": { config: { entryPoints: ["src/missing.js"] } },
    ...Object.fromEntries(failAt.map((hook) => [hook, { failAt: hook }])),
    "a base that is not given": { options: { ...least, enabled: true } },
  },
};

/** What must hold where no other plugin is there: esbuild then treats ours differently. */
export function describeAlone(bench: Bench): void {
  it("is purged where ours is the only plugin", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(bench.host.site);
    const { ended, output } = await bench.build(site, { isAlone: true });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/img/logo.svg"] });
  });

  it("is purged where it is one file", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(bench.host.site);
    // As esbuild takes it, an empty folder is none.
    const place = { outdir: "", outfile: "dist/bundle.js", entryNames: "[name]" };
    const config = { ...place, entryPoints: ["src/later.js"], splitting: false };
    const { ended, output } = await bench.build(site, { isAlone: true, config });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/bundle.js"] });
  });
}
