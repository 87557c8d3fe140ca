import type { GlobalEdgePurgeError } from "@global-edge-purge/core";

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
