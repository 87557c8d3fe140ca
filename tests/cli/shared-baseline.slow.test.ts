import { createEmulator } from "@global-edge-purge/emulator";
import { once } from "node:events";
import { cpSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createRandom } from "../harness/create-random.ts";
import { startObjectStorage } from "../recipes/object-storage.ts";
import { cli, cliEnvironment, startCli } from "./start-cli.ts";
import { createTestSite, type TestSite } from "./test-site.ts";

const rounds = 10;
const pages = ["index.html", "a.html", "b.html"];

it("two machines build at once and deploy in turns over one baseline in Object Storage, and no visitor gets old pages", async () => {
  const random = createRandom(7);
  const live = createTestSite({});
  onTestFinished(() => live.remove());
  mkdirSync(join(live.directory, "site"));
  const storage = await startObjectStorage(live.directory);
  onTestFinished(() => storage.close());
  const emulator = await createEmulator({ origin: `${storage.url}/site`, quota: { requestsPerMinute: 1000 } });
  onTestFinished(() => emulator.close());
  const config = {
    edgeId: 11197,
    outputDirectory: "dist",
    baseline: `s3://state/production.json?endpoint=${storage.url}`,
    origin: { url: `${storage.url}/site/` },
    quota: { requestsPerMinute: 1000 },
  };
  const machines = [1, 2].map(() => {
    const site = createTestSite({ "global-edge-purge.config.json": JSON.stringify(config) });
    onTestFinished(() => site.remove());
    return site;
  });
  const build = (site: TestSite) => {
    for (const page of pages) site.write(`dist/${page}`, `<title>${Math.floor(random() * 3)}</title>`);
  };
  const visit = async (page: string) => (await fetch(`${emulator.edgeUrl(11197)}/${page}`)).text();

  let killed = 0;
  for (let round = 0; round < rounds; round++) {
    for (const machine of machines) build(machine);
    const results = await Promise.all(
      machines.map(async (machine) => {
        const running = startCli(machine, ["plan"], cliEnvironment(machine, emulator));
        if (random() < 0.3)
          void running.says("Global Edge purge").then(
            () => running.kill("SIGKILL"),
            () => {},
          );
        return running.result;
      }),
    );
    for (const [index, machine] of machines.entries()) {
      const { ended, stderr } = results[index] ?? { ended: 1, stderr: "" };
      if (ended === "SIGKILL") {
        killed++;
        continue;
      }
      expect(ended, stderr).toBe(0);
      if (random() < 0.2) continue;
      cpSync(join(machine.directory, "dist"), join(live.directory, "site"), { recursive: true });
      await Promise.all(pages.map(visit));
      const sent = await cli(machine, ["send"], cliEnvironment(machine, emulator));
      expect([0, 3], sent.stderr).toContain(sent.ended);
      for (const page of pages) expect([page, await visit(page)]).toEqual([page, live.read(`site/${page}`)]);
    }
  }
  expect(killed).toBeGreaterThan(0);
});

it("ends soon on SIGTERM while Object Storage does not answer, and nothing is sent", async () => {
  const emulator = await createEmulator();
  onTestFinished(() => emulator.close());
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const { port } = silent.address() as AddressInfo;
  const site = createTestSite({ "dist/index.html": "1" });
  onTestFinished(() => site.remove());
  const baseline = `s3://state/production.json?endpoint=http://127.0.0.1:${port}`;
  const args = ["run", "--dir", "dist", "--edge-id", "11197", "--baseline", baseline];
  const asked = once(silent, "request");
  const running = startCli(site, args, cliEnvironment(site, emulator));
  await asked;
  running.kill("SIGTERM");
  const { ended, stderr } = await running.result;
  expect(ended, stderr).toBe(143);
  expect(stderr).toContain("it did not answer in time after the run was told to stop. [BASELINE_UNREADABLE]");
  expect(emulator.requests).toEqual([]);
});
