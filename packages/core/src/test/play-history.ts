import assert from "node:assert/strict";
import { type Baseline, isSameMapping, recordMapping } from "../baseline/baseline.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import { createMemoryStore } from "./memory-store.ts";
import { defaultQuota } from "../client/quota.ts";
import type { PurgeReceipt } from "../client/receipts.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import type { Mapping } from "../options/option-values.ts";
import { planBuild } from "../plan/plan-build.ts";
import type { EdgePlan, PurgePlan } from "../plan/purge-plan.ts";
import { acceptedPaths, type Outcome } from "../report/outcome.ts";
import { takenOverPaths, unsettledPaths } from "../report/unsettled-paths.ts";
import { verdictOf } from "../report/verdict.ts";
import { execute } from "./execute.ts";
import { manifestOf } from "./entries.ts";
import { createFakeClock } from "./fake-clock.ts";
import { ModelEdge } from "./model-edge.ts";
import type { Answer, Step } from "./model-history.ts";
import { type Files, isImmutable, mappings, originOf, universe } from "./model-site.ts";

/** The process died. */
class Crash extends Error {}

/** How far a run came. */
interface Ran {
  readonly plan: PurgePlan;
  /** Absent where the process died. */
  readonly outcome?: Outcome;
}

/** Plays a history against the real planning, marking and settling, and against a model of edges and an origin. */
export class World {
  readonly edges: ReadonlyMap<number, ModelEdge> = new Map([1, 2].map((edgeId) => [edgeId, new ModelEdge()]));
  readonly #clock = createFakeClock();
  #store = createMemoryStore();
  #origin = originOf({}, { assets: "/", pages: "/" });
  #runs = 0;
  /** How many runs ended with a verdict that promises something. */
  promises = 0;

  async play(history: readonly Step[]): Promise<void> {
    for (const [index, step] of history.entries()) await this.#step(step, history[index + 1]);
  }

  async #step(step: Step, next: Step | undefined): Promise<void> {
    this.#meddle(step.baseline);
    this.#visit(step.visits);
    for (const edge of this.edges.values()) edge.excuseUntracked();
    if (!step.isDeployed) return this.#planOnly(step);

