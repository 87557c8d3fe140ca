import { knownEdgeIds } from "@global-edge-purge/core/inspect";
import { resolve } from "node:path";
import { type CommandPlace, readText } from "./command-input.ts";
import type { UncheckedOptions } from "./merge-options.ts";

/** The edges of the plan and the baseline as an option, where nobody named any. */
export function edgesOfState({ namesEdge, environment, projectDirectory, own }: CommandPlace): UncheckedOptions {
  if (namesEdge) return {};
  const baseline =
    typeof own.baseline === "string" && !own.baseline.includes("://")
      ? resolve(projectDirectory, own.baseline)
      : undefined;
  const edgeId = knownEdgeIds({ environment, projectDirectory, ...(baseline !== undefined && { baseline }) }, readText);
  return edgeId.length === 0 ? {} : { edgeId };
}
