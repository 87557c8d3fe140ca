import { expect, it } from "vitest";
import type { Bench } from "../harness/bench.ts";
import { explicitOptions } from "../harness/host.ts";
import type { EsbuildBuild } from "../harness/esbuild-site.ts";
import type { Scenarios } from "./site-scenarios.ts";

const { enabled: _, base: _base, ...least } = explicitOptions;
/** Writes scripts beside the folder that it is told to write. */
const outside = { outdir: "dist/static", entryNames: "../js/[name]" };
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
  lastHook: "onEnd",
  failing: {
    "a missing module": { config: { entryPoints: ["src/missing.js"] } },
    ...Object.fromEntries(failAt.map((hook) => [hook, { failAt: hook }])),
    "a script outside the output directory": { config: outside },
    "a base that is not given": { options: { ...least, enabled: true } },
  },
};

/** What must hold where no other plugin is there: esbuild then treats ours differently. */
export function describeAlone(bench: Bench): void {
  it("names the folder that holds scripts outside the output directory, too, and is purged over that", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(bench.host.site);
    const config = { ...outside, publicPath: "/static/" };
    const { ended, output } = await bench.build(site, { isAlone: true, config, options: { ...least, enabled: true } });
    expect(ended, output).toBe(1);
    expect(output).toContain('set outputDirectory: "dist" together with base: "/"');
    expect(account.asked().requests).toBe(0);
    const options = { ...explicitOptions, outputDirectory: "dist" };
    const good = await bench.build(site, { isAlone: true, config, options });
    expect(good.ended, good.output).toBe(0);
    const { requests, targets } = account.asked();
    expect(requests).toBe(1);
    expect(targets).toEqual(
      expect.arrayContaining(["/js/about.js", "/js/main.css", "/js/main.js", "/static/img/logo.svg"]),
    );
  });

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
