import fc from "fast-check";
import { serviceError } from "@global-edge-purge/emulator";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { OriginSettings, Settings } from "../options/settings.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import { copyTo, type Files, startDeployLab } from "../test/deploy-lab.ts";
import type { FakeClock } from "../test/fake-clock.ts";
import { startHost } from "../test/http-host.ts";
import { type LiveOriginOptions, startLiveOrigin } from "../test/live-origin.ts";

const old: Files = {
  "index.html": "old index",
  "app.js": "old app",
  "docs/index.html": "old docs",
  "gone.css": "gone",
};
const fresh: Files = {
  "index.html": "new index",
  "app.js": "new app",
  "docs/index.html": "new docs",
  "added.html": "added",
};
const urls = ["/", "/index.html", "/app.js", "/docs/", "/docs/index.html", "/gone.css", "/added.html"];
const minute = 60_000;

/** A site that is live in its old state, known to the baseline, and in the edge's cache. */
async function startSite(options: LiveOriginOptions = {}, changes: Partial<Settings> = {}) {
  const lab = await startDeployLab();
  const clock = lab.system.clock as FakeClock;
  const origin = await startLiveOrigin(clock, options);
  lab.emulator.setOrigin(origin.url);
  const edge = lab.emulator.edgeUrl(1);
  const settings = { origin: { url: `${origin.url}/`, timeout: 5 * minute }, ...changes };
  const app = lab.app("site", settings);
  const read = async (path: string) => {
    const answer = await fetch(edge + path, { redirect: "manual" });
    return answer.status === 200 ? answer.text() : `${answer.status}`;
  };
  const visit = async () =>
    Object.fromEntries(await Promise.all(urls.map(async (path) => [path, await read(path)] as const)));

  origin.deploy(old);
  await app.run(old);
  await visit();
  const before = lab.emulator.purges.length;
  const startedAt = clock.now();
  return {
    clock,
    origin,
    lab,
    app,
    visit,
    startedAt,
    changes: settings,
    purged: () => lab.emulator.purges.slice(before).flatMap(({ purgeTarget }) => purgeTarget),
    async cachedSince() {
      const recent = lab.emulator.cached(1).filter(({ storedAt }) => storedAt > startedAt);
      return Object.fromEntries(await Promise.all(recent.map(async ({ url }) => [url, await read(url)] as const)));
    },
  };
}

type Site = Awaited<ReturnType<typeof startSite>>;

/** Builds, and sends the plan while visitors come and go. */
async function deployAndSend({ app, lab, clock, visit, changes }: Site, files: Files = fresh): Promise<PurgeReport> {
  await app.plan(files, changes);
  clock.advance(1000);
  const { system } = lab;
  const sleep = system.clock.sleep.bind(system.clock);
  system.clock.sleep = async (milliseconds, signal) => {
    await visit();
    await sleep(milliseconds, signal);
  };
  const report = await app.send();
  system.clock.sleep = sleep;
  await visit();
  return report;
}

const waitingFor = ({ unsettled }: PurgeReport) =>
  Object.fromEntries(unsettled.map(({ assetPath, waitingFor }) => [assetPath, waitingFor]));
const codes = ({ warnings }: PurgeReport) => warnings.map(({ code }) => code);

const script = "assets/app-11111111.js";
const withScript: Files = { ...fresh, [script]: "new script" };

