import { GlobalEdgePurgeError } from "../system/errors.ts";

export type BaselineErrorCode =
  /** There is none for an edge, and `onMissingBaseline` is `error`. */
  | "BASELINE_MISSING"
  /** It belongs to another output directory. */
  | "BASELINE_OTHER_OUTPUT"
  /** Its store cannot be read, which is not the same as holding nothing. */
  | "BASELINE_UNREADABLE"
  /** Its store cannot be written. */
  | "BASELINE_UNWRITABLE"
  /** Its service ignores conditions, so two machines would overwrite each other. */
  | "BASELINE_UNCONDITIONAL"
  /** Other runs kept changing it, or held its lock, for longer than we are willing to wait. */
  | "BASELINE_BUSY";

/**
 * The baseline cannot be used as it must be. Before sending, this ends a run: nothing is sent that was not written
 * down.
 */
export class BaselineError extends GlobalEdgePurgeError {
  override readonly name = "BaselineError";
  declare readonly code: BaselineErrorCode;
}
