import { GlobalEdgePurgeError } from "@global-edge-purge/core";

export type UsageErrorCode =
  /** The config file is missing, or cannot be read or run. */
  | "CONFIG_UNREADABLE"
  /** The file that `--env-file` names cannot be read. */
  | "ENV_FILE_UNREADABLE"
  /** Neither a flag nor the config says which folder the build wrote. */
  | "DIRECTORY_MISSING"
  /** One folder as an argument, and one as `--dir`. */
  | "DIRECTORY_TWICE"
  /** A flag or an argument is there, and holds nothing. */
  | "VALUE_EMPTY"
  /** A URL that names no host. */
  | "URL_INVALID"
  /** An edge is to be forgotten, or a project to be set up, and none is named. */
  | "EDGES_MISSING"
  /** A purge without targets, or with targets beside `--all`. */
  | "TARGETS_MISSING"
  /** What a report says was to be purged again, or asked about, and there is none. */
  | "REPORT_MISSING"
  /** A file that was given as a report is none. */
  | "REPORT_UNREADABLE"
  /** The environment is turned off, or not listed. */
  | "ENVIRONMENT_UNKNOWN"
  /** Everything was to be purged, and nobody could be asked whether that is meant. */
  | "ALL_UNCONFIRMED"
  /** `init` would write, and nobody could be asked whether that is meant. */
  | "INIT_UNCONFIRMED"
  /** A file that `init` would write is there, or cannot be written. */
  | "INIT_UNWRITABLE"
  /** There is no recipe for what `--ci` names. */
  | "RECIPE_UNKNOWN";

/** The command line or the config file asks for something that makes no sense: exit code 2. */
export class UsageError extends GlobalEdgePurgeError {
  override readonly name = "UsageError";
  declare readonly code: UsageErrorCode;

  override get exitCode(): 1 | 2 {
    return 2;
  }
}