describe("with an origin that is asked", () => {
  it("purges at once what is there already", async () => {
    const site = await startSite();
    site.origin.deploy({ ...fresh, "gone.css": undefined });
    expect(await deployAndSend(site)).toMatchObject({ verdict: "purged", warnings: [] });
    expect(site.clock.now() - site.startedAt).toBeLessThan(5000);
    expect(await site.visit()).toEqual({
      "/": "new index",
      "/index.html": "new index",
      "/app.js": "new app",
      "/docs/": "new docs",
      "/docs/index.html": "new docs",
      "/gone.css": "404",
      "/added.html": "added",
    });
  });

  it("waits for one that switches late, and lets no old byte back into the cache", async () => {
    const site = await startSite();
    site.origin.deploy({ ...fresh, "gone.css": undefined }, site.startedAt + 2 * minute);
    expect(await deployAndSend(site)).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(site.clock.now() - site.startedAt).toBeGreaterThan(2 * minute);
    expect(site.lab.printed()).toMatch(/waiting 1 s: the origin does not serve 4 of 4 files yet/);
    expect(JSON.stringify(await site.cachedSince())).not.toContain("old");
    expect(JSON.stringify(await site.visit())).not.toContain("old");
  });

  it("purges nothing for one that never switches, not even what was removed, and says what waits", async () => {
    const site = await startSite();
    const report = await deployAndSend(site);
    expect(report.verdict).toBe("partial");
    expect(waitingFor(report)).toEqual({
      "index.html": "origin",
      "app.js": "origin",
      "docs/index.html": "origin",
      "added.html": "origin",
      "gone.css": "origin",
    });
    expect(codes(report)).toContain("ORIGIN_BEHIND");
    expect(report.warnings.map(({ message }) => message).join()).toContain(
      "added.html (HTTP 404), app.js (other bytes)",
    );
    expect(site.purged()).toEqual([]);
    expect(await site.cachedSince()).toEqual({});
    expect(site.app.states()).toMatchObject({ "index.html": "unsettled" });

    site.origin.deploy(fresh);
    expect(await site.app.send()).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(JSON.stringify(await site.visit())).not.toContain("old");
  });

  it("purges what is there of one that switches in part", async () => {
    const site = await startSite();
    site.origin.deploy({ "app.js": "new app", "docs/index.html": "half of it" });
    const report = await deployAndSend(site);
    expect(report).toMatchObject({ verdict: "partial" });
    expect(waitingFor(report)).toEqual({
      "index.html": "origin",
      "docs/index.html": "origin",
      "added.html": "origin",
      "gone.css": "origin",
    });
    expect(site.purged()).toEqual(["/app.js"]);
    expect(await site.visit()).toMatchObject({ "/app.js": "new app", "/docs/": "old docs" });
    expect(Object.keys(await site.cachedSince())).toEqual(["/app.js"]);
  });

  it.each([{ missing: "not-found" as const }, { missing: "index" as const }])(
    "purges no page before the new script that it refers to is there ($missing), whose absence edges would keep",
    async (options) => {
      const site = await startSite(options);
      site.origin.deploy({ ...fresh, "gone.css": undefined });
      const report = await deployAndSend(site, withScript);
      expect(report.verdict).toBe("partial");
      expect(waitingFor(report)).toMatchObject({ "index.html": "origin", "gone.css": "origin" });
      expect(report.warnings.map(({ message }) => message).join()).toContain(script);
      expect(site.purged()).toEqual([]);

      site.origin.deploy({ [script]: "new script" });
      expect(await site.app.send()).toMatchObject({ verdict: "purged", unsettled: [] });
      expect(site.purged()).not.toContain(`/${script}`);
    },
  );

  it("asks for a new script also after its plan was written a second time, and after one that was never sent", async () => {
    const site = await startSite();
    await site.app.plan(withScript, site.changes);
    await site.app.plan(withScript, site.changes);
    site.origin.deploy(fresh);
    expect(await deployAndSend(site, { ...withScript, "app.js": "newer app" })).toMatchObject({ verdict: "partial" });
    expect(site.purged()).toEqual([]);
    site.origin.deploy({ ...withScript, "app.js": "newer app", "gone.css": undefined });
    expect(await site.app.send()).toMatchObject({ verdict: "purged", unsettled: [] });
  });

  it("holds back, also without the baseline, what is missing and nothing else", async () => {
    const site = await startSite();
    const files = { ...fresh, "index.html.br": "compressed" };
    await site.app.plan(files, site.changes);
    const plan = copyTo(site.app.planPath, `${site.lab.folder}/elsewhere/plan.json`);
    site.origin.deploy(fresh);
    const report = await site.lab.send([plan]);
    expect(report.verdict).toBe("partial");
    expect(waitingFor(report)).toEqual({ "index.html": "origin", "index.html.br": "origin", "gone.css": "origin" });
    expect(site.purged().toSorted()).toEqual(["/added.html", "/app.js", "/docs/", "/docs/index.html"]);
  });

  it("asks for what a rollback brings back", async () => {
    const site = await startSite();
    site.origin.deploy({ ...withScript, "gone.css": undefined });
    await deployAndSend(site, withScript);
    const kept = copyTo(site.app.planPath, `${site.app.planPath}.kept`);
    site.origin.deploy({ [script]: undefined, "index.html": "newer index" });
    await deployAndSend(site, { ...fresh, "index.html": "newer index" });
    site.origin.deploy({ "index.html": "new index" });
    const before = site.purged().length;
    expect(await site.lab.send([kept])).toMatchObject({ verdict: "partial" });
    expect(site.purged().slice(before)).toEqual([]);
  });

  it("is not fooled by a fallback that answers everything", async () => {
    const site = await startSite({ missing: "index" });
    site.origin.deploy({ "index.html": "new index", "app.js": "new app", "docs/index.html": "new docs" });
    const report = await deployAndSend(site);
    expect(waitingFor(report)).toEqual({ "added.html": "origin", "gone.css": "origin" });
    expect(site.purged()).not.toContain("/added.html");
  });

  it("copes with content encodings and with redirects to clean URLs", async () => {
    const site = await startSite({ compresses: true, cleanUrls: true });
    site.origin.deploy({ ...fresh, "gone.css": undefined });
    expect(await deployAndSend(site)).toMatchObject({ verdict: "purged", warnings: [] });
  });

  it("asks once for a file that several edges serve", async () => {
    const site = await startSite();
    site.origin.deploy(fresh);
    const asked = site.origin.asked.length;
    expect(await site.app.run(fresh, { ...site.changes, edgeIds: [1, 2] })).toMatchObject({ verdict: "purged" });
    expect(site.origin.asked.slice(asked).toSorted()).toEqual([
      "/added.html",
      "/app.js",
      "/docs/index.html",
      "/index.html",
    ]);
  });

  it("keeps within the budget", async () => {
    const site = await startSite({}, { budget: minute });
    const report = await deployAndSend(site);
    expect(report.verdict).toBe("partial");
    expect(site.clock.now() - site.startedAt).toBeLessThan(1.1 * minute);
  });

  it("says what waits also where the baseline cannot be saved any more", async () => {
    const site = await startSite();
    const { baselinePath } = site.app;
    const sleep = site.clock.sleep.bind(site.clock);
    site.clock.sleep = async (...args) => {
      rmSync(baselinePath, { force: true, recursive: true });
      mkdirSync(baselinePath, { recursive: true });
      await sleep(...args);
    };
    await site.app.plan(fresh, site.changes);
    const report = await site.app.send();
    expect(report.verdict).toBe("partial");
    expect(codes(report)).toEqual(["ORIGIN_BEHIND", "BASELINE_UNSAVED"]);
    expect(waitingFor(report)).toMatchObject({ "index.html": "origin", "gone.css": "origin" });
  });

  it("stops waiting at once when the run is stopped, and sends nothing more", async () => {
    const site = await startSite();
    await site.app.plan(fresh, site.changes);
    const stop = new AbortController();
    site.lab.system.clock.sleep = async (_, signal) => {
      stop.abort(new Error("SIGTERM"));
      signal?.throwIfAborted();
    };
    Object.assign(site.lab.system, { signal: stop.signal });
    const report = await site.app.send();
    expect(report.verdict).toBe("partial");
    expect(site.purged()).toEqual([]);
    expect(site.app.states()).toMatchObject({ "index.html": "unsettled", "gone.css": "unsettled" });
  });

  it("never lets old bytes back in, whenever which file arrives", async () => {
    const arrival = fc.record({
      "index.html": when(),
      "app.js": when(),
      "docs/index.html": when(),
      "added.html": when(),
      [script]: when(),
    });
    await fc.assert(
      fc.asyncProperty(arrival, fc.boolean(), async (arrivals, fallback) => {
        const site = await startSite(fallback ? { missing: "index" } : {});
        for (const [path, after] of Object.entries(arrivals))
          site.origin.deploy({ [path]: withScript[path] }, site.startedAt + after);
        const report = await deployAndSend(site, withScript);
        const late = new Set(Object.entries(arrivals).flatMap(([path, after]) => (after > 5 * minute ? [path] : [])));
        const waiting = late.has(script)
          ? [...Object.keys(fresh), "gone.css"]
          : late.size > 0
            ? [...late, "gone.css"]
            : [];
        if (late.has(script)) expect(site.purged()).toEqual([]);
        expect(new Set(Object.keys(waitingFor(report)))).toEqual(new Set(waiting));
        expect(report.verdict).toBe(late.size > 0 ? "partial" : "purged");
        expect(JSON.stringify(await site.cachedSince())).not.toContain("old");
      }),
      { numRuns: 5 },
    );

    function when() {
      return fc.oneof(fc.integer({ min: 0, max: 4 * minute }), fc.constant(10 * minute));
    }
  });
});

