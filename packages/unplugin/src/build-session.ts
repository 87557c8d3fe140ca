import type { FrameworkName } from "@global-edge-purge/core/frameworks";
import type { Resolution, SkipReason } from "@global-edge-purge/core/options";

/** What a part of a build is for. Only a `site` purges; the pages of a `framework` are written after its build. */
export type Purpose = "site" | "framework" | Extract<SkipReason, "watch" | "dev" | "server-build" | "library">;

/** One folder that a part of a build wrote. */
export interface BuildOutput {
  /** The part that wrote it. */
  readonly part: string;
  /** Absolute. */
  readonly directory: string;
  /** Asset paths in it whose names carry a content hash, on the bundler's word. */
  readonly immutableNames: ReadonlySet<string>;
  /** Who wrote it, where that was no bundler alone: its folder tells the immutable names, then. */
  readonly framework?: FrameworkName;
  /** Files that the bundler wrote with these, but outside the directory. Absolute. */
  readonly outsideFiles: readonly string[];
}

/**
 * What the hooks of a bundler tell. A part is what the bundler builds on its own: an environment of Vite, a compiler of
 * webpack. An app is a build of several parts that ends when the bundler says so, and not with its last part.
 */
export type BuildEvent =
  | { readonly type: "app-started" | "app-ended" }
  /** The part belongs to this build: the build is not over before it has closed. */
  | { readonly type: "part-expected"; readonly part: string }
  | {
      readonly type: "part-started";
      readonly part: string;
      readonly purpose: Purpose;
      /** How many outputs it is to write, where the bundler says so. @default 1 */
      readonly outputs?: number;
    }
  /** The bundler begins to write one of the part's outputs, … */
  | { readonly type: "output-started"; readonly part: string }
  /** … and has written all files of it. */
  | ({ readonly type: "output-written" } & BuildOutput)
  /** The part is built once more before it closes: what it wrote so far does not count. */
  | { readonly type: "part-repeated"; readonly part: string }
  | { readonly type: "part-failed" | "part-closed"; readonly part: string };

/** What a build came to. */
export type Decision =
  | { readonly run: true; readonly outputs: readonly BuildOutput[] }
  | { readonly run: false; readonly reason: Exclude<Purpose, "site"> | "build-failed" };

export interface BuildState {
  readonly app: "none" | "running" | "over";
  readonly parts: ReadonlyMap<string, PartState>;
  /** Whether what the build came to was acted on: what follows is its echo, or another build. */
  readonly decided: boolean;
}

interface PartState {
  readonly expected: boolean;
  readonly purpose?: Purpose;
  readonly outputsExpected: number;
  readonly outputsStarted: number;
  readonly outputs: readonly BuildOutput[];
  readonly failed: boolean;
  readonly closed: boolean;
}

export const newBuild: BuildState = { app: "none", parts: new Map(), decided: false };
const newPart: PartState = {
  expected: false,
  outputsExpected: 1,
  outputsStarted: 0,
  outputs: [],
  failed: false,
  closed: false,
};

export function advance(state: BuildState, event: BuildEvent): BuildState {
  switch (event.type) {
    case "app-started":
      return { ...newBuild, app: "running" };
    case "app-ended":
      return { ...state, app: "over" };
    case "part-expected":
      return changePart(state, event.part, () => ({ ...newPart, expected: true }));
    case "part-started":
      // Vite starts a part once for each of its outputs; after its end, it starts anew.
      return changePart(state.decided ? nextBuild(state) : state, event.part, (part) => ({
        ...(part.closed ? { ...newPart, expected: part.expected } : part),
        purpose: event.purpose,
        outputsExpected: event.outputs ?? 1,
      }));
    case "output-started":
      return changePart(state, event.part, (part) => ({ ...part, outputsStarted: part.outputsStarted + 1 }));
    case "output-written": {
      const { type: _, ...output } = event;
      return changePart(state, event.part, (part) => ({ ...part, outputs: [...part.outputs, output] }));
    }
    case "part-repeated":
      return changePart(state, event.part, (part) => ({ ...part, outputsStarted: 0, outputs: [] }));
    case "part-failed":
      return changePart(state, event.part, (part) => ({ ...part, failed: true }));
    case "part-closed":
      return changePart(state, event.part, (part) => ({ ...part, closed: true }));
  }
}

