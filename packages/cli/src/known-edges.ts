import { GlobalEdgePurgeError, type System } from "@global-edge-purge/core";
import { knownEdgeIds } from "@global-edge-purge/core/inspect";
import { resolveAccount } from "@global-edge-purge/core/options";
import { resolve } from "node:path";
import { type CommandPlace, readText } from "./command-input.ts";
import type { UncheckedOptions } from "./merge-options.ts";

/** The edges of the plan and the baseline as an option, where nobody named any. */
export async function edgesOfState(place: CommandPlace): Promise<UncheckedOptions> {
  const { namesEdge, environment, projectDirectory, own, system } = place;
  if (namesEdge) return {};
  const isRemote = typeof own.baseline === "string" && own.baseline.includes("://");
  const baseline =
    typeof own.baseline !== "string" ? undefined : isRemote ? own.baseline : resolve(projectDirectory, own.baseline);
  const credentials = isRemote ? keysOf(own, system) : undefined;
  const edgeId = await knownEdgeIds(
    { environment, projectDirectory, ...(baseline !== undefined && { baseline }), ...(credentials && { credentials }) },
    readText,
    system,
  );
  return edgeId.length === 0 ? {} : { edgeId };
}

/** The keys of the edge, which are those of its Object Storage, too, unless that has its own; what is wrong with them is told later. */
function keysOf(own: UncheckedOptions, system: System) {
  try {
    return resolveAccount(own, system).credentials;
  } catch (error) {
    if (error instanceof GlobalEdgePurgeError) return undefined;
    throw error;
  }
}