describe("with a marker", () => {
  const minifying: LiveOriginOptions = {
    transform: (path, text) => (path === "/version.txt" ? text : text.replace(" ", "")),
  };
  const withMarker = (url: string): OriginSettings => ({ url: `${url}/`, timeout: minute, marker: "version.txt" });

  async function startMinified(version: string) {
    const site = await startSite(minifying);
    const origin = withMarker(site.origin.url);
    site.origin.deploy({ "version.txt": "1" });
    await site.app.run({ ...old, "version.txt": "1" });
    return { ...site, changes: { origin }, files: { ...fresh, "version.txt": version } };
  }

  it("believes the marker where the host changes all other bytes", async () => {
    const site = await startMinified("2");
    site.origin.deploy(site.files, site.startedAt + 20_000);
    expect(await deployAndSend(site, site.files)).toMatchObject({ verdict: "purged", warnings: [] });
    expect(new Set(site.origin.asked.filter((path) => path === "/version.txt")).size).toBe(1);
    expect(await site.visit()).toMatchObject({ "/app.js": "newapp" });
  });

  it("waits for everything until the marker is there", async () => {
    const site = await startMinified("2");
    site.origin.deploy(fresh);
    const report = await deployAndSend(site, site.files);
    expect(report.verdict).toBe("partial");
    expect(Object.keys(waitingFor(report))).toHaveLength(6);
  });

  it("does not believe one that is the same as before, or that is not in the build", async () => {
    const site = await startMinified("1");
    site.origin.deploy(site.files);
    const same = await deployAndSend(site, site.files);
    expect(codes(same)).toContain("ORIGIN_MARKER_SAME");
    expect(site.purged()).not.toContain("/app.js");
    expect(codes(await deployAndSend(site, fresh))).toContain("ORIGIN_MARKER_MISSING");
  });

  it("is not used up by a run that gets only half of its purges through", async () => {
    const site = await startMinified("2");
    site.origin.deploy(site.files);
    const quota = { ...site.app.settings.quota, targetsPerRequest: 5 };
    await site.app.plan(site.files, { ...site.changes, quota });
    site.lab.emulator.faults.next({}, { answer: serviceError(403, "0032") });
    expect(await site.app.send()).toMatchObject({ verdict: "partial" });
    expect(site.app.states()).toMatchObject({ "version.txt": "unsettled" });
    expect(await site.app.send()).toMatchObject({ verdict: "purged", warnings: [] });
    expect(site.app.states()).toMatchObject({ "version.txt": "settled" });
  });
});

