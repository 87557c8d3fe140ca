import type { Resolution } from "@global-edge-purge/core/options";
import { type BuildSession, createBuildSession } from "./build-session.ts";

/** A build that is under way. */
export interface Build {
  readonly session: BuildSession;
  /** What the options came to, for each part whose options were read. */
  readonly resolutions: Map<string, Resolution>;
}

export function createBuild(): Build {
  return { session: createBuildSession(), resolutions: new Map() };
}
