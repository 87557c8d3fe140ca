import type { Fact } from "@global-edge-purge/core/inspect";
import type { Note } from "../init/hosts.ts";
import type { Place } from "../init/plan-changes.ts";
import type { PackageManager, Service } from "../init/look-at-project.ts";

/** What only the command line tells people, in one language. What a run tells is in the words of core. */
export interface CliWords {
  /** Who says something of a URL, in a column as wide as the widest. */
  readonly sources: Readonly<Record<Fact["source"], string>>;
  readonly edge: (edgeId: number) => string;
  /** That a plan of another environment waits, and how it is sent. */
  readonly newerPlan: (path: string, environment: string, other: string) => string;
  /** Whose purges `status` asks about. */
  readonly lastRun: (startedAt: string, verdict: string) => string;
  /** What was found in a folder. */
  readonly project: (facts: {
    readonly name?: string | undefined;
    readonly config?: string | undefined;
    readonly manager: PackageManager;
    readonly service?: Service | undefined;
  }) => string;
  readonly byHand: string;
  readonly wouldWrite: string;
  readonly newFile: (path: string) => string;
  readonly atEnd: (path: string) => string;
  readonly at: (path: string, place: Place) => string;
  /** Stands in a line for what a config holds already. */
  readonly whatIsThere: string;
  readonly notes: Readonly<Record<Note, string>>;
  /** Why no recipe is written: the service would not read it here, or no script builds the site. */
  readonly belowRoot: (root: string) => string;
  readonly noScript: (name: string) => string;
  readonly nothingToWrite: string;
  readonly keysFound: string;
  /** Above the two lines that hold the keys. */
  readonly keysMissing: string;
  readonly bucket: string;
  readonly sharedBaseline: string;
  readonly wrote: (paths: readonly string[]) => string;
  readonly nothingWritten: string;
  readonly next: string;
  /** Above the steps of each deploy, and those of them that are no commands of ours. */
  readonly deploy: string;
  readonly build: string;
  readonly upload: string;
  readonly askWrite: string;
  /** Why no edges are listed: there are no keys, or no edges. */
  readonly unlisted: string;
  readonly noEdges: string;
  /** With the edge that no answer means. */
  readonly askEdges: (only?: number) => string;
  readonly notAnEdge: (text: string) => string;
  /** With the folder that no answer means. */
  readonly askFolder: (usual?: string) => string;
  readonly askBase: string;
}
