import { GlobalEdgePurgeError } from "../system/errors.ts";

export type OutputErrorCode =
  /** The output directory does not exist or is not a folder. */
  | "OUTPUT_MISSING"
  /** A file or folder in it cannot be read. */
  | "OUTPUT_UNREADABLE"
  /** A file was written to while it was read, so its digest would be a guess. */
  | "OUTPUT_CHANGING"
  /** A file holds the secret key. */
  | "OUTPUT_CONTAINS_SECRET"
  /** It has no files, or far fewer than the baseline: likely a build that went wrong. */
  | "OUTPUT_SHRANK";

/** Something in the output directory that must be mended before anything is compared or sent. */
export class OutputError extends GlobalEdgePurgeError {
  override readonly name = "OutputError";
  declare readonly code: OutputErrorCode;
}
