import { afterAll, describe, expect, it, vi } from "vitest";

/** They do what they do otherwise, and are counted. */
const counted = [
  "../baseline/baseline-text.ts",
  "../output/digest-file.ts",
  "../plan-file/format-plan.ts",
  "../plan-file/parse-plan.ts",
  "../plan/plan-build.ts",
  "../plan/targets-of.ts",
];
// Test files share their modules, so these are loaded anew, here and for whoever comes after this file.
vi.resetModules();
for (const path of counted) vi.doMock(path, { spy: true });
const { formatBaseline, parseBaseline } = await import("../baseline/baseline-text.ts");
const { digestFile } = await import("../output/digest-file.ts");
const { formatPlan } = await import("../plan-file/format-plan.ts");
const { parsePlan } = await import("../plan-file/parse-plan.ts");
const { planBuild } = await import("../plan/plan-build.ts");
const { targetsOf } = await import("../plan/targets-of.ts");
const { startDeployLab } = await import("../test/deploy-lab.ts");

afterAll(() => {
  for (const path of counted) vi.doUnmock(path);
  vi.resetModules();
});

const pages = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}.html`, "1"]));
const edited = { ...pages, "7.html": "22", "8.html": "22" };

/** An app on a local Global Edge, and what its runs cost. */
async function start() {
  const lab = await startDeployLab();
  const app = lab.app("app");
  const costOf = async (run: () => Promise<unknown>) => {
    vi.clearAllMocks();
    const before = lab.emulator.requests.length;
    await run();
    const digested = vi.mocked(digestFile).mock.results.map(({ value }) => value.size);
    return {
      files: digested.length,
      bytes: digested.reduce((sum, size) => sum + size, 0),
      baselinesRead: vi.mocked(parseBaseline).mock.calls.length,
      baselinesWritten: vi.mocked(formatBaseline).mock.calls.length,
      plansRead: vi.mocked(parsePlan).mock.calls.length,
      plansWritten: vi.mocked(formatPlan).mock.calls.length,
      plans: vi.mocked(planBuild).mock.calls.length,
      pathsWithTargets: vi.mocked(targetsOf).mock.calls.length,
      requests: lab.emulator.requests.length - before,
    };
  };
  return { app, costOf };
}

const nothing = {
  files: 0,
  bytes: 0,
  baselinesRead: 0,
  baselinesWritten: 0,
  plansRead: 0,
  plansWritten: 0,
  plans: 0,
  pathsWithTargets: 0,
  requests: 0,
};
/** Every file is read, once; the baseline is read once, and compared once. */
const compared = { ...nothing, files: 250, baselinesRead: 1, plans: 1 };

describe("the work of a run", () => {
  it("is to read where nothing changed, once each, and to write nothing", async () => {
    const { app, costOf } = await start();
    // 250 URLs, a hundred a request; before it is sent the baseline says so, and again after that.
    const first = {
      ...compared,
      bytes: 250,
      baselinesRead: 0,
      baselinesWritten: 2,
      pathsWithTargets: 250,
      requests: 3,
    };
    expect(await costOf(() => app.run(pages))).toEqual(first);
    expect(await costOf(() => app.run(pages))).toEqual({ ...compared, bytes: 250 });
  });

  it("grows with what changed, and not with the site", async () => {
    const { app, costOf } = await start();
    await app.run(pages);
    expect(await costOf(() => app.run(edited))).toEqual({
      ...compared,
      bytes: 252,
      baselinesWritten: 2,
      pathsWithTargets: 2,
      requests: 1,
    });
  });

  it("is to work out the URLs of every page where another mapping makes them others", async () => {
    const { app, costOf } = await start();
    await app.run(pages);
    const moved = { base: { assets: "/new/", pages: "/new/" } };
    expect(await costOf(() => app.run(pages, { ...moved, dryRun: true }))).toMatchObject({ pathsWithTargets: 500 });
  });

  it("is to plan once more where a plan is sent, and to read no file", async () => {
    const { app, costOf } = await start();
    await app.run(pages);
    expect(await costOf(() => app.plan(edited))).toEqual({
      ...compared,
      bytes: 252,
      baselinesWritten: 1,
      plansWritten: 1,
      pathsWithTargets: 2,
    });
    expect(await costOf(() => app.send())).toEqual({
      ...nothing,
      baselinesRead: 1,
      baselinesWritten: 2,
      plansRead: 1,
      plans: 1,
      pathsWithTargets: 2,
      requests: 1,
    });
    expect(await costOf(() => app.send())).toEqual({ ...nothing, baselinesRead: 1, plansRead: 1, plans: 1 });
  });
});