describe('with when: "build"', () => {
  it("asks once, purges what is there, and plans the rest", async () => {
    const site = await startSite();
    site.origin.deploy({ "app.js": "new app" });
    const report = await site.app.run(fresh);
    expect(report).toMatchObject({ verdict: "planned" });
    expect(site.purged()).toEqual(["/app.js"]);
    expect(site.clock.now()).toBe(site.startedAt);
    const plan = JSON.parse(readFileSync(site.app.planPath, "utf8"));
    expect(plan.targets.map(({ target }: { target: string }) => target)).toEqual([
      "/gone.css",
      "/",
      "/added.html",
      "/docs/",
      "/docs/index.html",
      "/index.html",
    ]);
    expect(Object.keys(plan.manifest)).toHaveLength(4);
    expect(site.lab.printed()).toMatch(/Purged 1 of 7 targets .*\n.*global-edge-purge send/);

    site.origin.deploy(fresh);
    expect(await site.app.send()).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(site.app.states()).toEqual(Object.fromEntries(Object.keys(fresh).map((path) => [path, "settled"])));
  });

  it("says so where that plan cannot be written, and owes the rest all the same", async () => {
    const site = await startSite();
    site.origin.deploy({ "app.js": "new app" });
    const report = await site.app.run(fresh, { planFile: "/dev/null/plan.json" });
    expect(report).toMatchObject({ verdict: "partial", batches: [{ status: "accepted" }] });
    expect(codes(report)).toContain("PLAN_UNWRITABLE");
    expect(site.app.states()).toMatchObject({ "app.js": "settled", "index.html": "unsettled" });
  });

  it("writes no plan where all is there", async () => {
    const site = await startSite();
    site.origin.deploy(fresh);
    expect(await site.app.run(fresh)).toMatchObject({ verdict: "purged" });
    expect(() => readFileSync(site.app.planPath)).toThrow("ENOENT");
  });
});

