import { hold, serviceError } from "@global-edge-purge/emulator";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { baselinePath, type Bench } from "../harness/bench.ts";
import { changes } from "../harness/changes.ts";
import { versionOf } from "../harness/host.ts";
import { startNode } from "../harness/run-node.ts";
import { mutableTargets } from "../harness/site-files.ts";
import { folderOf } from "../harness/workspace.ts";

/** What a bundler is told in the scenarios that are the same for all of them. */
export interface Scenarios<Said extends object = object> {
  readonly major: number;
  /** Builds that succeed and are none of a site for production, by what they are. */
  readonly leftAlone: Readonly<Record<string, Said>>;
  /** Builds that fail, by where they do. */
  readonly failing: Readonly<Record<string, Said>>;
  /** The last hook of another plugin in which it can end the process before ours is asked. */
  readonly lastHook: string;
  /** A build of two outermost output directories, and their baselines. esbuild has one for each build. */
  readonly twoOutputs?: { readonly said: Said; readonly baselines: readonly string[] };
}

/** What must hold for every bundler, in a few builds: what is purged, and when nothing is. */
export function describeSite(bench: Bench, scenarios: Scenarios): void {
  const { host } = bench;

  describe(`a site of ${host.package}`, () => {
    it(`is built by version ${scenarios.major}`, () => {
      expect(versionOf(host.package)).toMatch(new RegExp(`^${scenarios.major}\\.`, "u"));
    });

    it("is purged once, with all that is mutable, when it is first built", () => {
      const { built, first } = bench;
      expect(first.ended, first.output).toBe(0);
      expect(first.asked).toEqual({ requests: 1, targets: mutableTargets });
      expect(first.output).not.toContain("was not tested with");
      expect(built.read(baselinePath)).toContain('"settled"');
    });

    it("is purged once when a program builds it first, and not when it builds it again", async () => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, {}, host.program({}, {}));
      expect(ended, output).toBe(0);
      expect(output).toContain("ends: built,built\n");
      expect(account.asked()).toEqual({ requests: 1, targets: mutableTargets });
    });

    it("is purged once of all that changed", async () => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      for (const [, { make }] of changes) make(site);
      const { ended, output } = await bench.build(site);
      expect(ended, output).toBe(0);
      const targets = new Set(changes.flatMap(([, change]) => change.targets));
      expect(account.asked()).toEqual({ requests: 1, targets: [...targets].toSorted() });
    });

    it(`is left alone by builds that are no production builds of it: ${Object.keys(scenarios.leftAlone).join(", ")}`, async () => {
      const site = bench.editedSite();
      const builds = Object.values(scenarios.leftAlone);
      const { output } = await bench.build(site, {}, host.program(...builds));
      expect(output).toContain(`ends: ${builds.map(() => "built").join()}\n`);
      bench.expectUntouched(site);
    });
  });

  describe(`a purge at the end of a build of ${host.package}`, () => {
    it('fails the build of a program, and only warns where onFailure is "warn"', async () => {
      const { account } = bench;
      const site = bench.editedSite();
      const refusal = { answer: serviceError(500, "9999") };
      account.emulator.faults.next(refusal, refusal);
      const options = { ...host.options, retry: { attempts: 1 } };
      const builds = [{ options }, { options: { ...options, onFailure: "warn" } }];
      const { ended, output } = await bench.build(site, {}, host.program(...builds));
      expect(ended, output).toBe(0);
      expect(output).toContain("ends: failed,built\n");
      expect(output).toContain('The build goes on, because onFailure is "warn"');
      expect(account.asked()).toEqual({ requests: 2, targets: ["/robots.txt", "/robots.txt"] });
      expect(site.read(baselinePath)).toContain('"unsettled"');
    });
  });

  describe(`a build of ${host.package} whose process another plugin ends`, () => {
    const exiting = { failAt: scenarios.lastHook, exits: "now" };

    it("says that nothing was purged, and what to run, and fails", async () => {
      const site = bench.editedSite();
      site.write("report.json", '{ "tool": "global-edge-purge/1.2.3", "verdict": "purged" }');
      const options = { ...host.options, report: { json: "report.json" } };
      const { ended, output } = await bench.build(site, { ...exiting, options });
      expect(ended, output).toBe(1);
      expect(output.match(/Global Edge purge.*/gu)).toEqual([
        expect.stringMatching(/^Global Edge purge did not happen \(production\): .*process\.exit\(\)/u),
      ]);
      expect(output).toContain("\nRun: npx global-edge-purge run --dir dist --edge-id 11197\n");
      expect(site.read("report.json")).toBeUndefined();
      bench.expectUntouched(site);
    });
  });

  it.each(host.watch ? [host.watch] : [])(
    `is left alone in a watch of ${host.package}, which says "$built"`,
    async ({ command, said = {}, built }) => {
      const site = bench.editedSite();
      const watch = startNode(site, command, { ...bench.account.env, TEST_BUILD: JSON.stringify(said) });
      await watch.says(built);
      site.write("src/main.js", "document.body.append('edited');\n");
      await watch.says(built, 2);
      watch.kill("SIGKILL");
      const { output } = await watch.result;
      expect(output).not.toContain("Global Edge");
      bench.expectUntouched(site);
    },
  );

  describe(`a build of ${host.package} that fails`, () => {
    it(`leaves everything as it was, in a program that goes on: ${Object.keys(scenarios.failing).join(", ")}`, async () => {
      const site = bench.editedSite();
      const builds = Object.values(scenarios.failing);
      const { output } = await bench.build(site, {}, host.program(...builds));
      expect(output).toContain(`ends: ${builds.map(() => "failed").join()}\n`);
      expect(output).not.toMatch(/Purged|purge failed|did not happen/u);
      bench.expectUntouched(site);
    });
  });
}

