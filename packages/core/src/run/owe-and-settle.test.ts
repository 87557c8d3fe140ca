import { describe, expect, it } from "vitest";
import { BaselineError } from "../baseline/baseline-error.ts";
import { formatBaseline, parseBaseline } from "../baseline/baseline-text.ts";
import { type Baseline, type BaselineEntry, type EdgeSection, recordMapping } from "../baseline/baseline.ts";
import { createMemoryStore } from "../test/memory-store.ts";
import { defaultQuota } from "../client/quota.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import { planBuild, type PlanInput } from "../plan/plan-build.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { manifestOf, settled, unsettled } from "../test/entries.ts";
import { createFakeClock } from "../test/fake-clock.ts";
import { type Delivered, execute, type ExecutePorts } from "../test/execute.ts";

const mapping: Mapping = { base: { assets: "/", pages: "/" }, aliases: "none", queries: [] };
const isImmutable = (assetPath: string) => assetPath.startsWith("assets/");
const settings: PlanInput["settings"] = {
  edgeIds: [1],
  purge: purgeKinds,
  also: {},
  onMissingBaseline: "mutable",
  allowShrink: false,
  quota: { ...defaultQuota, targetsPerRequest: 1 },
};

const plannerOf =
  (build: Readonly<Record<string, string>>, rest: Partial<PlanInput["settings"]> = {}) =>
  (baseline: Baseline | undefined): PurgePlan =>
    planBuild({
      manifest: manifestOf(build, isImmutable),
      baseline,
      whyMissing: undefined,
      mapping,
      counts: () => true,
      settings: { ...settings, ...rest },
      now: "2026-10-01T00:00:00.000Z",
    });

function storeWith(entries: Readonly<Record<string, BaselineEntry>>, rest: Partial<EdgeSection> = {}) {
  const section: EdgeSection = { mappings: [recordMapping(mapping)], paths: new Map(Object.entries(entries)), ...rest };
  return createMemoryStore(
    formatBaseline({
      outputDirectory: "dist",
      builds: [{ id: "a build", live: true }],
      edges: new Map([[1, section]]),
    }),
  );
}

async function sectionIn(store: BaselineStore, edgeId = 1): Promise<EdgeSection | undefined> {
  const parsed = parseBaseline((await store.read())?.text ?? "");
  return "baseline" in parsed ? parsed.baseline.edges.get(edgeId) : undefined;
}

async function entriesIn(store: BaselineStore): Promise<object> {
  return Object.fromEntries((await sectionIn(store))?.paths ?? []);
}

const answer =
  (isAccepted: (target: string) => boolean = () => true) =>
  async (plan: PurgePlan): Promise<Delivered> => ({
    receipts: plan.batches.map((batch) => ({
      batch,
      status: batch.targets.every(isAccepted) ? "accepted" : "rejected",
      requestIds: ["1"],
      attempts: 1,
    })),
  });

function ports(store: BaselineStore, rest: Partial<ExecutePorts> = {}): ExecutePorts {
  const onUnsaved = (error: BaselineError): never => {
    throw error;
  };
  return { store, clock: createFakeClock(), random: () => 0, send: answer(), onUnsaved, ...rest };
}

/** The process dies at the n-th thing that it does outside of itself: before it, or after it and before it hears of it. */
class Crash extends Error {}

function crashingAt(step: number, inner: BaselineStore, send: ExecutePorts["send"]) {
  let steps = 0;
  const around = async <T>(act: () => Promise<T>): Promise<T> => {
    if (steps++ === step) throw new Crash("before");
    const result = await act();
    if (steps++ === step) throw new Crash("after");
    return result;
  };
  const store: BaselineStore = {
    location: inner.location,
    read: () => around(() => inner.read()),
    write: (text, expected) => around(() => inner.write(text, expected)),
    setAside: (expected) => around(() => inner.setAside(expected)),
  };
  return ports(store, { send: (plan) => around(() => send(plan)) });
}

const before = { "a.js": settled("1"), "b.js": settled("1"), "c.js": settled("1") };
const build = { "a.js": "2", "b.js": "2", "c.js": "1", "assets/d-1.js": "1" };
const done = {
  "a.js": settled("2"),
  "b.js": settled("2"),
  "c.js": settled("1"),
  "assets/d-1.js": settled("1", { immutable: true }),
};