/** What the build came to, as soon as it is over and only once; `undefined` until then and after that. */
export function decide({ app, parts, decided }: BuildState): Decision | undefined {
  const all = [...parts.values()];
  const isOver = app === "none" ? all.every(({ closed }) => closed) : app === "over";
  if (decided || all.length === 0 || !isOver) return undefined;

  const isFor = (purpose: Purpose) => all.some((part) => part.purpose === purpose);
  if (isFor("watch")) return { run: false, reason: "watch" };
  if (isFor("dev")) return { run: false, reason: "dev" };
  if (!all.every(isComplete)) return { run: false, reason: "build-failed" };
  if (isFor("framework")) return { run: false, reason: "framework" };
  const sites = all.filter(({ purpose }) => purpose === "site");
  if (sites.length === 0) return { run: false, reason: isFor("library") ? "library" : "server-build" };
  const outputs = sites.flatMap((part) => part.outputs);
  return outputs.length > 0 ? { run: true, outputs } : { run: false, reason: "build-failed" };
}

/** That a part closed proves nothing: bundlers close parts that failed, some of them without a word of the error. */
function isComplete(part: PartState): boolean {
  return part.closed && hasWritten(part);
}

function hasWritten({ failed, outputsExpected, outputsStarted, outputs }: PartState): boolean {
  return !failed && outputsStarted === outputs.length && outputs.length >= outputsExpected;
}

function changePart(state: BuildState, name: string, change: (part: PartState) => PartState): BuildState {
  return { ...state, parts: new Map(state.parts).set(name, change(state.parts.get(name) ?? newPart)) };
}

/** The same build again: in a watch, or because a program builds twice. */
function nextBuild({ parts }: BuildState): BuildState {
  const expected = [...parts].filter(([, part]) => part.expected);
  return { ...newBuild, parts: new Map(expected.map(([name]) => [name, { ...newPart, expected: true }])) };
}

/** Whether a build may still come to a run: it has begun, and nothing of it is known to have failed. */
function isUnderWay({ parts, decided }: BuildState): boolean {
  const all = [...parts.values()];
  return !decided && all.some(({ purpose }) => purpose === "site") && all.every(({ failed }) => !failed);
}

/** Whether a build has written all that it was to write: only its end is missing. */
function isWritten({ parts, decided }: BuildState): boolean {
  const all = [...parts.values()];
  return !decided && all.some(({ purpose }) => purpose === "site") && all.every(hasWritten);
}

/** Follows one build. */
export interface BuildSession {
  /** Takes in what a hook tells and says what the build came to, once; `undefined` before and after that. */
  tell(event: BuildEvent): Decision | undefined;
  /** See the functions of the same names. */
  isUnderWay(): boolean;
  isWritten(): boolean;
  /** Where a part has written so far. */
  directoriesOf(part: string): readonly string[];
}

/** A build that is under way. */
export interface Build {
  readonly session: BuildSession;
  /** What the options came to, for each part whose options were read. */
  readonly resolutions: Map<string, Resolution>;
}

export function createBuild(): Build {
  return { session: createBuildSession(), resolutions: new Map() };
}

export function createBuildSession(): BuildSession {
  let state = newBuild;
  return {
    tell(event) {
      state = advance(state, event);
      const decision = decide(state);
      if (decision) state = { ...state, decided: true };
      return decision;
    },
    isUnderWay: () => isUnderWay(state),
    isWritten: () => isWritten(state),
    directoriesOf: (part) => state.parts.get(part)?.outputs.map(({ directory }) => directory) ?? [],
  };
}