/** The same for a process that is ended before, or while, it purges. */
function describeEnding(bench: Bench, { lastHook, leftAlone, twoOutputs }: Scenarios): void {
  const { host } = bench;
  const exiting = { failAt: lastHook, exits: "now" };

  describe(`a build of ${host.package} whose process is ended, in detail,`, () => {
    it.each<[string, object, number, number]>([
      ['only warns where onFailure is "warn"', { onFailure: "warn" }, 0, 1],
      ["fails without a word where the log is silent", { logLevel: "silent" }, 1, 0],
      ["says nothing where it was not to purge", { enabled: false }, 0, 0],
      ["says nothing where it would only have said what it would purge", { dryRun: true }, 0, 0],
    ])("%s", async (_what, options, code, times) => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { ...exiting, options: { ...host.options, ...options } });
      expect(ended, output).toBe(code);
      expect(output.match(/did not happen/gu) ?? []).toHaveLength(times);
      bench.expectUntouched(site);
    });

    it("is made good by the command that it says", async () => {
      const { account } = bench;
      const site = bench.editedSite();
      const options = { ...host.options, baseline: "state/our baseline.json", base: "/" };
      const first = await bench.build(site, { options });
      expect(first.ended, first.output).toBe(0);
      account.asked();
      site.write("public/robots.txt", "edited again\n");
      const { ended, output } = await bench.build(site, { ...exiting, options });
      expect(ended, output).toBe(1);
      const command = "run --dir dist --edge-id 11197 --baseline 'state/our baseline.json'";
      expect(output).toContain(`\nRun: npx global-edge-purge ${command}\n`);
      const words = ["run", "--dir", "dist", "--edge-id", "11197", "--baseline", "state/our baseline.json"];
      const bin = join(folderOf("global-edge-purge"), "dist", "bin.js");
      const ran = await startNode(site, [bin, ...words], account.env).result;
      expect(ran.ended, ran.output).toBe(0);
      // Beside it, what the other plugins had no time to write.
      expect(account.asked()).toMatchObject({ requests: 1, targets: expect.arrayContaining(["/robots.txt"]) });
    });

    it.each<[string, "at-signal" | "throw-at-signal"]>([
      ["by another plugin", "at-signal"],
      ["by what nobody catches", "throw-at-signal"],
    ])("says that a purge was cut off %s, and the next build finishes it", async (_what, exits) => {
      const { account } = bench;
      const site = bench.editedSite();
      const answer = hold();
      account.emulator.faults.next(answer.fault);
      const said = JSON.stringify({ failAt: lastHook, exits });
      const build = startNode(site, host.command, { ...account.env, TEST_BUILD: said });
      await Promise.race([answer.reached, build.result]);
      build.kill("SIGTERM");
      const { ended, output } = await build.result;
      answer.release();
      expect(ended, output).toBe(1);
      expect(output).toMatch(
        /Global Edge purge was cut off \(production\): .*still owed\.\nRun: npx global-edge-purge run/u,
      );
      expect(account.asked().requests).toBe(1);
      const next = await bench.build(site);
      expect(next.ended, next.output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
    });

    it.each(twoOutputs ? [twoOutputs] : [])("names no command for several folders", async ({ said }) => {
      const { account, workspace } = bench;
      const site = workspace.createSite(host.site);
      const { ended, output } = await bench.build(site, { ...said, ...exiting });
      expect(ended, output).toBe(1);
      expect(output).toMatch(/did not happen \(production\): .*\nBuild again without that\.\n/u);
      expect(account.asked().requests).toBe(0);
    });

    it("names the command that writes a plan where that was to be written", async () => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { ...exiting, options: { ...host.options, when: "deploy" } });
      expect(ended, output).toBe(1);
      expect(output).toContain("\nRun: npx global-edge-purge plan --dir dist --edge-id 11197\n");
      bench.expectUntouched(site);
    });

    it.each(Object.entries(leftAlone))("says nothing where it is no production build: %s", async (_what, said) => {
      const site = bench.editedSite();
      const { output } = await bench.build(site, {}, host.program({ ...said, ...exiting }));
      expect(output).not.toMatch(/did not happen|cut off/u);
      bench.expectUntouched(site);
    });
  });

  it.each(host.watch ? [host.watch] : [])(
    `says nothing where another plugin ends a watch of ${host.package}`,
    async ({ command, said = {} }) => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { ...said, ...exiting }, command);
      expect(ended, output).toBe(0);
      expect(output).not.toContain("Global Edge");
      bench.expectUntouched(site);
    },
  );
}

