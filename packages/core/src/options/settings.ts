import type { Quota, Retry } from "../client/quota.ts";
import type { Credentials } from "../client/sign.ts";
import type { LogLevel } from "../system/logger.ts";
import type { BaselineStore } from "./baseline-store.ts";

export const purgeKinds = ["added", "changed", "removed"] as const;
export type PurgeKind = (typeof purgeKinds)[number];

/** Where Global Edge is offered. */
export const sites = ["public", "gov"] as const;
export type Site = (typeof sites)[number];

/** Who must serve a build before it is purged. */
export interface OriginSettings {
  /** Where the origin serves the output directory, with a slash at its end. */
  readonly url: string;
  /** Milliseconds to wait for it. */
  readonly timeout: number;
  /** Asset path of the one file whose digest is enough. */
  readonly marker?: string;
}

/** Where it is checked that an edge serves a build. */
export interface VerifySettings {
  /** The edge's origin as visitors know it, without a slash at its end. */
  readonly url: string;
  /** Milliseconds to wait for the new bytes. */
  readonly timeout: number;
}

/** The options of one run after validation, precedence and defaults: nothing here is looked up again. */
export interface Settings {
  readonly environment: string;
  /** At least one, in the order given, no number twice. */
  readonly edgeIds: readonly number[];
  /** Absent only where nothing will be sent. */
  readonly credentials?: Credentials;
  /** The API's origin, without a slash at its end. */
  readonly endpoint: string;
  /** Absolute. Relative paths of the options start here, and the default baseline lies here. */
  readonly projectDirectory: string;
  /** Absolute; absent where the bundler knows. */
  readonly outputDirectory?: string;
  /** `pages` is absent where nobody said where HTML is served; a build with HTML then is an error. */
  readonly base: { readonly assets: string; readonly pages?: Base["pages"] };
  readonly aliases: Aliases;
  readonly queries: readonly string[];
  /** Targets to purge with the paths that a glob matches. */
  readonly also: Readonly<Record<string, readonly string[]>>;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Globs; absent where the bundler's word counts. */
  readonly immutable?: readonly string[];
  readonly purge: readonly PurgeKind[];
  /** Absolute path, or an `s3://` location; absent for the default. */
  readonly baseline?: string | BaselineStore;
  readonly onMissingBaseline: "mutable" | "all" | "error";
  readonly allowShrink: boolean;
  /** `deploy`: the plan is written to a file, and sent by somebody else once the files are on the origin. */
  readonly when: "build" | "deploy";
  /** Absolute path of the plan that is written then; absent for the default. */
  readonly planFile?: string;
  readonly dryRun: boolean;
  readonly onFailure: "error" | "warn";
  /** Absolute paths. */
  readonly report: { readonly json?: string };
  readonly logLevel: LogLevel;
  readonly quota: Quota;
  readonly retry: Retry;
  /** Most milliseconds for waiting and sending; absent for no limit. */
  readonly budget?: number;
  /** Milliseconds to wait for completion; absent for not at all. */
  readonly waitTimeout?: number;
  readonly origin?: OriginSettings;
  readonly verify?: VerifySettings;
}

/** Further paths of a file, relative to the base and not encoded; the argument is its asset path. */
export type AliasFunction = (assetPath: string) => readonly string[];
export type Aliases = "none" | "directory" | "clean" | AliasFunction;

/**
 * Where files are served, as paths from the host's root that start and end with `/`, percent-encoded.
 * `pages: false` says that HTML documents are not behind this edge.
 */
export interface Base {
  readonly assets: string;
  readonly pages: string | false;
}

/** How asset paths become purge targets. */
export interface Mapping {
  readonly base: Base;
  readonly aliases: Aliases;
  /** Without the `?`. */
  readonly queries: readonly string[];
}
