import { parseBaseline } from "../baseline/baseline-text.ts";
import { baselinePlace, knownOutputs, type Output, planPath } from "../baseline/state-folder.ts";
import { isS3Location } from "../options/s3-location.ts";
import type { Settings } from "../options/settings.ts";
import { parsePlan } from "../plan-file/parse-plan.ts";
import { PlanError } from "../plan-file/plan-file.ts";

type Place = Pick<Settings, "environment" | "projectDirectory" | "baseline">;

/**
 * The edges that the plans and baselines of an environment are for, as far as files tell: for questions about a project
 * whose options nobody here can read, since they stand in a bundler's config.
 *
 * @param readText a file by its absolute path; `undefined` where it cannot be read
 */
export function knownEdgeIds(place: Place, readText: (path: string) => string | undefined): readonly number[] {
  const outputs = knownOutputs(place);
  const known = (outputs.length > 0 ? outputs : [{}]).flatMap((output) => [
    ...edgesOfPlan(planPath(place, output), readText),
    ...edgesOfBaseline(place, output, readText),
  ]);
  return [...new Set(known)];
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

function edgesOfBaseline(
  place: Place,
  output: Output,
  readText: (path: string) => string | undefined,
): readonly number[] {
  const location = baselinePlace(place, output);
  const text = typeof location === "string" && !isS3Location(location) ? readText(location) : undefined;
  const parsed = text === undefined ? undefined : parseBaseline(text);
  return parsed && "baseline" in parsed ? [...parsed.baseline.edges.keys()] : [];
}
