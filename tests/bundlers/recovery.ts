import { hold, serviceError } from "@global-edge-purge/emulator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { baselinePath, type Bench } from "../harness/bench.ts";
import { outsideOf, startNode } from "../harness/run-node.ts";
import type { Site } from "../harness/workspace.ts";

/** What must hold for every bundler when a purge does not go well. */
export function describeRecovery(bench: Bench): void {
  const start = (site: Site, env: NodeJS.ProcessEnv = {}, options: object = {}) =>
    startNode(site, bench.host.command, {
      ...bench.account.env,
      ...env,
      TEST_BUILD: JSON.stringify({ options: { ...bench.host.options, ...options } }),
    });

  describe("a purge at the end of a build", () => {
    it("is done again where the build was killed before it knew the answer", async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      site.write("public/robots.txt", "edited\n");
      const answer = hold();
      account.emulator.faults.next(answer.fault);
      const killed = start(site);
      await Promise.race([answer.reached, killed.result]);
      killed.kill("SIGKILL");
      expect((await killed.result).ended).toBe("SIGKILL");
      answer.release();
      expect(account.asked().requests).toBe(1);
      expect(account.emulator.purges.at(-1)?.purgeTarget).toEqual(["/robots.txt"]);
      expect(site.read(baselinePath)).toContain('"unsettled"');

      await start(site).result;
      expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
      expect(site.read(baselinePath)).not.toContain('"unsettled"');
    });

    it("is done again where it failed, also when the files are what they were before", async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      const original = site.read("public/robots.txt") ?? "";
      site.write("public/robots.txt", "edited\n");
      account.emulator.faults.next({ answer: serviceError(500, "9999") });
      const failed = await start(site, {}, { retry: { attempts: 1 } }).result;
      expect(failed.ended, failed.output).toBe(1);
      expect(failed.output).toContain("Global Edge purge failed (production)");
      expect(account.asked().targets).toEqual(["/robots.txt"]);

      site.write("public/robots.txt", original);
      const { ended, output } = await start(site).result;
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
      expect(site.read(baselinePath)).not.toContain('"unsettled"');
    });

    it("fails the build where the secret is wrong, says what to check, and tells nobody the secret", async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      site.write("public/robots.txt", "edited\n");
      const secret = "TESTSECRETTHATISWRONG000000000000001";
      const { ended, output } = await start(site, { NCLOUD_SECRET_ACCESS_KEY: secret }).result;
      expect(ended, output).toBe(1);
      expect(output).toMatch(/the secret key is not the one that belongs to it.*Check both keys/su);
      // The bundler's own error, too.
      expect(output.match(/Check both keys/gu)?.length, output).toBeGreaterThan(1);
      expect(output).not.toContain("The next build purges what is missing");
      const { requests } = account.asked();
      expect(requests).toBeGreaterThan(0);
      expect(requests).toBeLessThanOrEqual(2);
      const outside = outsideOf(site);
      const written = [
        ...site.list().map((path) => join(site.directory, path)),
        ...outside.list().map((path) => join(outside.directory, path)),
      ];
      expect(written.length).toBeGreaterThan(10);
      expect(written.filter((path) => readFileSync(path, "utf8").includes(secret))).toEqual([]);
      expect(output).not.toContain(secret);
    });

    it('warns and lets the build go on where it failed and onFailure is "warn"', async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      site.write("public/robots.txt", "edited\n");
      account.emulator.faults.next({ answer: serviceError(500, "9999") });
      const { ended, output } = await start(site, {}, { retry: { attempts: 1 }, onFailure: "warn" }).result;
      expect(ended, output).toBe(0);
      expect(output).toMatch(
        /Global Edge purge failed \(production\).*The build goes on, because onFailure is "warn"/su,
      );
      account.asked();
    });

    it("fails the build where there are no keys, if it runs in CI, and is skipped elsewhere", async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      site.write("public/robots.txt", "edited\n");
      const noKeys = { NCLOUD_ACCESS_KEY_ID: "", NCLOUD_SECRET_ACCESS_KEY: "" };
      const atHome = await start(site, noKeys).result;
      // Where somebody wrote that it is enabled, it is.
      const isExplicit = "enabled" in bench.host.options;
      expect(atHome.ended, atHome.output).toBe(isExplicit ? 1 : 0);
      expect(atHome.output).toContain(isExplicit ? "CREDENTIALS_MISSING" : "Global Edge purge skipped (production)");
      const inCI = await start(site, { ...noKeys, CI: "true" }).result;
      expect(inCI.ended, inCI.output).toBe(1);
      expect(inCI.output).toContain("CREDENTIALS_MISSING");
      // The bundler's own error says what to do about it, too.
      expect(inCI.output.match(/Set NCLOUD_ACCESS_KEY_ID/gu)?.length, inCI.output).toBeGreaterThan(1);
      expect(inCI.output).not.toContain("The next build purges what is missing");
      expect(account.asked().requests).toBe(0);
      expect(site.read(baselinePath)).toBe(built.read(baselinePath));
    });
  });
}

/** More of the same, for the slow run: where a purge takes its time. */
export function describeRecoveryInDetail(bench: Bench): void {
  const { host } = bench;

  describe(`a purge at the end of a build of ${host.package}, in detail,`, () => {
    it("says why it waits for the quota, and can be ended then: the next build finishes the work", async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      const targets = ["/docs/guide.html", "/robots.txt", "/sw.js"];
      for (const target of targets) site.write(`public${target}`, "edited\n");
      const options = { ...host.options, quota: { requestsPerMinute: 1, targetsPerRequest: 1 } };
      const waiting = startNode(site, host.command, { ...account.env, TEST_BUILD: JSON.stringify({ options }) });
      await waiting.says("the requests of this minute are used up");
      waiting.kill("SIGTERM");
      expect((await waiting.result).ended).toBe("SIGTERM");
      const sent = account.asked();
      expect(sent.requests).toBe(1);
      expect(targets).toContain(sent.targets[0]);

      const { ended, output } = await bench.build(site);
      expect(ended, output).toBe(0);
      // The first one, too: what was accepted is settled when all is sent.
      expect(account.asked()).toEqual({ requests: 1, targets });
      expect(site.read(baselinePath)).not.toContain('"unsettled"');
    });
  });
}
