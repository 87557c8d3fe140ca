import { describe, expect, it } from "vitest";
import { useBench } from "../harness/bench.ts";
import { esbuildHost } from "../harness/esbuild-site.ts";
import { explicitOptions } from "../harness/host.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { describeRecovery } from "./recovery.ts";
import { esbuildScenarios as scenarios } from "./esbuild-scenarios.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(esbuildHost);
const { base: _, ...withoutBase } = explicitOptions;

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);

describe("a site of esbuild", () => {
  it("is purged where its public path says", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(esbuildHost.site);
    const said = { config: { publicPath: "/app/" }, options: withoutBase };
    const { ended, output } = await bench.build(site, said);
    expect(ended, output).toBe(0);
    expect(account.asked().targets).toEqual(mutableTargets.map((target) => `/app${target}`));
  });

  it("is purged once by a context, and left alone when that builds again", async () => {
    const { account } = bench;
    const site = bench.editedSite();
    const { ended, output } = await bench.build(site, { rebuilt: "edited again\n" });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
  });
});

describeRecovery(bench);
