import { copyFileSync, cpSync, mkdirSync, rmSync, utimesSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { keyless, startSite, type TestSite } from "../test/start-site.ts";

const first = { "dist/index.html": "1", "dist/docs/index.html": "1", "dist/assets/a-11111111.js": "1" };
const plan = ["plan", "--dir", "dist", "--immutable", "assets/**", "--edge-id", "1"];
const planFile = ".global-edge-purge/production/plan.json";
const baselineFile = ".global-edge-purge/production/baseline.json";

describe("send", () => {
  it("sends the environment's plan from a folder that was moved to another machine, once", async () => {
    const site = await startSite(first);
    await site.cli(plan, { env: keyless });
    const elsewhere = { workingDirectory: join(site.folder, "elsewhere") };
    cpSync(join(site.folder, ".global-edge-purge"), join(elsewhere.workingDirectory, ".global-edge-purge"), {
      recursive: true,
    });
    rmSync(join(site.folder, ".global-edge-purge"), { recursive: true });
    const sent = await site.cli(["send"], elsewhere);
    expect(sent).toMatchObject({ exitCode: 0, out: "", err: expect.stringContaining("Purged 4 targets (1 request") });
    const again = await site.cli(["send", "--json"], elsewhere);
    expect(JSON.parse(again.out)).toMatchObject({ verdict: "nothing-to-purge", batches: [] });
    expect(again.err).toContain("since it was written: 4 no longer needed");
    expect(site.purged()).toHaveLength(4);
  });

  it("sends an old plan again as a rollback", async () => {
    const site = await startSite(first);
    await site.cli(plan, { env: keyless });
    copyFileSync(join(site.folder, planFile), join(site.folder, ".global-edge-purge/production/old.json"));
    site.write("dist/docs/index.html", "2");
    await site.cli(plan, { env: keyless });
    expect(await site.cli(["send"])).toMatchObject({ exitCode: 0 });
    const before = site.purged().length;
    expect(await site.cli(["send", ".global-edge-purge/production/old.json"])).toMatchObject({ exitCode: 0 });
    expect(site.purged().slice(before)).toEqual(["/docs/", "/docs/index.html"]);
  });

  it("names the plans that lie there where the one that is asked for does not", async () => {
    const site = await startSite(first);
    await site.cli([...plan, "--env", "staging"]);
    const none = await site.cli(["send"]);
    expect([none.exitCode, none.err]).toEqual([
      2,
      expect.stringMatching(/\[PLAN_MISSING\]\n.*Plans that lie here: \.global-edge-purge.staging.plan\.json/),
    ]);
    const named = await site.cli(["send", "nowhere.json"]);
    expect(named).toMatchObject({ exitCode: 2, err: expect.stringContaining("Plans that lie here: ") });
    expect(await site.cli(["send", "--env", "staging"])).toMatchObject({ exitCode: 0 });
  });

  it("says that another environment's newer plan waits, until it is sent, and only where no environment is named", async () => {
    const site = await startSite(first);
    const path = ".global-edge-purge/staging/plan.json";
    const note = `note: ${path} is newer than the plan of production`;
    const later = (file: string, seconds: number) =>
      utimesSync(join(site.folder, file), new Date(), new Date(Date.now() + seconds * 1000));
    await site.cli([...plan, "--env", "staging"]);
    await site.cli(plan);
    later(planFile, 10);
    expect((await site.cli(["send"])).err).not.toContain("note:");
    later(path, 20);
    expect((await site.cli(["send"])).err).toContain(note);
    expect((await site.cli(["send", "--env", "production"])).err).not.toContain("note:");
    expect((await site.cli(["send", planFile])).err).not.toContain("note:");
    await site.cli(["send", "--env", "staging"]);
    later(".global-edge-purge/staging/last-purge.json", 30);
    expect((await site.cli(["send"])).err).not.toContain("note:");
  });

  it("sends the plans of all apps that are required, and nothing where one has none", async () => {
    const site = await startSite({ "apps/shop/dist/a.css": "1", "apps/blog/dist/b.css": "1" });
    const planOf = (app: string) =>
      site.cli(["plan", "--dir", "dist", "--edge-id", "1", "--base", `/${app}/`], {
        workingDirectory: join(site.folder, "apps", app),
      });
    const apps = ["--require", "apps/shop", "apps/blog"];
    await planOf("shop");
    const lacking = await site.cli(["send", ...apps]);
    expect([lacking.exitCode, lacking.err]).toEqual([
      2,
      expect.stringMatching(/There is no plan of apps\/blog\..*\[PLAN_MISSING\]/),
    ]);
    const shop = "apps/shop/.global-edge-purge/production/plan.json";
    expect(await site.cli(["send", shop, ...apps])).toMatchObject({ exitCode: 2 });
    expect(site.purged()).toEqual([]);
    await planOf("blog");
    expect(await site.cli(["send", shop, "--require", "apps/shop"])).toMatchObject({ exitCode: 0 });
    expect(site.purged()).toEqual(["/shop/a.css"]);
    expect(await site.cli(["send", ...apps])).toMatchObject({ exitCode: 0 });
    expect(site.purged()).toEqual(["/shop/a.css", "/blog/b.css"]);
  });

  it("refuses plans of another environment or commit where apps are required, named or not", async () => {
    const site = await startSite({ "apps/shop/dist/a.css": "1" });
    const [one, two] = ["1".repeat(40), "2".repeat(40)] as const;
    const app = { workingDirectory: join(site.folder, "apps/shop") };
    const planOf = (environment: string, commit: string) =>
      site.cli(["plan", "--dir", "dist", "--edge-id", "1", "--env", environment], {
        ...app,
        env: { GITHUB_SHA: commit },
      });
    const send = (commit: string, ...args: readonly string[]) =>
      site.cli(["send", ...args, "--require", "apps/shop"], { env: { GITHUB_SHA: commit } });
    const file = (environment: string) => `apps/shop/.global-edge-purge/${environment}/plan.json`;

    await planOf("staging", one);
    const other = await send(one, file("staging"));
    expect([other.exitCode, other.err]).toEqual([
      2,
      expect.stringMatching(/no plan of apps\/shop for production\. .*plan\.json is for the environment staging\./),
    ]);
    expect(await send(one, file("staging"), "--env", "staging")).toMatchObject({ exitCode: 0 });

    await planOf("production", one);
    for (const args of [[], [file("production")]]) {
      const late = await send(two, ...args);
      expect([late.exitCode, late.err]).toEqual([
        2,
        expect.stringMatching(
          /plan\.json is of the commit 1{12}, and not of 2{12}\. Nothing was sent\. \[PLAN_MISSING\]/,
        ),
      ]);
    }
    // Whoever names it alone may send an old one: that is a rollback.
    expect(await site.cli(["send", file("production")], { env: { GITHUB_SHA: two } })).toMatchObject({ exitCode: 0 });
    expect(await send(one)).toMatchObject({ exitCode: 0 });
  });

  it("warns and settles nothing without the baseline, and takes the one it is told of", async () => {
    const site = await startSite(first);
    await site.cli(plan, { env: keyless });
    const owed = site.read(baselineFile);
    mkdirSync(join(site.folder, "elsewhere"));
    copyFileSync(join(site.folder, planFile), join(site.folder, "elsewhere/plan.json"));
    const { exitCode, out, err } = await site.cli(["send", "elsewhere/plan.json", "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "purged", warnings: [{ code: "BASELINE_UNREACHABLE" }] });
    expect(err).toContain("nothing is remembered");
    expect(site.read(baselineFile)).toBe(owed);
    const named = await site.cli(["send", "elsewhere/plan.json", "--baseline", baselineFile, "--json"]);
    expect(JSON.parse(named.out)).toMatchObject({ verdict: "purged", warnings: [] });
    expect(site.read(baselineFile)).not.toContain('"unsettled"');
  });

  it("ends with 3 where the origin does not serve the build yet, says which files wait for it, and sends nothing", async () => {
    const files = new Map<string, string>();
    const origin = createServer((request, response) => {
      const text = files.get(request.url ?? "");
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => origin.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void origin.close());
    const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/`;
    const config = JSON.stringify({ edgeId: 1, immutable: ["assets/**"], origin: { url, timeout: 1 } });
    const site = await startSite({ ...first, "global-edge-purge.config.json": config });
    await site.cli(["plan", "--dir", "dist"]);
    files.set("/index.html", "1").set("/docs/index.html", "1");
    const early = await site.cli(["send", "--json"]);
    expect(early.exitCode).toBe(3);
    expect(JSON.parse(early.out)).toMatchObject({
      verdict: "partial",
      batches: [],
      unsettled: [
        { assetPath: "docs/index.html", waitingFor: "origin" },
        { assetPath: "index.html", waitingFor: "origin" },
      ],
    });
    expect(early.err).toContain("assets/a-11111111.js (HTTP 404)");
    expect(site.purged()).toEqual([]);
    files.set("/assets/a-11111111.js", "1");
    expect(await site.cli(["send"])).toMatchObject({ exitCode: 0 });
    expect(site.purged()).toHaveLength(4);
  });

  it("sends the plans of ten apps in one request", async () => {
    const site = await startSite(first);
    const apps = Array.from({ length: 10 }, (_, index) => `app${index}`);
    const planOf = (app: string) => `plans/${app}.plan.json`;
    for (const app of apps) {
      await site.cli([...plan, "--base", `/${app}/`, "--baseline", `state/${app}.json`, "--out", planOf(app)]);
    }
    const { exitCode, out } = await site.cli(["send", ...apps.map(planOf), "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "purged", estimate: { requests: 1, seconds: 0 } });
    expect(site.emulator.purges).toMatchObject([{ purgeTarget: { length: 40 } }]);
    for (const app of apps) expect(site.read(`state/${app}.json`)).not.toContain('"unsettled"');
  });

  it("takes keys and their profile from the config, and nothing else", async () => {
    const [accessKey, secretKey] = ["TESTACCESSKEY0000001", "testSecretKey000000000000000000000000001"];
    const config = {
      environments: { production: { credentials: { accessKey, secretKey }, edgeId: "wrong", dryRun: true } },
    };
    const credentials = { accessKey, secretKey };
    const site = await startSite({ ...first }, { credentials });
    await site.cli(plan, { env: keyless });
    site.write("global-edge-purge.config.json", JSON.stringify(config));
    expect(await site.cli(["send"], { env: keyless })).toMatchObject({ exitCode: 0 });
    expect(site.purged()).toHaveLength(4);
  });

  it.each<[string, (site: TestSite) => void, string]>([
    ["is missing", (site) => rmSync(join(site.folder, planFile)), "[PLAN_MISSING]"],
    ["is no JSON", (site) => site.write(planFile, "{"), "[PLAN_INVALID]"],
    ["is of another version", (site) => edit(site, '"version": 1', '"version": 9'), "its version is 9"],
    ["was edited", (site) => edit(site, '"/docs/"', '"/dogs/"'), "[PLAN_EDITED]"],
  ])("refuses a plan that %s, before anything is sent", async (_, change, message) => {
    const site = await startSite(first);
    await site.cli(plan, { env: keyless });
    change(site);
    const { exitCode, out, err } = await site.cli(["send", "--json"]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(site.emulator.requests).toEqual([]);
  });
});

function edit(site: TestSite, from: string, to: string): void {
  const text = site.read(planFile);
  expect(text).toContain(from);
  site.write(planFile, text.replace(from, to));
}
