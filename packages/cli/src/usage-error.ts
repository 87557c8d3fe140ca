export type UsageErrorCode =
  /** The config file is missing, or cannot be read or run. */
  | "CONFIG_UNREADABLE"
  /** Neither a flag nor the config says which folder the build wrote. */
  | "DIRECTORY_MISSING"
  /** A flag or an argument is there, and holds nothing. */
  | "VALUE_EMPTY"
  /** A URL that names no host. */
  | "URL_INVALID"
  /** A purge without targets, or with targets beside `--all`. */
  | "TARGETS_MISSING"
  /** The environment is turned off, or not listed. */
  | "ENVIRONMENT_UNKNOWN"
  /** Everything was to be purged, and nobody could be asked whether that is meant. */
  | "ALL_UNCONFIRMED";

/** The command line or the config file asks for something that makes no sense: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code: UsageErrorCode;
  /** What to do about it. */
  readonly next: string;

  constructor(code: UsageErrorCode, message: string, details: { readonly next: string; readonly cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.next = details.next;
  }
}
