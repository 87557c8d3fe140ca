import type { Credentials } from "../client/sign.ts";
import type { BaselineStore } from "./baseline-store.ts";
import type { Base } from "./option-values.ts";
import type { AccountSettings, TableSettings } from "./table/table-settings.ts";

/**
 * Who must serve a build before it is purged: the `url` where the origin serves the output directory, with a slash at
 * its end, within `timeout` milliseconds; `marker` is the asset path of the one file whose digest is enough.
 */
export type OriginSettings = NonNullable<TableSettings["origin"]>;

/**
 * Where it is checked that an edge serves a build: the edge's origin as visitors know it (`url`, without a slash at its
 * end), and how many milliseconds to wait for the new bytes.
 */
export type VerifySettings = NonNullable<TableSettings["verify"]>;

/** How an account of Global Edge is reached: all that is needed to ask, and none of what is built. */
export interface Account extends AccountSettings {
  readonly credentials: Credentials;
  /** The API's origin, without a slash at its end. */
  readonly endpoint: string;
}

/**
 * The options of one run after validation, precedence and defaults: nothing here is looked up again. Options that mean
 * the same here as where they were given come from `optionTable`; the members below are read otherwise.
 */
export interface Settings extends Omit<TableSettings, keyof Account>, Omit<Account, "credentials"> {
  readonly environment: string;
  /** At least one, in the order given, no number twice. */
  readonly edgeIds: readonly number[];
  /** Absent only where nothing will be sent. */
  readonly credentials?: Credentials;
  /** Absolute. Relative paths of the options start here, and the default baseline lies here. */
  readonly projectDirectory: string;
  /** Absolute; absent where the bundler knows. */
  readonly outputDirectory?: string;
  /** `pages` is absent where nobody said where HTML is served; a build with HTML then is an error. */
  readonly base: { readonly assets: string; readonly pages?: Base["pages"] };
  /** Absolute path, or an `s3://` location; absent for the default. */
  readonly baseline?: string | BaselineStore;
  /** Absolute path of the plan that `when: "deploy"` writes; absent for the default. */
  readonly planFile?: string;
  /** Absolute paths. */
  readonly report: { readonly json?: string; readonly html?: string };
  /** Milliseconds to wait for completion; absent for not at all. */
  readonly waitTimeout?: number;
}
