import { GlobalEdgePurgeError } from "../system/errors.ts";

export type CredentialsErrorCode =
  /** None were found anywhere. */
  | "CREDENTIALS_MISSING"
  /** A source holds one half of the pair; later sources are not asked for the other. */
  | "CREDENTIALS_INCOMPLETE"
  /** What was found cannot be a key. */
  | "CREDENTIALS_MALFORMED"
  /** A variable whose name makes bundlers publish it holds a key. */
  | "CREDENTIALS_PUBLIC"
  /** The file of credentials has no section of the name asked for. */
  | "CREDENTIALS_PROFILE_UNKNOWN"
  /** The file of credentials is there and cannot be read. */
  | "CREDENTIALS_UNREADABLE";

/** Something about the keys of the account keeps the run from starting: it has failed before anything was sent. */
export class CredentialsError extends GlobalEdgePurgeError {
  override readonly name = "CredentialsError";
  declare readonly code: CredentialsErrorCode;
}
