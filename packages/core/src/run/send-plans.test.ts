import { hold, serviceError } from "@global-edge-purge/emulator";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultQuota } from "../client/quota.ts";
import { copyTo, startDeployLab, writeFiles } from "../test/deploy-lab.ts";
import { adoptBuild } from "./adopt-build.ts";

const first = { "index.html": "1", "docs/index.html": "1", "sw.js": "1", "assets/a-11111111.js": "1" };
const second = { ...first, "index.html": "2", "assets/a-22222222.js": "2" };
const third = { ...second, "docs/index.html": "3" };

describe("a build that is purged after its deploy", () => {
  it("writes its plan without credentials and sends nothing; the sending settles it, and twice sends nothing", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    expect(await app.plan(first)).toMatchObject({
      verdict: "planned",
      batches: [],
      counts: { added: 4, unsettled: 3 },
    });
    expect(lab.emulator.requests).toEqual([]);
    expect(app.states()).toEqual({
      "index.html": "unsettled",
      "docs/index.html": "unsettled",
      "sw.js": "unsettled",
      "assets/a-11111111.js": "settled",
    });

    expect(await app.send()).toMatchObject({ verdict: "purged", counts: { unsettled: 0 }, unsettled: [] });
    expect(lab.purged()).toEqual(["/", "/docs/", "/docs/index.html", "/index.html", "/sw.js"]);
    expect(new Set(Object.values(app.states()))).toEqual(new Set(["settled"]));

    expect(await app.send()).toMatchObject({ verdict: "nothing-to-purge", batches: [] });
    expect(lab.printed()).toContain("since it was written: 5 no longer needed");
    expect(lab.emulator.requests).toHaveLength(1);
  });

  it("writes an empty plan, too", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    expect(await app.plan(first)).toMatchObject({ verdict: "nothing-to-purge" });
    expect(existsSync(app.planPath)).toBe(true);
    expect(await app.send()).toMatchObject({ verdict: "nothing-to-purge" });
    expect(lab.emulator.requests).toHaveLength(1);
  });

  it("gives the same plan for the same build against the same baseline, and says why each target is in it", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    await app.plan(second);
    const text = readFileSync(app.planPath, "utf8");
    const other = lab.app("other");
    await other.run(first);
    await other.plan(second);
    expect(readFileSync(other.planPath, "utf8")).toBe(text);
    expect(JSON.parse(text).targets).toMatchObject([
      { target: "/", reason: "changed" },
      { target: "/index.html", reason: "changed" },
    ]);
    expect(await app.send()).toMatchObject({ targets: [{ reason: "changed" }, { reason: "changed" }] });
  });

  it("neither writes nor marks anything in a dry run", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    expect(await app.plan(first, { dryRun: true })).toMatchObject({ verdict: "planned" });
    expect(existsSync(dirname(app.planPath))).toBe(false);
    await app.plan(first);
    const before = readFileSync(app.baselinePath, "utf8");
    expect(await app.send({ dryRun: true })).toMatchObject({ verdict: "planned", estimate: { requests: 1 } });
    expect(readFileSync(app.baselinePath, "utf8")).toBe(before);
    expect(lab.emulator.requests).toEqual([]);
  });

  it("owes its paths where the plan itself cannot be written", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site", { planFile: "/dev/null/plan.json" });
    expect(await app.plan(first)).toMatchObject({ verdict: "failed", reason: "PLAN_UNWRITABLE" });
    expect(app.states()).toMatchObject({ "index.html": "unsettled" });
  });

  it("leaves no plan of an earlier build behind, whatever becomes of it", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    expect(await app.plan(second, { dryRun: true })).toMatchObject({ verdict: "planned" });
    expect(existsSync(app.planPath)).toBe(true);
    const { "docs/index.html": _, ...fewer } = first;
    expect(await app.plan(fewer, { onMissingBaseline: "error", edgeIds: [1, 2] })).toMatchObject({ verdict: "failed" });
    expect(existsSync(app.planPath)).toBe(false);
    await app.plan(first);
    expect(await app.run(second)).toMatchObject({ verdict: "purged" });
    await expect(app.send()).rejects.toMatchObject({ code: "PLAN_MISSING" });
    // What is another site's stays.
    await app.plan(first);
    const elsewhere = join(app.project, "other.json");
    expect(await app.run(second, { baseline: elsewhere })).toMatchObject({ verdict: "purged" });
    expect(await app.send()).toMatchObject({ verdict: "purged" });
  });

  it("writes its plan into a pipe, and does not wait for an earlier one there", async () => {
    const lab = await startDeployLab();
    const pipe = join(lab.folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const read = readFile(pipe, "utf8");
    expect(await lab.app("site", { planFile: pipe }).plan(first)).toMatchObject({ verdict: "planned" });
    expect(await read).toContain('"kind": "global-edge-purge plan"');
  });

  it("writes no plan where its paths cannot be saved", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site", { planFile: join(lab.folder, "plan.json") });
    mkdirSync(dirname(dirname(app.baselinePath)), { recursive: true });
    symlinkSync(join(app.project, "nowhere", "at", "all"), dirname(app.baselinePath));
    expect(await app.plan(first)).toMatchObject({ verdict: "failed", reason: "BASELINE_UNWRITABLE" });
    expect(existsSync(join(lab.folder, "plan.json"))).toBe(false);
  });
});

