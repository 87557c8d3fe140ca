import { describe, expect, it } from "vitest";
import { baselinePath, useBench } from "../harness/bench.ts";
import { rsbuildCommand, rsbuildHost, rsbuildServerCommand } from "../harness/rsbuild-site.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { describeServer } from "./dev-server.ts";
import { describeRecovery, describeRecoveryInDetail } from "./recovery.ts";
import { rsbuildScenarios as scenarios, server } from "./rsbuild-scenarios.ts";
import { describeSite, describeSiteInDetail } from "./site-scenarios.ts";

const bench = useBench(rsbuildHost);
const built = { text: "built in", isSaidAtFirst: true };
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
    const watch = startNode(site, rsbuildCommand("build", "--watch"), { ...bench.account.env });
    await watch.says("built in");
    site.write("src/main.js", "document.body.append('edited');\n");
    await watch.says("built in", 2);
    watch.kill("SIGKILL");
    const { output } = await watch.result;
    expect(output).not.toContain("Global Edge");
    bench.expectUntouched(site);
  });

  describeServer(bench, "a dev server", async () => ({ args: await rsbuildServerCommand("dev"), built }));
  describeServer(bench, "a dev server that is told to purge", async () => ({
    args: await rsbuildServerCommand("dev", "--mode", "production"),
    env: { NODE_ENV: "production", GLOBAL_EDGE_PURGE: "1" },
    said: { options: { ...rsbuildHost.options, enabled: true } },
    built,
  }));
  describeServer(bench, "a preview", async () => ({ args: await rsbuildServerCommand("preview") }));
});

describeRecovery(bench);
describeRecoveryInDetail(bench);
