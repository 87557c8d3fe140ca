import { GlobalEdgePurgeError } from "../errors.ts";

/** The function given as `aliases` threw, or returned something that is no path. Nothing is sent then. */
export class MappingError extends GlobalEdgePurgeError {
  override readonly name = "MappingError";
  declare readonly code: "ALIASES_INVALID";
}