describe("with an edge that is checked", () => {
  /** A visitor's way to the site that shows the new files only after so many purges. */
  async function startStubborn(purges: number, headers: Readonly<Record<string, string>> = {}) {
    const site = await startSite();
    site.origin.deploy({ ...fresh, "gone.css": undefined });
    const url = await startHost((request, response) => {
      const path = (request.url ?? "").slice(1).replace(/(?<=^|\/)$/u, "index.html");
      const isFresh = site.lab.emulator.purges.length > purges;
      response.writeHead(200, headers).end((isFresh ? fresh : old)[path] ?? "nothing");
    });
    return { ...site, verify: { url, timeout: 5 * minute } };
  }

  it("is verified where it serves the new bytes", async () => {
    const site = await startSite();
    site.origin.deploy({ ...fresh, "gone.css": undefined });
    const verify = { url: site.lab.emulator.edgeUrl(1), timeout: minute };
    expect(await site.app.run(fresh, { verify })).toMatchObject({ verdict: "purged", warnings: [] });
    expect(site.lab.printed()).toContain(`verified: ${verify.url} serves the new bytes of 6 URLs`);
    expect(site.purged()).toHaveLength(7);
  });

  it.each(["한글.png".normalize("NFD"), "café.png", "[id]|a^.js"])(
    "is verified for %s at an origin that compares bytes, whichever spelling it has",
    async (name) => {
      const site = await startSite();
      const files = { ...fresh, [name]: "1" };
      site.origin.deploy({ ...files, "gone.css": undefined });
      const verify = { url: site.lab.emulator.edgeUrl(1), timeout: minute };
      expect(await site.app.run(files, { verify })).toMatchObject({ verdict: "purged", warnings: [] });
      site.origin.deploy({ [name]: "old" });
      const edited = { ...files, [name]: "2" };
      expect(await site.app.run(edited, { verify })).toMatchObject({ verdict: "planned" });
      site.origin.deploy({ [name]: "2" });
      expect(await site.app.run(edited, { verify })).toMatchObject({ verdict: "purged", unsettled: [] });
    },
  );

  it("is purged once more where it does not", async () => {
    const site = await startStubborn(2);
    const report = await site.app.run(fresh, { verify: site.verify });
    expect(report).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(report.batches).toHaveLength(2);
    expect(report.batches[1]?.targets).toEqual([
      "/added.html",
      "/app.js",
      "/docs/index.html",
      "/docs/",
      "/index.html",
      "/",
    ]);
  });

  it("stays unsettled where the run is stopped while it waits", async () => {
    const site = await startStubborn(Infinity);
    const stop = new AbortController();
    // The purge is accepted; the first wait is the one for its completion.
    site.lab.system.clock.sleep = async (_, signal) => {
      stop.abort(new Error("SIGTERM"));
      signal?.throwIfAborted();
    };
    Object.assign(site.lab.system, { signal: stop.signal });
    const report = await site.app.run(fresh, { verify: site.verify });
    expect(report).toMatchObject({ verdict: "partial", batches: [{ status: "accepted" }] });
    expect(new Set(Object.values(waitingFor(report)))).toEqual(new Set(["verify"]));
    expect(site.app.states()).toMatchObject({ "index.html": "unsettled", "app.js": "unsettled" });
  });

  it("stays unsettled where it never does, and says what its headers say", async () => {
    const site = await startStubborn(Infinity, { age: "3600", "cache-control": "max-age=604800" });
    const report = await site.app.run(fresh, { verify: site.verify });
    expect(report).toMatchObject({ verdict: "partial" });
    expect(new Set(Object.values(waitingFor(report)))).toEqual(new Set(["verify"]));
    expect(Object.keys(waitingFor(report))).toHaveLength(4);
    const [warning] = report.warnings;
    expect(warning).toMatchObject({ code: "EDGE_STALE" });
    expect(warning?.message).toContain(
      `${site.verify.url}/app.js (other bytes; age: 3600, cache-control: max-age=604800)`,
    );
    expect(site.lab.emulator.purges).toHaveLength(3);
    expect(site.clock.now() - site.startedAt).toBeLessThan(6 * minute);
    expect(await site.app.run(fresh)).toMatchObject({ verdict: "purged" });
  });

  it("is told apart from what is only late at the origin, which alone would be no failure", async () => {
    const site = await startStubborn(Infinity);
    site.origin.deploy({ "index.html": "half of it" });
    const origin = { url: `${site.origin.url}/`, timeout: minute };
    const report = await site.app.run(fresh, { origin, verify: site.verify });
    expect(report.verdict).toBe("partial");
    expect(waitingFor(report)).toMatchObject({ "index.html": "origin", "app.js": "verify" });
  });

  it("is checked once its purges are completed, however long that takes", async () => {
    const lab = await startDeployLab({ purgeDuration: { running: 30_000 } });
    const clock = lab.system.clock as FakeClock;
    const origin = await startLiveOrigin(clock);
    lab.emulator.setOrigin(origin.url);
    origin.deploy(old);
    const app = lab.app("site");
    await app.run(old);
    clock.advance(minute);
    await fetch(`${lab.emulator.edgeUrl(1)}/app.js`);
    origin.deploy(fresh);
    const verify = { url: lab.emulator.edgeUrl(1), timeout: 5 * minute };
    const report = await app.run(fresh, { verify });
    expect(report).toMatchObject({ verdict: "purged", batches: [{ status: "completed" }] });
  });
});
