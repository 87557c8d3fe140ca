import type { LogLevel } from "../system/logger.ts";
import type { Dotenv } from "../system/dotenv.ts";
import type { CredentialsError } from "./credentials-error.ts";
import type { Settings } from "./settings.ts";

/** Why a run did not apply. */
export type SkipReason =
  | "disabled"
  | "environment-not-listed"
  | "pull-request"
  | "no-credentials"
  | "build-failed"
  | "watch"
  | "dev"
  | "server-build"
  | "library"
  | "not-production";

/** What a bundler's adapter or the command line knows about a build before it runs. */
export interface BuildFacts {
  /** Vite's or webpack's mode; the environment's name where nothing else says it. */
  readonly mode: string;
  /** Whether this is a production build. */
  readonly production: boolean;
  /** Absolute: Vite's root, webpack's context. */
  readonly projectDirectory: string;
  /** The bundler's public path as it resolved it; the command line gives "/". Absent where the bundler has none. */
  readonly publicPath?: PublicPath;
  /** What the bundler found in `.env` files; absent where it reads none. */
  readonly dotenv?: Dotenv;
  /** Prefixes of variables that the bundler was told to publish (Vite's `envPrefix`). */
  readonly envPrefixes?: readonly string[];
  /** Whether production builds of this bundler purge without being told to. */
  readonly enabledByDefault: boolean;
  /**
   * Whether somebody wants to know what this very run would do, so that neither `enabled: false` nor a pull request
   * ends the question.
   */
  readonly isAsked?: boolean;
}

/**
 * A path or URL; or why the one that the bundler has does not say where files are served, in words that follow
 * "because".
 */
export type PublicPath = string | { readonly saysNothingBecause: string };

/** What the options, the environment and the build come to: a run, or a verdict that is known already. */
export type Resolution = { readonly run: true; readonly settings: Settings } | Skipped | KeysFailed<Settings>;

/** A run that is over before it began, with as much of the settings as telling of it needs. */
export type Unstarted =
  | Skipped
  | KeysFailed<Pick<Settings, "environment" | "edgeIds" | "dryRun" | "logLevel" | "report">>;

/** Something about the keys is wrong. `settings` say how to report it (`onFailure`, `report`, `logLevel`). */
interface KeysFailed<Known> {
  readonly run: false;
  readonly verdict: "failed";
  readonly error: CredentialsError;
  readonly settings: Known;
}

/** The run does not apply. */
export interface Skipped {
  readonly run: false;
  readonly verdict: "skipped";
  readonly reason: SkipReason;
  /** Why, for people, on one line; it follows words that say what was skipped. */
  readonly message: string;
  readonly environment: string;
  readonly logLevel: LogLevel;
  /** A skipped run writes its report, too. */
  readonly report: Settings["report"];
}
