import type { AssetPath } from "../output/asset-path.ts";
import { coverTargets } from "./order-targets.ts";
import type { PurgePlan } from "./purge-plan.ts";

/** What an unsettled path waits for. */
export type WaitingFor = "accept" | "complete" | "origin" | "verify" | "quota" | "expressible";

/** By edge: paths that cannot count as purged yet, whatever was accepted, and what they wait for. */
export type Waiting = ReadonlyMap<number, ReadonlyMap<AssetPath, WaitingFor>>;

/** With more paths, by edge, that wait for the same. */
export function addWaiting(
  waiting: Waiting,
  more: Iterable<readonly [edgeId: number, assetPaths: Iterable<AssetPath>]>,
  waitingFor: WaitingFor,
): Waiting {
  const added = [...more].map(([edgeId, assetPaths]) => {
    const reasons = [...assetPaths].map((assetPath) => [assetPath, waitingFor] as const);
    return [edgeId, new Map([...(waiting.get(edgeId) ?? []), ...reasons])] as const;
  });
  return new Map([...waiting, ...added]);
}

/** The part of a plan that only waits for the origin; `undefined` where nothing does. */
export function latePlan(plan: PurgePlan, waiting: Waiting | undefined): PurgePlan | undefined {
  const edges = plan.edges.map((edge) => {
    const late = edge.purges.filter(({ assetPath }) => waiting?.get(edge.edgeId)?.get(assetPath) === "origin");
    const wanted = new Set(late.flatMap(({ urls, also }) => [...urls, ...also]));
    const isWanted = ({ type, target }: (typeof edge.targets)[number]) => type === "ALL" || wanted.has(target);
    const targets = late.length > 0 ? [...edge.targets, ...edge.covered].filter(isWanted) : [];
    return { ...edge, purges: late, ...coverTargets(targets) };
  });
  return edges.some(({ purges }) => purges.length > 0) ? { ...plan, edges } : undefined;
}