/**
 * What Node answers without `HOME` to a user that the system has no entry for. Some bundlers ask for the home when they look for a config
 * of PostCSS or for a command (Vite, Rsbuild, webpack-cli), and do not survive that: they get an answer.
 */
const noHome = `
  import os from "node:os";
  import { syncBuiltinESMExports } from "node:module";
  for (const [name, syscall] of [["homedir", "uv_os_homedir"], ["userInfo", "uv_os_get_passwd"]]) {
    os[name] = () => {
      const error = new Error(\`A system error occurred: \${syscall} returned ENOENT\`);
      const [, , caller = ""] = error.stack.split("\\n");
      if (/node_modules.(?:vite|resolve|@rsbuild)./u.test(caller)) return process.cwd();
      throw Object.assign(error, { code: "ERR_SYSTEM_ERROR" });
    };
  }
  syncBuiltinESMExports();
`;

/** The same in detail: each change on its own, and what the command line prints. */
export function describeSiteInDetail(bench: Bench, scenarios: Scenarios): void {
  const { host } = bench;
  const { twoOutputs, failing } = scenarios;
  describeEnding(bench, scenarios);

  describe(`a site of ${host.package}, in detail,`, () => {
    it.each(changes)("is purged of %s", async (_what, { make, targets }) => {
      const { account, workspace, built } = bench;
      const site = workspace.copySite(built);
      make(site);
      const { ended, output } = await bench.build(site);
      expect(ended, output).toBe(0);
      expect(account.asked()).toEqual({ requests: 1, targets });
    });

    it("is not purged where nothing changed", async () => {
      const { workspace, built } = bench;
      const site = workspace.copySite(built);
      const { ended, output } = await bench.build(site);
      expect(ended, output).toBe(0);
      bench.expectUntouched(site);
    });

    it.each(twoOutputs ? [twoOutputs] : [])(
      "is purged once for each outermost directory of its outputs",
      async ({ said, baselines }) => {
        const { account, workspace } = bench;
        const site = workspace.createSite(host.site);
        const { ended, output } = await bench.build(site, said);
        expect(ended, output).toBe(0);
        expect(account.asked().requests).toBe(2);
        expect(site.list(".global-edge-purge").filter((path) => path.endsWith("/baseline.json"))).toEqual(
          baselines.map((name) => `.global-edge-purge/${name}/baseline.json`),
        );
      },
    );

    it("is left alone where a build fails on the command line", async () => {
      const site = bench.editedSite();
      const [said] = Object.values(failing);
      const { ended, output } = await bench.build(site, said);
      expect(ended, output).toSatisfy((code) => code !== 0 && typeof code === "number");
      bench.expectUntouched(site);
    });

    it("is left alone where the options are wrong, and every mistake is named", async () => {
      const site = bench.editedSite();
      const { ended, output } = await bench.build(site, { options: { ...host.options, edgeID: 1, dryrun: true } });
      expect(ended, output).toBe(host.refusalCode);
      expect(output).toMatch(/edgeID.*Did you mean "edgeId"\?\n.*dryrun.*Did you mean "dryRun"\?/u);
      bench.expectUntouched(site);
    });

    describe("where the user has neither a name nor a home, as in many containers,", () => {
      const withoutHome = ["--import", "./no-home.mjs"];

      it("is left alone where purging is off", async () => {
        const site = bench.editedSite();
        site.write("no-home.mjs", noHome);
        const env = { GLOBAL_EDGE_PURGE: "0", HOME: undefined, USERPROFILE: undefined };
        const { ended, output } = await bench.build(site, {}, [...withoutHome, ...host.command], env);
        expect(ended, output).toBe(0);
        bench.expectUntouched(site);
      });

      it("is purged", async () => {
        const { account } = bench;
        const site = bench.editedSite();
        site.write("no-home.mjs", noHome);
        const env = { HOME: undefined, USERPROFILE: undefined };
        const { ended, output } = await bench.build(site, {}, [...withoutHome, ...host.command], env);
        expect(ended, output).toBe(0);
        expect(account.asked()).toEqual({ requests: 1, targets: ["/robots.txt"] });
      });
    });

    it.each<[string, object]>([
      ["of the options", { report: { json: "report.json" }, edgeID: 1 }],
      ["of the environment", { environments: { production: { report: { json: "report.json" } } }, edgeID: 1 }],
      ["beside what is no option at all", { report: { json: "report.json", html: 1 }, base: { assets: "/" } }],
    ])("takes away the report of an earlier build where the options are wrong: the one %s", async (_which, wrong) => {
      const site = bench.editedSite();
      site.write("report.json", '{ "tool": "global-edge-purge/1.2.3", "verdict": "purged" }');
      const { ended, output } = await bench.build(site, { options: { ...host.options, ...wrong } });
      expect(ended, output).toBe(host.refusalCode);
      expect(output).toContain("Global Edge purge cannot start:");
      expect(site.read("report.json")).toBeUndefined();
      bench.expectUntouched(site);
    });
  });
}
