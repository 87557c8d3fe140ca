import type { BuildFacts, GlobalEdgePurgeOptions, Resolution } from "@global-edge-purge/core/options";
import { withoutFrames } from "./without-frames.ts";

/**
 * Reads the options, when a build that may purge starts and not before: it loads the schema, and a mistake in the options is to
 * fail the build before it does its work.
 *
 * @throws OptionsError
 */
export async function resolveBuild(options: GlobalEdgePurgeOptions, facts: BuildFacts): Promise<Resolution> {
  const { createSystem, OptionsError, resolveOptions } = await import("@global-edge-purge/core/options");
  try {
    return resolveOptions(options, facts, createSystem());
  } catch (error) {
    throw error instanceof OptionsError ? withoutFrames(error) : error;
  }
}
