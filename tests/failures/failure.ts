import type { Verdict } from "@global-edge-purge/core";
import type { Emulator, EmulatorOptions, Fault } from "@global-edge-purge/emulator";
import type { TestSite } from "../cli/test-site.ts";

/** A site whose first build the edge is known to serve, and whose second build lies in `dist`; and its edge. */
export interface World {
  readonly site: TestSite;
  readonly emulator: Emulator;
  /** Absolute, below the site. */
  readonly path: (path: string) => string;
  /** What a failure opened, closed when its test ends. */
  readonly onEnd: (close: () => unknown) => void;
}

/** One row of the catalogue: what goes wrong with `run`, and what it must come to. */
export interface Failure {
  readonly what: string;
  readonly emulator?: EmulatorOptions;
  /** Before the run. What it returns are variables of the run's environment. */
  readonly arrange?: (world: World) => void | NodeJS.ProcessEnv | Promise<void | NodeJS.ProcessEnv>;
  /** Options of the run beside those of the site. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What goes wrong with the requests, one after the other. */
  readonly faults?: readonly Fault[];
  /** While the answer to the first purge is awaited. */
  readonly meanwhile?: (world: World) => void;
  readonly verdict: Verdict;
  /** One of the codes that the run tells, in a warning or as why a batch failed. */
  readonly code?: string;
  /** Requests that reach the API. @default 1 where something is purged, else 0 */
  readonly requests?: number;
  /** Undoes what went wrong. After that, one more run must purge all that is owed. */
  readonly mend?: (world: World) => void;
  /** The state is lost: URLs of files that are no longer in the build are not purged any more, and a run says so. */
  readonly losesState?: true;
}
