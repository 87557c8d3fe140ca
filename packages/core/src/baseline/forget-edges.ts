import type { Settings } from "../options/settings.ts";
import type { System } from "../system/system.ts";
import { baselinePlace, type Output, outputsOf } from "./state-folder.ts";
import { changeBaseline, loadBaseline } from "./stored-baseline.ts";
import { openBaseline } from "./stores/open-store.ts";

/** What one baseline knew of edges that it was told to forget. */
export interface ForgottenEdges {
  /** Where the baseline lies, for people. */
  readonly baseline: string;
  readonly edges: readonly {
    readonly edgeId: number;
    /** Paths that it knew of the edge; absent where it knew no such edge. */
    readonly paths?: number;
  }[];
}

/**
 * Drops what the baselines of an environment know of edges, and what is owed to them: no run does that by itself. For
 * an edge that is gone, and for one that a typing error brought in. With `dryRun` nothing is changed.
 *
 * @returns one for each output that has a baseline here; a build has one, unless it writes several folders
 * @throws BaselineError where a baseline cannot be read or written
 */
export async function forgetEdges(settings: Settings, system: System): Promise<readonly ForgottenEdges[]> {
  const forgotten: ForgottenEdges[] = [];
  for (const output of outputsOf(settings)) forgotten.push(await forgetIn(output, settings, system));
  return forgotten;
}

async function forgetIn(output: Output, settings: Settings, system: System): Promise<ForgottenEdges> {
  const store = openBaseline(baselinePlace(settings, output), settings, system);
  const { baseline } = await loadBaseline(store);
  const edges = settings.edgeIds.map((edgeId) => {
    const paths = baseline?.edges.get(edgeId)?.paths.size;
    return { edgeId, ...(paths !== undefined && { paths }) };
  });
  if (baseline && !settings.dryRun && edges.some(({ paths }) => paths !== undefined)) {
    const drop = new Set(settings.edgeIds);
    await changeBaseline(
      store,
      (now = baseline) => ({
        baseline: { ...now, edges: new Map([...now.edges].filter(([edgeId]) => !drop.has(edgeId))) },
      }),
      system,
    );
  }
  return { baseline: store.location, edges };
}
