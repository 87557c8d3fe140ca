import { describe, expect, it } from "vitest";
import { baselinePath, useBench } from "../harness/bench.ts";
import { rsbuildCommand, rsbuildHost } from "../harness/rsbuild-site.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { describeRecovery } from "./recovery.ts";
import { rsbuildScenarios as scenarios, server } from "./rsbuild-scenarios.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(rsbuildHost);
const bothEnvironments = { environments: { server, web: {} } };

describeSite(bench, scenarios);
describeSiteInDetail(bench, scenarios);

describe("a site of Rsbuild", () => {
  it("is purged once for all its environments, of what is for browsers", async () => {
    const { account, workspace } = bench;
    const site = workspace.createSite(rsbuildHost.site);
    const { ended, output } = await bench.build(site, { config: bothEnvironments });
    expect(ended, output).toBe(0);
    expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    expect(site.list("server")).not.toEqual([]);
    expect(site.read(baselinePath)).toContain('"dist"');
  });

  it("is left alone in a watch", async () => {
    const site = bench.editedSite();
    const watch = startNode(site, rsbuildCommand("--watch"), { ...bench.account.env });
    await watch.says("built in");
    site.write("src/main.js", "document.body.append('edited');\n");
    await watch.says("built in", 2);
    watch.kill("SIGKILL");
    const { output } = await watch.result;
    expect(output).not.toContain("Global Edge");
    bench.expectUntouched(site);
  });
});

describeRecovery(bench);
