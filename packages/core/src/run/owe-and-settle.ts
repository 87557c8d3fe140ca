import {
  addMapping,
  type Baseline,
  type EdgeSection,
  isSameMapping,
  type RecordedMapping,
} from "../baseline/baseline.ts";
import { BaselineError } from "../baseline/baseline-error.ts";
import { settle } from "../baseline/settle.ts";
import { changeBaseline, type ChangePorts } from "../baseline/stored-baseline.ts";
import { unsettle, unsettlePaths } from "../baseline/unsettle.ts";
import { hasMoreUnder } from "../plan/path-targets.ts";
import type { PurgePlan } from "../plan/purge-plan.ts";
import { acceptedPaths, isWhollyAccepted } from "../report/outcome.ts";
import type { ComparedPlan, DeliveredPlan, OwedPlan, PlanMemory, SettledPlan } from "./plan-stages.ts";

export interface OwePorts extends ChangePorts {
  /** Told where an unusable baseline was kept. */
  readonly tell: (text: string) => void;
}

export interface SettlePorts extends ChangePorts {
  /** Told when the purge was sent and its outcome could not be saved. */
  readonly onUnsaved: (error: BaselineError) => void;
}

/**
 * The half before the requests: every path that will be purged is saved as unsettled. Planning and saving are one step,
 * so that no other run comes between them; where one does, the plan is made again. A baseline that cannot be used is
 * moved out of the way.
 *
 * @throws BaselineError, and what `planFor` throws; nothing is saved then
 */
export async function owePlan(compared: ComparedPlan, { tell, ...ports }: OwePorts): Promise<OwedPlan> {
  const { memory } = compared;
  if (!memory) return compared;
  const found = await setAsideUnusable(memory, tell);
  const owed = await changeBaseline(
    memory.store,
    (now, isFound) => {
      const plan = isFound ? compared.plan : memory.planFor(now);
      const owed = oweAll(plan, now, memory);
      // Several mappings are one once nothing is stale under the others: settling says so.
      const isOne = [...owed.edges.values()].every(({ mappings }) => mappings.length === 1);
      const isDone = hasWork(plan) || (owed === now && isOne);
      return { plan, baseline: isDone ? owed : settleAll(plan, owed, memory, { receipts: [] }) };
    },
    { ...ports, ...(found && { found }) },
  );
  return { ...compared, ...owed };
}

/**
 * Moves a baseline that cannot be used out of the way without losing it, and says where.
 *
 * @returns the baseline that the plan was made for; `undefined` where it is to be read anew
 */
export async function setAsideUnusable({ store, found }: PlanMemory, tell: OwePorts["tell"]) {
  if (!found?.stored || found.baseline) return found;
  const place = await store.setAside(found.stored.version);
  if (place !== undefined) tell(`  the unusable baseline is kept as ${place}`);
  return undefined;
}

/**
 * The half after the requests: what was accepted is settled.
 *
 * @throws BaselineError where nothing was sent or waits, and that cannot be saved
 */
export async function settlePlan(delivered: DeliveredPlan, { onUnsaved, ...ports }: SettlePorts): Promise<SettledPlan> {
  const { plan, memory, text, baseline, ...rest } = delivered;
  if (!memory) return { ...delivered, asWritten: true };
  if (!hasWork(plan)) return delivered;
  const saved = text !== undefined && baseline ? { saved: { text, baseline } } : {};
  try {
    const settled = await changeBaseline(
      memory.store,
      (now) => {
        if (!now) throw removed(memory.store.location);
        return { baseline: settleAll(plan, now, memory, delivered) };
      },
      { ...ports, ...saved },
    );
    return { ...delivered, ...settled };
  } catch (error) {
    const isUnderWay = rest.receipts.length > 0 || [...(rest.waiting?.values() ?? [])].some(({ size }) => size > 0);
    if (!(error instanceof BaselineError) || !isUnderWay) throw error;
    onUnsaved(error);
    return { plan, memory, ...rest };
  }
}

/**
 * What was owed was saved, so somebody removed it since. One with what this run knows would pass for the whole, and
 * what it does not know would never be missed.
 */
function removed(location: string): BaselineError {
  return new BaselineError("BASELINE_UNREADABLE", `The baseline ${location} was removed during the run.`, {
    next: "Find out what removes it. The next run starts over without one.",
  });
}

/** Sections of edges that the plan is not for stay, with what the build changes there as owed. */
export function oweAll(
  { edges, leftOut = [] }: PurgePlan,
  now: Baseline | undefined,
  { mark, outputDirectory, recordBuild }: PlanMemory,
): Baseline {
  const sections = new Map(now?.edges);
  let isSame = now?.outputDirectory === outputDirectory;
  const put = (edgeId: number, section: EdgeSection) => {
    isSame &&= sections.get(edgeId) === section;
    sections.set(edgeId, section);
  };
  const news = edges.filter(({ edgeId, mapping }) => !listsMapping(now?.edges.get(edgeId), mapping));
  for (const edge of edges) put(edge.edgeId, unsettle(sections.get(edge.edgeId), { mark, ...edge }));
  for (const { edgeId, ...changes } of leftOut) {
    const section = sections.get(edgeId);
    if (!section) continue;
    const paths = unsettlePaths(section.paths, { mark, ...changes });
    // What moves for the run moves on the origin, and may have moved back when the edge is purged again. An edge whose
    // mapping has always been another one is let be.
    const mappings = news.reduce((listed, { mapping }) => addMapping(listed, mapping), section.mappings);
    if (paths !== section.paths || mappings !== section.mappings) put(edgeId, { ...section, mappings, paths });
  }
  const builds = recordBuild(now?.builds ?? []);
  // The very baseline that is known, where nothing differs: then nothing has to be written.
  return now && isSame && isSameBuilds(builds, now.builds) ? now : { outputDirectory, builds, edges: sections };
}

function listsMapping(section: EdgeSection | undefined, mapping: RecordedMapping): boolean {
  return section?.mappings.some((listed) => isSameMapping(listed, mapping)) === true;
}

function isSameBuilds(one: Baseline["builds"], other: Baseline["builds"]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A path whose URLs cannot be sent is owed all the same. */
function hasWork({ edges, batches }: PurgePlan): boolean {
  return batches.length > 0 || edges.some(({ purges }) => purges.length > 0);
}

function settleAll(
  { edges }: PurgePlan,
  now: Baseline | undefined,
  { mark, outputDirectory }: PlanMemory,
  { receipts, waiting }: Pick<DeliveredPlan, "receipts" | "waiting">,
): Baseline {
  const sections = new Map(now?.edges);
  for (const edge of edges) {
    const settled = settle(sections.get(edge.edgeId) ?? { mappings: [], paths: new Map() }, {
      mark,
      isAccepted: acceptedPaths(edge, receipts, waiting),
      hasMoreUnder: (assetPath, earlier) => hasMoreUnder(assetPath, earlier, edge.mapping),
      settlesWholeEdge: edge.isUnknown && isWhollyAccepted(edge, receipts, waiting),
      ...edge,
    });
    sections.set(edge.edgeId, settled);
  }
  return { outputDirectory, ...(now?.builds && { builds: now.builds }), edges: sections };
}