describe("plans of one site", () => {
  it("may be written while another one is sent, whose immutable names they lack", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    await app.plan(second);
    const held = hold();
    lab.emulator.faults.next(held.fault);
    const sending = app.send();
    await held.reached;
    const { "assets/a-22222222.js": _, ...fourth } = { ...second, "assets/a-44444444.js": "4" };
    expect(await app.plan(fourth)).toMatchObject({ verdict: "planned" });
    held.release();
    expect(await sending).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(await app.send()).toMatchObject({
      verdict: "purged",
      targets: [{ target: "/" }, { target: "/index.html" }],
    });
  });

  it("contain an unsent plan before them", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    await app.plan(second);
    await app.plan(third);
    expect(await app.send()).toMatchObject({ verdict: "purged" });
    expect(lab.purged().slice(5)).toEqual(["/", "/docs/", "/docs/index.html", "/index.html"]);
    expect(await app.run(third)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("roll the edge back where an older one is sent again, and forward again", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(second);
    const older = copyTo(app.planPath, join(dirname(app.planPath), "kept.plan.json"));
    await app.send();
    await app.plan(third);
    const newer = copyTo(app.planPath, join(dirname(app.planPath), "newer.plan.json"));
    await app.send();
    const before = lab.purged().length;
    expect(await lab.send([older])).toMatchObject({ verdict: "purged", counts: { changed: 1, unchanged: 4 } });
    expect(lab.purged().slice(before)).toEqual(["/docs/", "/docs/index.html"]);
    expect(await app.run(second)).toMatchObject({ verdict: "nothing-to-purge" });
    expect(await lab.send([newer])).toMatchObject({ verdict: "purged" });
    expect(await app.run(third)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("purge what is no longer there, and what came back, after a rollback", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    const older = copyTo(app.planPath, join(dirname(app.planPath), "kept.plan.json"));
    await app.send();
    const { "docs/index.html": _, ...fewer } = first;
    await app.run({ ...fewer, "new.html": "1" });
    const before = lab.purged().length;
    await lab.send([older]);
    expect(lab.purged().slice(before)).toEqual(["/docs/", "/docs/index.html", "/new.html"]);
  });

  it("count as no deploy of today once another build was recorded: nobody knows whose bytes the edge has then", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    const adopted = { ...first, "index.html": "adopted" };
    const adopt = () => {
      writeFiles(join(app.project, "dist"), adopted);
      return adoptBuild({ outputDirectory: join(app.project, "dist") }, app.settings, lab.system);
    };
    const planLeftBehind = async (text: string) => {
      await app.run(first);
      await app.plan({ ...first, "index.html": text });
      return copyTo(app.planPath, join(dirname(app.planPath), "kept.plan.json"));
    };
    const overtake: readonly (() => Promise<unknown>)[] = [
      adopt,
      () => app.run(adopted),
      async () => {
        await app.plan(adopted);
        await app.send();
      },
    ];
    for (const [round, recordAnother] of overtake.entries()) {
      const kept = await planLeftBehind(`planned ${round}`);
      await recordAnother();
      const late = await lab.send([kept]);
      expect(late).toMatchObject({ verdict: "purged", unsettled: [], warnings: [{ code: "PLAN_OVERTAKEN" }] });
      // Whichever of the two is on the origin, the next build is not taken for what the edge has.
      const again = { ...first, "index.html": round === 0 ? "planned 0" : "adopted" };
      expect(await app.run(again)).toMatchObject({
        verdict: "purged",
        targets: [{ target: "/" }, { target: "/index.html" }],
      });
      expect(await app.run(again)).toMatchObject({ verdict: "nothing-to-purge" });
    }
  });

  it("are gone once another build was adopted in their place", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    writeFiles(join(app.project, "dist"), second);
    await adoptBuild({ outputDirectory: join(app.project, "dist") }, app.settings, lab.system);
    await expect(app.send()).rejects.toMatchObject({ code: "PLAN_MISSING" });
  });

  it("that wait behind each other are deploys in their order", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    const kept: string[] = [];
    for (const text of ["one", "two"]) {
      await app.plan({ ...first, "index.html": text });
      kept.push(copyTo(app.planPath, join(dirname(app.planPath), `${text}.plan.json`)));
    }
    for (const plan of kept) {
      expect(await lab.send([plan])).toMatchObject({ verdict: "purged", warnings: [] });
    }
    expect(await app.run({ ...first, "index.html": "two" })).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("cannot be sent together: only one of them can be what was deployed", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    const older = copyTo(app.planPath, join(dirname(app.planPath), "kept.plan.json"));
    await app.plan(second);
    await expect(lab.send([older, app.planPath])).rejects.toMatchObject({ code: "PLANS_CONFLICT" });
    expect(await lab.send([older, older])).toMatchObject({ verdict: "purged" });
  });

  it("keep what a function gave, for files that are there and files that are gone", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site", {
      aliases: (path) => [`also/${path}`, path === "index.html" ? "집" : ""].filter(Boolean),
    });
    await app.run(first);
    await app.plan({ "index.html": "2" });
    const before = lab.purged().length;
    expect(await app.send()).toMatchObject({ verdict: "purged" });
    expect(lab.purged().slice(before)).toEqual([
      "/%EC%A7%91",
      "/also/docs/index.html",
      "/also/index.html",
      "/docs/index.html",
      "/index.html",
      "/also/sw.js",
      "/sw.js",
    ]);
  });

  it("follow the guard against an output that shrank, unless it is told otherwise", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}.html`, "x"]));
    await app.plan(first);
    const older = copyTo(app.planPath, join(dirname(app.planPath), "kept.plan.json"));
    await app.run({ ...first, ...many });
    expect(await lab.send([older])).toMatchObject({ verdict: "failed", reason: "OUTPUT_SHRANK" });
    expect(await lab.send([older], { allowShrink: true })).toMatchObject({
      verdict: "purged",
      counts: { removed: 50 },
    });
  });
});

describe("a plan on another machine", () => {
  it("is settled in the baseline that came along", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    const there = copyTo(dirname(app.planPath), join(lab.folder, "elsewhere", "state"));
    rmSync(app.project, { recursive: true });
    expect(await lab.send([join(there, "plan.json")])).toMatchObject({ verdict: "purged", warnings: [] });
    expect(readFileSync(join(there, "baseline.json"), "utf8")).not.toContain('unsettled"');
    expect(await lab.send([join(there, "plan.json")])).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("is settled in the baseline that it is told of", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    const plan = copyTo(app.planPath, join(lab.folder, "elsewhere", "plan.json"));
    expect(await lab.send([plan], { baseline: app.baselinePath })).toMatchObject({ verdict: "purged", warnings: [] });
    expect(await app.run(first)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it.each([{}, { onMissingBaseline: "all" } as const])(
    "is sent as it was written without the baseline, and settles nothing: %o",
    async (changes) => {
      const lab = await startDeployLab();
      const app = lab.app("site", { edgeIds: [1, 2], ...changes });
      await app.plan(first);
      const plan = copyTo(app.planPath, join(lab.folder, "elsewhere", "plan.json"));
      const before = readFileSync(app.baselinePath, "utf8");
      const report = await lab.send([plan]);
      expect(report).toMatchObject({ verdict: "purged", unsettled: [], counts: { added: 4 } });
      expect(report.warnings.map(({ code }) => code)).toEqual(["BASELINE_UNREACHABLE"]);
      expect(lab.emulator.purges).toHaveLength(2);
      expect(readFileSync(app.baselinePath, "utf8")).toBe(before);
      // The home machine knows nothing of it, so its next run purges again.
      expect(await app.run(first)).toMatchObject({ verdict: "purged" });
    },
  );

  it('is not sent without the baseline where onMissingBaseline is "error"', async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.run(first);
    await app.plan(second, { onMissingBaseline: "error" });
    const plan = copyTo(app.planPath, join(lab.folder, "elsewhere", "plan.json"));
    const before = lab.purged().length;
    expect(await lab.send([plan])).toMatchObject({ verdict: "failed", reason: "BASELINE_MISSING" });
    expect(lab.purged()).toHaveLength(before);
  });

  it("says what was not accepted without the baseline, too", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site", { edgeIds: [1, 2], onMissingBaseline: "all" });
    await app.plan(first);
    const plan = copyTo(app.planPath, join(lab.folder, "elsewhere", "plan.json"));
    lab.emulator.faults.next({ answer: serviceError(403, "0032") });
    expect(await lab.send([plan])).toMatchObject({ verdict: "partial", counts: { unsettled: 4 } });
    lab.emulator.faults.next({ answer: serviceError(403, "0032") }, { answer: serviceError(403, "0032") });
    expect(await lab.send([plan])).toMatchObject({ verdict: "failed" });
  });

  it("sends nothing where the baseline is there and cannot be read, and treats one that says nothing as missing", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    await app.plan(first);
    rmSync(app.baselinePath);
    mkdirSync(app.baselinePath);
    expect(await app.send()).toMatchObject({ verdict: "failed", warnings: [{ code: "BASELINE_UNREADABLE" }] });
    expect(lab.emulator.requests).toEqual([]);
    rmSync(app.baselinePath, { recursive: true });
    writeFileSync(app.baselinePath, "{");
    expect(await app.send()).toMatchObject({ verdict: "purged", warnings: [{ code: "BASELINE_MISSING" }] });
    expect(app.states()).toMatchObject({ "index.html": "settled" });
    expect(lab.printed()).toContain("the unusable baseline is kept as");
  });
});

describe("plans of several apps", () => {
  const appNames = Array.from({ length: 10 }, (_, index) => `app${index}`);

  it("go out in the fewest requests, in the order of their ranks, and each baseline is settled by itself", async () => {
    const lab = await startDeployLab();
    const apps = appNames.map((name) => lab.app(name, { base: { assets: `/${name}/`, pages: `/${name}/` } }));
    for (const app of apps) await app.plan(first);
    const report = await lab.send(apps.map(({ planPath }) => planPath).toReversed());
    expect(report).toMatchObject({ verdict: "purged", counts: { changed: 30, unsettled: 0 }, edgeIds: [1] });
    // Fifty targets of ten apps, and one request takes a hundred.
    expect(lab.emulator.purges).toHaveLength(1);
    const workers = appNames.map((name) => `/${name}/sw.js`);
    expect(lab.purged()).toHaveLength(50);
    expect(lab.purged().slice(40)).toEqual(workers);
    for (const app of apps) expect(new Set(Object.values(app.states()))).toEqual(new Set(["settled"]));
    expect(await lab.send(apps.map(({ planPath }) => planPath))).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("leave unsettled only what a refused batch held, in the right app", async () => {
    const lab = await startDeployLab({ edges: [{ edgeId: 1 }, { edgeId: 2 }, { edgeId: 3 }] });
    const apps = [1, 2, 3].map((edgeId) => lab.app(`app${edgeId}`, { edgeIds: [edgeId] }));
    for (const app of apps) await app.plan(first);
    lab.emulator.faults.next({}, { answer: serviceError(403, "0032") });
    const report = await lab.send(apps.map(({ planPath }) => planPath));
    expect(report).toMatchObject({ verdict: "partial", counts: { unsettled: 3 } });
    expect(new Set(report.unsettled.map(({ edgeId }) => edgeId))).toEqual(new Set([2]));
    expect(Object.values(apps[0]?.states() ?? {})).not.toContain("unsettled");
    expect(apps[1]?.states(2)).toMatchObject({ "index.html": "unsettled", "assets/a-11111111.js": "settled" });
    expect(Object.values(apps[2]?.states(3) ?? {})).not.toContain("unsettled");
    const before = lab.emulator.requests.length;
    expect(await lab.send(apps.map(({ planPath }) => planPath))).toMatchObject({ verdict: "purged" });
    expect(lab.emulator.requests.slice(before)).toHaveLength(1);
  });

  it("leave unsettled only the app whose targets a refused batch held, on one edge", async () => {
    const lab = await startDeployLab();
    const quota = { ...defaultQuota, targetsPerRequest: 5 };
    const apps = ["a", "b"].map((name) => lab.app(name, { base: { assets: `/${name}/`, pages: `/${name}/` }, quota }));
    for (const app of apps) await app.plan({ "x.css": "1", "y.css": "1", "z.css": "1", "v.css": "1", "w.css": "1" });
    lab.emulator.faults.next({ answer: serviceError(400, "0040") });
    expect(await lab.send(apps.map(({ planPath }) => planPath))).toMatchObject({ verdict: "partial" });
    expect(new Set(Object.values(apps[0]?.states() ?? {}))).toEqual(new Set(["unsettled"]));
    expect(new Set(Object.values(apps[1]?.states() ?? {}))).toEqual(new Set(["settled"]));
  });

  it("are covered by an ALL purge that one of them needs", async () => {
    const lab = await startDeployLab();
    const known = lab.app("known", { base: { assets: "/known/", pages: "/known/" } });
    await known.run(first);
    await known.plan(second);
    const unknown = lab.app("unknown", { onMissingBaseline: "all" });
    await unknown.plan(first);
    expect(await lab.send([known.planPath, unknown.planPath])).toMatchObject({ verdict: "purged" });
    expect(lab.emulator.purges.slice(1)).toMatchObject([{ purgeType: "ALL" }]);
    expect(await known.run(second)).toMatchObject({ verdict: "nothing-to-purge" });
    expect(await unknown.run(first)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("do not wait for one that a guard holds back", async () => {
    const lab = await startDeployLab();
    const [good, bad] = [lab.app("good"), lab.app("bad", { edgeIds: [2] })];
    await good.plan(first);
    await bad.plan(first);
    // As earlier versions wrote it: without a digest of itself.
    const text = readFileSync(bad.baselinePath, "utf8").replace(/,\n {2}"digest": .*/u, "");
    writeFileSync(bad.baselinePath, text.replace('"outputDirectory": "dist"', '"outputDirectory": "out"'));
    const report = await lab.send([bad.planPath, good.planPath]);
    expect(report).toMatchObject({ verdict: "partial", reason: "BASELINE_OTHER_OUTPUT" });
    expect(Object.values(good.states())).not.toContain("unsettled");
    expect(await lab.send([bad.planPath])).toMatchObject({ verdict: "failed", reason: "BASELINE_OTHER_OUTPUT" });
  });

  it("are refused where they are for several accounts' APIs, or for one baseline", async () => {
    const lab = await startDeployLab();
    const [here, there] = [lab.app("here"), lab.app("there", { endpoint: "https://edge.apigw.gov-ntruss.com" })];
    await here.plan(first);
    await there.plan(first);
    const both = [here.planPath, there.planPath];
    await expect(lab.send(both)).rejects.toMatchObject({ code: "PLANS_CONFLICT" });
    const second = lab.app("second");
    await second.plan(first);
    await expect(lab.send([here.planPath, second.planPath], { baseline: here.baselinePath })).rejects.toMatchObject({
      code: "PLANS_CONFLICT",
    });
    expect(lab.emulator.requests).toEqual([]);
  });

  it("are sent as they were written where they were moved into one folder without their baselines", async () => {
    const lab = await startDeployLab();
    const apps = ["a", "b"].map((name) => lab.app(name, { base: { assets: `/${name}/`, pages: `/${name}/` } }));
    const moved = [];
    for (const [index, app] of apps.entries()) {
      await app.plan(first);
      moved.push(copyTo(app.planPath, join(lab.folder, "plans", `${index}.json`)));
    }
    const report = await lab.send(moved);
    expect(report).toMatchObject({ verdict: "purged", counts: { added: 8 }, unsettled: [] });
    expect(report.warnings.map(({ code }) => code)).toEqual(["BASELINE_UNREACHABLE", "BASELINE_UNREACHABLE"]);
    expect(lab.purged()).toHaveLength(10);
  });

  it("keep to the smallest quota among them", async () => {
    const lab = await startDeployLab();
    const quota = { ...defaultQuota, targetsPerRequest: 4 };
    const apps = [lab.app("a"), lab.app("b", { edgeIds: [2], quota })];
    for (const app of apps) await app.plan(first);
    await lab.send(apps.map(({ planPath }) => planPath));
    expect(lab.emulator.purges.map(({ purgeTarget }) => purgeTarget.length)).toEqual([4, 1, 4, 1]);
  });
});