describe("execute", () => {
  it("marks, sends, settles", async () => {
    const store = storeWith(before);
    let seen: object = {};
    const { receipts, baseline } = await execute(plannerOf(build), "dist", "mine", {
      ...ports(store),
      send: async (plan) => {
        seen = await entriesIn(store);
        return answer()(plan);
      },
    });
    expect(seen).toEqual({ ...done, "a.js": unsettled("mine"), "b.js": unsettled("mine") });
    expect(receipts).toHaveLength(2);
    expect(await entriesIn(store)).toEqual(done);
    expect(baseline?.edges.get(1)).toEqual(await sectionIn(store));
  });

  it("leaves what was not accepted marked", async () => {
    const store = storeWith(before);
    await execute(plannerOf(build), "dist", "mine", ports(store, { send: answer((target) => target !== "/b.js") }));
    expect(await entriesIn(store)).toEqual({ ...done, "b.js": unsettled("mine") });
  });

  it("sends B's paths again after a purge of B that failed, though A is built again", async () => {
    const store = storeWith(before);
    await execute(plannerOf(build), "dist", "failed", ports(store, { send: answer(() => false) }));
    const { plan } = await execute(plannerOf({ "a.js": "1", "b.js": "1", "c.js": "1" }), "dist", "mine", ports(store));
    expect(plan.batches.flatMap(({ targets }) => targets)).toEqual(["/a.js", "/b.js"]);
    expect(await entriesIn(store)).toMatchObject(before);
  });

  it("sends the bytes that come back under an immutable name, if they are others", async () => {
    const other = { "a.js": "1", "b.js": "1", "c.js": "1" };
    const store = storeWith({ ...before, "assets/d-1.js": settled("1", { immutable: true }) });
    const sent = async (files: Record<string, string>) => {
      const { plan } = await execute(plannerOf({ ...other, ...files }), "dist", "mine", ports(store));
      return plan.batches.flatMap(({ targets }) => targets);
    };
    expect(await sent({})).toEqual([]);
    expect(await sent({ "assets/d-1.js": "2" })).toEqual(["/assets/d-1.js"]);
    expect(await sent({ "assets/d-1.js": "1" })).toEqual(["/assets/d-1.js"]);
    expect(await sent({ "assets/d-1.js": "1" })).toEqual([]);
  });

  // Two steps for each of: read, write, send, read, write.
  it.each(Array.from({ length: 11 }, (_, step) => step))(
    "loses no purge and no record when it is killed at step %i of 10",
    async (step) => {
      const store = storeWith(before);
      const run = execute(plannerOf(build), "dist", "killed", crashingAt(step, store, answer()));
      if (step < 10) await expect(run).rejects.toThrow(Crash);
      else await run;
      const found = await entriesIn(store);
      // Once marked, everything that differs is owed or settled, and every record is there.
      if (step > 2) expect({ ...found, "a.js": 0, "b.js": 0 }).toEqual({ ...done, "a.js": 0, "b.js": 0 });
      else expect(found).toEqual(before);
      const { plan } = await execute(plannerOf(build), "dist", "mine", ports(store));
      expect(plan.batches.flatMap(({ targets }) => targets)).toEqual(step > 8 ? [] : ["/a.js", "/b.js"]);
      expect(await entriesIn(store)).toEqual(done);
    },
  );

  it("writes nothing, and sends nothing, where nothing differs", async () => {
    const store = storeWith(before);
    const version = (await store.read())?.version;
    const send = () => Promise.reject(new Error("sent"));
    const { receipts } = await execute(
      plannerOf({ "a.js": "1", "b.js": "1", "c.js": "1" }),
      "dist",
      "mine",
      ports(store, { send }),
    );
    expect(receipts).toEqual([]);
    expect((await store.read())?.version).toBe(version);
  });

  it("plans again on what another run left between reading and marking", async () => {
    const store = storeWith(before);
    let isFirst = true;
    const racing: BaselineStore = {
      ...store,
      async write(text, expected) {
        if (isFirst) {
          isFirst = false;
          await execute(plannerOf({ ...build, "c.js": "3" }), "dist", "other", ports(store));
        }
        return store.write(text, expected);
      },
    };
    const { plan } = await execute(plannerOf(build), "dist", "mine", ports(racing));
    expect(plan.batches.flatMap(({ targets }) => targets)).toEqual(["/c.js"]);
    expect(await entriesIn(store)).toEqual(done);
  });

  it("leaves a path to another run that took it over while requests were out", async () => {
    const store = storeWith(before);
    const send = async (plan: PurgePlan) => {
      const refused = { send: answer((target) => target !== "/a.js") };
      await execute(plannerOf({ ...build, "a.js": "3" }), "dist", "other", ports(store, refused));
      return answer()(plan);
    };
    const { baseline } = await execute(plannerOf(build), "dist", "mine", ports(store, { send }));
    expect(await entriesIn(store)).toEqual({ ...done, "a.js": unsettled("other") });
    expect(baseline?.edges.get(1)?.paths.get("a.js")).toEqual(unsettled("other"));
  });

  it("marks a path again that another run settled at other bytes while requests were out", async () => {
    const store = storeWith(before);
    const send = async (plan: PurgePlan) => {
      await execute(plannerOf({ ...build, "a.js": "3" }), "dist", "other", ports(store));
      return answer()(plan);
    };
    await execute(plannerOf(build), "dist", "mine", ports(store, { send }));
    expect(await entriesIn(store)).toEqual({ ...done, "a.js": unsettled("mine") });
  });

  it("sends and saves nothing where the plan is refused", async () => {
    const store = storeWith(
      Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}.js`, settled("1")])),
    );
    const version = (await store.read())?.version;
    const send = () => Promise.reject(new Error("sent"));
    await expect(execute(plannerOf(build), "dist", "mine", ports(store, { send }))).rejects.toMatchObject({
      code: "OUTPUT_SHRANK",
    });
    expect((await store.read())?.version).toBe(version);
  });

  it("sends nothing where the marks cannot be saved", async () => {
    const store = storeWith(before);
    const unwritable = new BaselineError("BASELINE_UNWRITABLE", "full", { next: "" });
    const send = () => Promise.reject(new Error("sent"));
    const run = execute(plannerOf(build), "dist", "mine", {
      ...ports(store, { send }),
      store: { ...store, write: () => Promise.reject(unwritable) },
    });
    await expect(run).rejects.toBe(unwritable);
  });

  it("tells of an outcome that cannot be saved, and leaves the marks", async () => {
    const store = storeWith(before);
    const unwritable = new BaselineError("BASELINE_UNWRITABLE", "full", { next: "" });
    const told: BaselineError[] = [];
    let writes = 0;
    const write: BaselineStore["write"] = (text, expected) =>
      writes++ === 0 ? store.write(text, expected) : Promise.reject(unwritable);
    const outcome = await execute(plannerOf(build), "dist", "mine", {
      ...ports(store),
      store: { ...store, write },
      onUnsaved: (error) => told.push(error),
    });
    expect(outcome.receipts).toHaveLength(2);
    expect(outcome).not.toHaveProperty("baseline");
    expect(told).toEqual([unwritable]);
    expect(await entriesIn(store)).toMatchObject({ "a.js": unsettled("mine") });
  });

  it("keeps a section for each edge, also of one that a run leaves out: what the build moves is owed there", async () => {
    const store = storeWith({
      ...before,
      "gone.html": settled("1"),
      "assets/e-1.js": settled("1", { immutable: true }),
    });
    await execute(plannerOf(build, { edgeIds: [2] }), "dist", "mine", ports(store));
    expect((await sectionIn(store, 2))?.paths.get("a.js")).toEqual(settled("2"));
    expect(await entriesIn(store)).toEqual({
      "a.js": unsettled("mine"),
      "b.js": unsettled("mine"),
      "c.js": settled("1"),
      "gone.html": unsettled("mine", { removed: true }),
      // Nobody asks for these once they are gone, or before they are there; other bytes under the name are a change.
      "assets/d-1.js": settled("1", { immutable: true }),
      "assets/e-1.js": expect.objectContaining({ state: "gone" }) as object,
    });
    const { plan } = await execute(plannerOf(build), "dist", "back", ports(store));
    expect(plan.batches.flatMap(({ targets }) => targets)).toEqual(["/a.js", "/b.js", "/gone.html"]);
    expect((await sectionIn(store, 2))?.paths.get("a.js")).toEqual(settled("2"));
  });

  it("takes nothing for known of what was excluded while an edge was left out, but for what is owed", async () => {
    const store = storeWith({ ...before, "b.js": unsettled("earlier") });
    const excluding = { edgeIds: [2], counts: (assetPath: string) => assetPath.startsWith("a") };
    await execute(plannerOf({ "a.js": "1" }, excluding), "dist", "mine", ports(store));
    expect(await entriesIn(store)).toMatchObject({ "b.js": unsettled("earlier") });
    const { plan } = await execute(plannerOf({ ...build, "a.js": "1" }), "dist", "back", ports(store));
    expect(plan.batches.flatMap(({ targets }) => targets)).toEqual(["/b.js", "/c.js"]);
  });

  it("notices other bytes under an immutable name that came while an edge was left out", async () => {
    const store = storeWith(before);
    await execute(plannerOf(build, { edgeIds: [2] }), "dist", "mine", ports(store));
    const edited = { ...build, "assets/d-1.js": "2" };
    await execute(plannerOf(edited, { edgeIds: [2] }), "dist", "mine", ports(store));
    const { plan } = await execute(plannerOf(edited), "dist", "back", ports(store));
    expect(plan.batches.flatMap(({ targets }) => targets)).toContain("/assets/d-1.js");
  });

  it("remembers of an edge that is left out for long no more that is gone than is there", async () => {
    const store = storeWith({ "a.js": settled("1") });
    for (let build = 1; build <= 20; build++) {
      const files = { "a.js": "1", [`assets/${build}-1.js`]: "1" };
      await execute(plannerOf(files, { edgeIds: [2] }), "dist", `build ${build}`, ports(store));
    }
    const names = (edgeId: number) =>
      sectionIn(store, edgeId).then((section) =>
        [...(section?.paths ?? [])].map(([path, { state }]) => `${path} ${state}`),
      );
    expect(await names(2)).toHaveLength(4);
    expect(await names(1)).toEqual(await names(2));
  });

  it("owes nothing of what it forgets, where much is gone at once", async () => {
    const assets = Array.from({ length: 10 }, (_, index) => [
      `assets/${index}-1.js`,
      settled("1", { immutable: true }),
    ]);
    const store = storeWith({ "a.js": settled("1"), ...Object.fromEntries(assets) });
    await execute(plannerOf({ "a.js": "2" }, { allowShrink: true }), "dist", "mine", ports(store));
    expect(await entriesIn(store)).toEqual({
      "a.js": settled("2"),
      "assets/9-1.js": expect.objectContaining({ state: "gone" }) as object,
    });
  });

  it("leaves to an edge that is left out what it owes, and writes nothing where nothing moves", async () => {
    const store = storeWith({ ...before, "a.js": unsettled("earlier") });
    await execute(plannerOf({ ...build, "a.js": "1" }, { edgeIds: [2] }), "dist", "mine", ports(store));
    await execute(plannerOf({ ...build, "a.js": "1" }, { edgeIds: [2] }), "dist", "again", ports(store));
    const text = (await store.read())?.text;
    const writing = { ...store, write: () => Promise.reject(new Error("written")) };
    await execute(plannerOf({ ...build, "a.js": "1" }, { edgeIds: [2] }), "dist", "third", ports(writing));
    expect((await store.read())?.text).toBe(text);
    expect(await entriesIn(store)).toMatchObject({ "a.js": { state: "unsettled" } });
  });

  it("settles a name that is no URL by the wide target that covers it", async () => {
    const store = storeWith(before);
    const also = { "img/**": ["/img/*"] };
    await execute(plannerOf({ ...build, "img/st*r.png": "1" }), "dist", "mine", ports(store));
    expect(await entriesIn(store)).toMatchObject({ "img/st*r.png": unsettled("mine") });
    await execute(plannerOf({ ...build, "img/st*r.png": "1" }, { also }), "dist", "mine", ports(store));
    expect(await entriesIn(store)).toMatchObject({ "img/st*r.png": settled("1") });
  });

  it("does not settle a path whose also was refused", async () => {
    const store = storeWith(before);
    const also = { "a.js": ["/feed"] };
    const send = answer((target) => target !== "/feed");
    await execute(plannerOf(build, { also }), "dist", "mine", ports(store, { send }));
    expect(await entriesIn(store)).toEqual({ ...done, "a.js": unsettled("mine") });
  });
});

describe("execute, where each build has queries of its own", () => {
  const queried = (id: number): Mapping => ({ ...mapping, queries: { "**/data.json": [`b=${id}`] } });
  const build = (id: number, files: Readonly<Record<string, string>>) => (baseline: Baseline | undefined) =>
    planBuild({
      manifest: manifestOf(files, isImmutable),
      baseline,
      whyMissing: undefined,
      mapping: queried(id),
      counts: () => true,
      settings,
      now: "2026-10-01T00:00:00.000Z",
    });

  async function run(store: BaselineStore, id: number, files: Readonly<Record<string, string>>) {
    const outcome = await execute(build(id, files), "dist", `run-${id}`, ports(store));
    return outcome.plan.batches.flatMap(({ targets }) => targets).toSorted();
  }

  it("purges no more from build to build while a path is owed that no request can purge", async () => {
    const store = createMemoryStore();
    const files = { "a/data.json": "1", "b.html": "1", "c*.png": "1" };
    await run(store, 1, files);
    for (const id of [2, 3, 4, 5]) {
      // Those of the last build, and of this one.
      expect(await run(store, id, files)).toEqual([`/a/data.json?b=${id - 1}`, `/a/data.json?b=${id}`]);
      expect((await sectionIn(store))?.mappings).toEqual([recordMapping(queried(id))]);
    }
    expect(await entriesIn(store)).toMatchObject({ "c*.png": { state: "unsettled" } });
  });

  it("purges a path that is owed under each build's queries once that can be", async () => {
    const store = createMemoryStore();
    const files = { "a/data.json": "1", "b.html": "1" };
    await execute(build(1, files), "dist", "run-1", ports(store));
    const refused = ports(store, { send: answer((target) => !target.startsWith("/a/")) });
    await execute(build(2, { ...files, "a/data.json": "2" }), "dist", "run-2", refused);
    await execute(build(3, files), "dist", "run-3", refused);
    expect((await sectionIn(store))?.mappings).toEqual([1, 2, 3].map((id) => recordMapping(queried(id))));
    const all = ["/a/data.json", ...[1, 2, 3].map((id) => `/a/data.json?b=${id}`)];
    expect(await run(store, 3, files)).toEqual(all);
    expect((await sectionIn(store))?.mappings).toEqual([recordMapping(queried(3))]);
  });
});

describe("execute without a baseline", () => {
  const all = { onMissingBaseline: "all" as const };

  it("makes one", async () => {
    const store = createMemoryStore();
    const { plan } = await execute(plannerOf(build), "dist", "mine", ports(store));
    expect(plan.batches.flatMap(({ targets }) => targets)).toEqual(["/a.js", "/b.js", "/c.js"]);
    expect(await entriesIn(store)).toEqual(done);
  });

  it("purges everything once where that is wanted, and again until it is accepted", async () => {
    const store = createMemoryStore();
    const types = async (rest: Partial<ExecutePorts> = {}) => {
      const { plan } = await execute(plannerOf(build, all), "dist", "mine", ports(store, rest));
      return plan.batches.map(({ type }) => type);
    };
    expect(
      await types({
        send: async (plan) => ({
          receipts: [{ batch: plan.batches[0]!, status: "rejected", requestIds: [], attempts: 1 }],
        }),
      }),
    ).toEqual(["ALL"]);
    expect(await sectionIn(store)).toMatchObject({ wholeEdgeUnsettled: true });
    expect(await types()).toEqual(["ALL"]);
    expect(await sectionIn(store)).not.toHaveProperty("wholeEdgeUnsettled");
    expect(await entriesIn(store)).toEqual(done);
    expect(await types()).toEqual([]);
  });

  it("owes a purge of everything for a site without files, too", async () => {
    const store = createMemoryStore();
    const refused: ExecutePorts["send"] = async ({ batches }) => ({
      receipts: batches.map((batch) => ({ batch, status: "rejected", requestIds: [], attempts: 1 })),
    });
    await execute(plannerOf({}, { ...all, allowShrink: true }), "dist", "mine", ports(store, { send: refused }));
    expect(await sectionIn(store)).toMatchObject({ wholeEdgeUnsettled: true });
  });

  it("stops where one is demanded, for one edge of several, too", async () => {
    const demanding = { onMissingBaseline: "error" as const };
    await expect(
      execute(plannerOf(build, demanding), "dist", "mine", ports(createMemoryStore())),
    ).rejects.toMatchObject({ code: "BASELINE_MISSING" });
    const store = storeWith(before);
    await expect(
      execute(plannerOf(build, { ...demanding, edgeIds: [1, 2] }), "dist", "mine", ports(store)),
    ).rejects.toMatchObject({ code: "BASELINE_MISSING", message: expect.stringContaining("edge 2") });
    expect(await entriesIn(store)).toEqual(before);
  });
});
