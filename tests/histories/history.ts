/** What a site's files hold, by asset path. */
export type Files = Readonly<Record<string, string>>;

/** How the files of a build become URLs, as the options of one environment say it. */
export interface SiteMapping {
  /** Starts and ends with a slash. */
  readonly base: string;
  readonly aliases: "none" | "directory" | "clean";
  readonly queries: readonly string[];
}

/** Two environments of one project, at one origin, each with its own base and its own edges. */
export type EnvironmentName = "production" | "staging";

/** How many builds back a build may go that is made again. */
export const furthestBuild = 5;

/** What a build writes next: changes to the files as they are (an empty text removes one), or those of an earlier build again. */
export type Writing = { readonly changes: Files } | { readonly again: number };

/** What the API does with one request. */
export type Fault = "none" | "500" | "403" | "413" | "429" | "html" | "lost-before" | "lost-after" | "cut";

/** Where a process dies: before or after so many readings or writings of the baseline, or requests. */
export interface Death {
  readonly at: "read" | "write" | "request";
  readonly count: number;
  readonly side: "before" | "after";
}

/**
 * How a command ends: by itself, with requests that go wrong, told to stop at a request, killed, or with another build that is planned
 * while the answer to a request is awaited.
 */
export type Ending =
  | { readonly end: "whole" }
  | { readonly end: "faults"; readonly faults: readonly Fault[] }
  | { readonly end: "stopped"; readonly request: number }
  | { readonly end: "killed"; readonly death: Death }
  | { readonly end: "overlapped"; readonly request: number; readonly writing: Writing };

interface Command {
  readonly environment: EnvironmentName;
  /** Which of the machines that share the project's baselines. */
  readonly machine: 0 | 1;
  readonly ending: Ending;
}

interface Building extends Command {
  readonly writing: Writing;
}

/** One thing that somebody does. */
export type Step =
  | (Building & { readonly does: "plan" })
  /** Uploads what was built, and runs. */
  | (Building & { readonly does: "run"; readonly visits: number })
  /** Uploads what was built, empties the edges, and says so. */
  | (Building & { readonly does: "adopt" })
  | (Building & { readonly does: "dry-run"; readonly command: "run" | "plan" })
  | (Command & {
      readonly does: "send";
      /** How many plans ago it was written: 0 is the latest. */
      readonly back: number;
      /** The same for the other environment's plan, where it is sent together with this one. */
      readonly other: number | undefined;
      /** Whether the plan's build is uploaded first, and how many visitors come between. */
      readonly uploads: boolean;
      readonly visits: number;
      /** Whether the plan is sent from where the build put it, and not from a copy. */
      readonly inPlace: boolean;
      readonly dryRun: boolean;
    })
  | {
      readonly does: "configure";
      readonly environment: EnvironmentName;
      readonly edges?: readonly number[];
      readonly aliases?: SiteMapping["aliases"];
      readonly queries?: readonly string[];
      readonly base?: number;
    }
  | { readonly does: "forget"; readonly environment: EnvironmentName; readonly edge: number }
  /** Visitors come. */
  | { readonly does: "visit"; readonly visits: number }
  /** Somebody purges a whole edge by hand. */
  | { readonly does: "empty"; readonly edge: number };

/** What happens to one project. */
export interface History {
  /** Whether an upload removes the files that the last one brought and this one lacks. */
  readonly deletes: boolean;
  /** How many targets a request may hold. */
  readonly targetsPerRequest: number;
  readonly first: Files;
  readonly steps: readonly Step[];
}
