import type { Settings } from "../options/settings.ts";
import type { System } from "../system/system.ts";
import { BaselineError } from "./baseline-error.ts";
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
 * Drops what the baselines of an environment know of the edges of the settings, and what is owed to them: no run does
 * that by itself. For an edge that is gone, and for one that a typing error brought in. With `dryRun` nothing is
 * changed. A plan that waits to be sent keeps its edges.
 *
 * @returns one for each output that has state here, or for the one to be expected
 * @throws BaselineError where a baseline cannot be read, used or written
 */
export async function forgetEdges(settings: Settings, system: System): Promise<readonly ForgottenEdges[]> {
  const forgotten: ForgottenEdges[] = [];
  for (const output of outputsOf(settings)) forgotten.push(await forgetIn(output, settings, system));
  return forgotten;
}

async function forgetIn(output: Output, settings: Settings, system: System): Promise<ForgottenEdges> {
  const { edgeIds, dryRun } = settings;
  const store = openBaseline(baselinePlace(settings, output), settings, system, (line) => system.write(`${line}\n`));
  const found = await loadBaseline(store);
  const { baseline, whyMissing } = found;
  if (found.stored && !baseline) {
    throw new BaselineError("BASELINE_UNREADABLE", `The baseline ${store.location} cannot be used: ${whyMissing}.`, {
      next: "Nothing of it can be kept: the next run sets it aside and starts over.",
    });
  }
  const drop = new Set(edgeIds);
  const knownIn = (edges: ReadonlyMap<number, { readonly paths: ReadonlyMap<string, unknown> }> | undefined) =>
    edgeIds.map((edgeId) => {
      const paths = edges?.get(edgeId)?.paths.size;
      return { edgeId, ...(paths !== undefined && { paths }) };
    });
  if (!baseline || dryRun) return { baseline: store.location, edges: knownIn(baseline?.edges) };
  const { edges } = await changeBaseline(
    store,
    (now) => {
      // Somebody removed it meanwhile: then the one that was found is not to come back.
      const current = now ?? { ...baseline, edges: new Map() };
      const kept = new Map([...current.edges].filter(([edgeId]) => !drop.has(edgeId)));
      return { baseline: { ...current, edges: kept }, edges: knownIn(now?.edges) };
    },
    { ...system, found },
  );
  return { baseline: store.location, edges };
}
