import { GlobalEdgePurgeError } from "../../errors.ts";

export type PlanErrorCode =
  /** There is no such file. */
  | "PLAN_MISSING"
  /** The file is there and cannot be read. */
  | "PLAN_UNREADABLE"
  /** It is not a plan of the version that this tool writes. */
  | "PLAN_INVALID"
  /** It is a plan, but not as it was written. */
  | "PLAN_EDITED"
  /** Several plans that cannot be sent together. */
  | "PLANS_CONFLICT"
  /** It cannot be written. */
  | "PLAN_UNWRITABLE";

/** A plan file cannot be used. Nothing was sent; where it was to be written, its paths are saved as unsettled all the same. */
export class PlanError extends GlobalEdgePurgeError {
  override readonly name = "PlanError";
  declare readonly code: PlanErrorCode;
}