    this.#origin = originOf(step.files, mappingOf(step).base);
    this.#visit(step.visits + 1);
    let ran = await this.#run(step, step, next);
    // A deploy that died after its upload and before it saved what it owes is run again: nobody else can know of it.
    if (!ran) ran = await this.#run(step, { ...step, crashAt: undefined }, next);
    if (!ran) throw new Error("A run without a crash left no mark.");
    this.#visit(step.visits + 2);
    if (ran.outcome) this.#judge(step, ran.outcome);
  }

  #meddle(baseline: Step["baseline"]): void {
    if (baseline === "kept") return;
    this.#store = createMemoryStore(baseline === "corrupted" ? '{ "version": 1, half' : undefined);
    for (const edge of this.edges.values()) edge.forget();
  }

  /** Visitors, who ask for some URLs of all there may ever be. */
  #visit(visits: number): void {
    for (const [index, url] of universe.entries()) {
      if (visits === 0 || (visits > 1 && (index * 7 + visits * 3) % 5 > 1)) continue;
      for (const edge of this.edges.values()) edge.visit(url, this.#origin);
    }
  }

  /** Saves what a build owes, as a plan does that is sent later. */
  async #planOnly(step: Step): Promise<void> {
    await this.#run(step, { ...step, crashAt: undefined }, undefined, () => {
      throw new Crash();
    });
  }

  /** One run over a step's build, from reading the baseline to its end or death; `undefined` where it left no trace. */
  async #run(
    step: Step,
    { crashAt, answers, meanwhile }: Step,
    next: Step | undefined,
    beforeSending: () => void = () => {},
  ): Promise<Ran | undefined> {
    const { baseline, whyMissing, stored } = await loadBaseline(this.#store);
    if (stored && !baseline) await this.#store.setAside(stored.version);
    for (const [edgeId, edge] of this.edges) if (!baseline?.edges.has(edgeId)) edge.forget();

    const version = (await this.#store.read())?.version;
    const { store, point } = crashing(this.#store, crashAt);
    let plan: PurgePlan | undefined;
    let outcome: Outcome | undefined;
    const planFor = (found: Baseline | undefined) => (plan = this.#plan(step, found, whyMissing));
    try {
      outcome = await execute(planFor, "dist", `run-${++this.#runs}`, {
        store,
        clock: this.#clock,
        random: () => 0,
        onUnsaved: (error) => assert.fail(error),
        send: async (owed) => {
          beforeSending();
          await this.#noteMarked(step, owed);
          if (meanwhile === "twin") {
            const twin = await this.#run(step, { ...step, crashAt: undefined, meanwhile: "nothing" }, undefined);
            if (twin?.outcome && step.isDeployed) this.#judge(step, twin.outcome);
          }
          if (meanwhile === "plan" && next) await this.#planOnly({ ...next, isDeployed: false });
          return { receipts: await this.#send(owed, answers, point) };
        },
      });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    if (!plan || (!outcome && (await this.#store.read())?.version === version)) return undefined;
    await this.#noteMarked(step, plan);
    if (outcome) this.#notePurged(step, plan, (edge) => acceptedPaths(edge, outcome.receipts));
    else if (step.isDeployed) await this.#noteDied(step, plan);
    await this.#noteMappings();
    return { plan, ...(outcome && { outcome }) };
  }

  #plan({ files, options }: Step, baseline: Baseline | undefined, whyMissing: string | undefined): PurgePlan {
    const { edgeIds, purge, onMissingBaseline, also } = options;
    const quota = { ...defaultQuota, targetsPerRequest: 3 };
    return planBuild({
      manifest: manifestOf(counted(files, countsOf(options)), isImmutable),
      baseline,
      whyMissing,
      mapping: mappings[options.mapping] ?? mappings[0]!,
      counts: countsOf(options),
      settings: { edgeIds, purge, onMissingBaseline, allowShrink: true, quota, also },
      now: new Date(this.#clock.now() + this.#runs * 1000).toISOString(),
    });
  }

  async #send(plan: PurgePlan, answers: readonly Answer[], point: () => void): Promise<readonly PurgeReceipt[]> {
    const receipts: PurgeReceipt[] = [];
    for (const [index, batch] of plan.batches.entries()) {
      point();
      const answer = answers[index] ?? "accepted";
      if (answer !== "rejected") this.edges.get(batch.edgeId)?.purge(batch);
      this.#visit(index + 2);
      point();
      receipts.push({ batch, status: answer === "lost" ? "failed" : answer, requestIds: [], attempts: 1 });
    }
    return receipts;
  }

  async #noteMarked(step: Step, plan: PurgePlan): Promise<void> {
    const { baseline } = await loadBaseline(this.#store);
    for (const [edgeId, edge] of this.edges) {
      const planned = plan.edges.find((one) => one.edgeId === edgeId);
      if (!planned) {
        edge.forget();
        continue;
      }
      const purged = new Set(
        planned.purges.filter(({ reason }) => reason !== "mapping").map(({ assetPath }) => assetPath),
      );
      const recorded = planned.diff.paths.filter(
        ({ assetPath, kind }) => kind !== "unchanged" && !purged.has(assetPath),
      );
      const switchedOff = recorded.filter(({ assetPath, kind }) => kind === "changed" || !isImmutable(assetPath));
      for (const { kind, assetPath } of switchedOff) {
        // Nothing but an option keeps a difference from being purged, and a page that is not behind this edge.
        if (step.options.mapping !== 4 || !assetPath.endsWith(".html"))
          assert(kind === "unchanged" || !step.options.purge.includes(kind), `${assetPath} is ${kind} and not purged`);
      }
      edge.noteMarked({
        files: step.files,
        mapping: mappingOf(step),
        counts: countsOf(step.options),
        isDeployed: step.isDeployed,
        known: new Set(baseline?.edges.get(edgeId)?.paths.keys()),
        switchedOff: switchedOff.map(({ assetPath }) => assetPath),
      });
    }
  }

  #notePurged(step: Step, plan: PurgePlan, isDone: (edge: EdgePlan) => (assetPath: string) => boolean): void {
    for (const planned of plan.edges) {
      const isAccepted = isDone(planned);
      const accepted = planned.purges.filter(({ assetPath }) => isAccepted(assetPath));
      const edge = this.edges.get(planned.edgeId);
      assert.deepEqual(edge?.notePurged(accepted, step.files, mappingOf(step), this.#origin), []);
    }
  }

  /** The process died, perhaps after it had saved what was accepted: the baseline says, and must not lie either. */
  async #noteDied(step: Step, plan: PurgePlan): Promise<void> {
    const { baseline } = await loadBaseline(this.#store);
    this.#notePurged(step, plan, ({ edgeId }) => {
      const paths = baseline?.edges.get(edgeId)?.paths;
      return (assetPath) => paths?.get(assetPath)?.state !== "unsettled";
    });
    this.#expectSettledFresh(step, plan, baseline);
  }

  /** Which mappings count is the baseline's to say: what it leaves out must be fresh by now. */
  async #noteMappings(): Promise<void> {
    const { baseline } = await loadBaseline(this.#store);
    for (const [edgeId, edge] of this.edges) {
      const section = baseline?.edges.get(edgeId);
      if (!section || section.wholeEdgeUnsettled) continue;
      const isListed = (mapping: Mapping) => section.mappings.some((one) => isSameMapping(one, recordMapping(mapping)));
      const isUnsettled = (assetPath: string) => section.paths.get(assetPath)?.state === "unsettled";
      assert.deepEqual(edge.forgetMappings(mappings.filter(isListed), isUnsettled, this.#origin), []);
    }
  }

  #judge(step: Step, outcome: Outcome): void {
    const verdict = verdictOf({
      sendsLater: false,
      failures: 0,
      planned: outcome.plan.batches.length,
      statuses: outcome.receipts.map(({ status }) => status),
      // A path that another run took over is that run's to purge: this one promises nothing of it.
      left: unsettledPaths(outcome).length + takenOverPaths(outcome).size,
    });
    if (verdict === "purged" || verdict === "nothing-to-purge") {
      for (const edgeId of step.options.edgeIds) this.#expectFresh(step, edgeId);
    } else this.#expectSettledFresh(step, outcome.plan, outcome.baseline);
  }

  /** Of several edges, one may be settled while another is not. */
  #expectSettledFresh(step: Step, { edges }: PurgePlan, baseline: Baseline | undefined): void {
    for (const { edgeId } of edges) {
      const section = baseline?.edges.get(edgeId);
      const isSettled = section && [...section.paths.values()].every(({ state }) => state !== "unsettled");
      if (isSettled && section.mappings.length === 1 && !section.wholeEdgeUnsettled) this.#expectFresh(step, edgeId);
    }
  }

  #expectFresh(step: Step, edgeId: number): void {
    this.promises++;
    const edge = this.edges.get(edgeId);
    assert.deepEqual(edge?.findStale(step.files, mappingOf(step), countsOf(step.options), this.#origin), []);
  }
}

function mappingOf({ options }: Step) {
  return mappings[options.mapping] ?? mappings[0]!;
}

function countsOf({ excluded }: Step["options"]): (assetPath: string) => boolean {
  return (assetPath) => excluded === "" || !assetPath.startsWith(excluded);
}

function counted(files: Files, counts: (assetPath: string) => boolean): Files {
  return Object.fromEntries(Object.entries(files).filter(([assetPath]) => counts(assetPath)));
}

/** The same store for a process that dies after some number of things that it does outside of itself. */
function crashing(inner: BaselineStore, crashAt: number | undefined) {
  let points = 0;
  const point = () => {
    if (points++ === crashAt) throw new Crash();
  };
  const around = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    point();
    const value = await act();
    point();
    return value;
  };
  const store: BaselineStore = {
    location: inner.location,
    read: () => around(() => inner.read()),
    write: (text, expected) => around(() => inner.write(text, expected)),
    setAside: (expected) => around(() => inner.setAside(expected)),
  };
  return { store, point };
}
