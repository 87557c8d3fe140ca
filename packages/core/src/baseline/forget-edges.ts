import { baselinePlace } from "./state-folder.ts";
import { changeBaseline, loadBaseline } from "./stored-baseline.ts";
import { openBaseline } from "./stores/open-store.ts";
import type { Settings } from "../options/settings.ts";
import type { FinishedBuild } from "../output/read-output.ts";
import type { System } from "../system/system.ts";

/** What `forgetEdges` found. */
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
 * Drops what a baseline knows of edges, and what is owed to them: no run does that by itself. For an edge that is gone, and for one that
 * a typing error brought in. With `dryRun` nothing is changed.
 *
 * @throws BaselineError where the baseline cannot be read or written
 */
export async function forgetEdges(
  settings: Settings,
  build: Pick<FinishedBuild, "outputName">,
  system: System,
): Promise<ForgottenEdges> {
  const store = openBaseline(baselinePlace(settings, build), settings, system);
  const { baseline } = await loadBaseline(store);
  const edges = settings.edgeIds.map((edgeId) => {
    const paths = baseline?.edges.get(edgeId)?.paths.size;
    return { edgeId, ...(paths !== undefined && { paths }) };
  });
  if (baseline && !settings.dryRun) {
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
