import type { GlobalEdgePurgeError } from "@global-edge-purge/core";
import type { BuildFacts, GlobalEdgePurgeOptions, Resolution } from "@global-edge-purge/core/options";

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

/**
 * The error with a stack that holds what people can act on. Bundlers print the stack of what a plugin throws; for a mistake in a
 * config, or a refusal of the edge, its frames lead through this plugin and hide the message.
 */
export function withoutFrames<Thrown extends GlobalEdgePurgeError>(error: Thrown): Thrown {
  error.stack = `${error.name}: ${error.message}\n${error.next}`;
  // Some print an error's properties as well, which say the same.
  for (const name of ["next", "problems"]) if (name in error) Object.defineProperty(error, name, { enumerable: false });
  return error;
}
