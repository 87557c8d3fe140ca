import type { AssetPath } from "../output/asset-path.ts";
import type { WaitingFor } from "./purge-report.ts";

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
