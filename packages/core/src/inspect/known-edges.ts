import { baselinePlace, knownOutputs, type Output, planPath } from "../baseline/state-folder.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import type { Settings } from "../options/settings.ts";
import { parsePlan } from "../plan-file/parse-plan.ts";
import { PlanError } from "../plan-file/plan-file.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import type { System } from "../system/system.ts";

type Place = Pick<Settings, "environment" | "projectDirectory" | "baseline"> &
  /** For an Object Storage whose keys are those of the edge. */
  Partial<Pick<Settings, "credentials">>;

/** Milliseconds that an Object Storage may take to answer: nobody knows yet whether the question needs it. */
const mostPatience = 10_000;

/**
 * The edges that the plans and baselines of an environment are for: for questions about a project whose options nobody
 * here can read, since they stand in a bundler's config.
 *
 * @param readText a file by its absolute path; `undefined` where it cannot be read
 */
export async function knownEdgeIds(
  place: Place,
  readText: (path: string) => string | undefined,
  system: Pick<System, "clock" | "random" | "env" | "signal">,
): Promise<readonly number[]> {
  const outputs = knownOutputs(place);
  const known = await Promise.all(
    (outputs.length > 0 ? outputs : [{}]).map(async (output) => [
      ...edgesOfPlan(planPath(place, output), readText),
      ...(await edgesOfBaseline(place, output, system)),
    ]),
  );
  return [...new Set(known.flat())];
}

function edgesOfPlan(path: string, readText: (path: string) => string | undefined): readonly number[] {
  const text = readText(path);
  if (text === undefined) return [];
  try {
    return parsePlan(text, path).settings.edgeIds;
  } catch (error) {
    // What is wrong with it is told by whoever reads it for its own sake.
    if (error instanceof PlanError) return [];
    throw error;
  }
}

async function edgesOfBaseline(
  place: Place,
  output: Output,
  system: Pick<System, "clock" | "random" | "env" | "signal">,
): Promise<readonly number[]> {
  try {
    const store = openBaseline(baselinePlace(place, output), { ...place, budget: mostPatience }, system);
    const { baseline } = await loadBaseline(store);
    return [...(baseline?.edges.keys() ?? [])];
  } catch (error) {
    // What is wrong with it is told by whoever reads it for its own sake.
    if (error instanceof GlobalEdgePurgeError) return [];
    throw error;
  }
}
