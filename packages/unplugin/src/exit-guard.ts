import type { Settings } from "@global-edge-purge/core/options";
import { writeSync } from "node:fs";
import type { Build } from "./build-session.ts";
import { pathWithin } from "./finished-builds.ts";
import { purgeCommand } from "./purge-command.ts";

/** A part of a build that is to be purged when the build is over. */
interface Guarded {
  readonly build: Build;
  readonly part: string;
  readonly settings: Settings;
  /** Its output directory, where that is known by now. */
  readonly directory: string | undefined;
  readonly removeReport: RemoveReport;
  /** The error of one that failed has been told; whatever it fails may not have been. */
  state: "building" | "purging" | "failed";
}

type RemoveReport = (report: Settings["report"], environment: string) => void;

/** By what they write for whom: a build that is begun again takes the place of one that never ended. */
const guarded = new Map<string, Guarded>();
/** The process ends because nothing is left to do, and not because somebody ends it. */
let isDrained = false;

/**
 * Watches over a build that is to be purged from its start until it was acted on. Where something ends the process
 * before that, such as `process.exit()` in another plugin's last hook, nothing would be purged, and nobody told.
 * (Signals cannot be seen, nor can a process that kills itself by one: its exit code tells.)
 */
export function guardExit(
  { build, part, settings, directory }: Omit<Guarded, "state" | "removeReport">,
  removeReport: RemoveReport,
): void {
  // Nothing is lost with a dry run.
  if (settings.dryRun) return;
  if (guarded.size === 0) {
    process.on("exit", onExit);
    process.on("beforeExit", onDrained);
  }
  const { projectDirectory, environment, edgeIds } = settings;
  const place = JSON.stringify([projectDirectory, environment, edgeIds, part, directory]);
  guarded.set(place, { build, part, settings, directory, removeReport, state: "building" });
}

/** Tells that a build is over and being purged. */
export function guardPurge(build: Build): void {
  setState(build, "purging");
}

/**
 * Tells that a build is to fail because of its purge. Whoever ends the process before the bundler has seen that, with
 * an exit code of success, is not believed.
 */
export function guardFailure(build: Build): void {
  setState(build, "failed");
}

function setState(build: Build, state: Guarded["state"]): void {
  for (const each of guarded.values()) if (each.build === build) each.state = state;
}

/** Tells that a build was acted on. */
export function releaseExit(build: Build): void {
  for (const [place, each] of guarded) if (each.build === build) guarded.delete(place);
  if (guarded.size > 0) return;
  process.off("exit", onExit);
  process.off("beforeExit", onDrained);
}

function onDrained(): void {
  isDrained = true;
  // If others find more to do, it is not over after all. This does not keep the process.
  setImmediate(() => {
    isDrained = false;
  }).unref();
}

function onExit(code: number): void {
  const lost = [...guarded.values()].filter((each) => isLost(each, code));
  for (const build of new Set(lost.map((each) => each.build))) tell(lost.filter((each) => each.build === build));
  const isFailed = !isDrained && [...guarded.values()].some(({ state }) => state === "failed");
  if (code === 0 && (isFailed || lost.some(({ settings }) => settings.onFailure === "error"))) process.exitCode = 1;
}

/** A program that comes to its end by itself has seen its build fail, unless all of it was written. */
function isLost({ state, build: { session } }: Guarded, code: number): boolean {
  if (state !== "building") return state === "purging";
  return code === 0 && (isDrained ? session.isWritten() : session.isUnderWay());
}

function tell(parts: readonly Guarded[]): void {
  const [first] = parts;
  if (!first) return;
  const { settings } = first;
  // An earlier build's success is not this one's.
  for (const each of parts) each.removeReport(each.settings.report, each.settings.environment);
  const { logLevel, onFailure } = settings;
  const isSilent = logLevel === "silent" || (logLevel === "error" && onFailure === "warn");
  if (isSilent) return;
  const [place, ...others] = outermost(parts.flatMap(placesOf));
  const next =
    place !== undefined && others.length === 0
      ? `Run: ${purgeCommand(settings, place, process.cwd())}`
      : "Build again without that.";
  write(`Global Edge purge ${whatHappened(first)}\n${next}\n`);
}

function whatHappened({ state, settings: { environment } }: Guarded): string {
  if (state === "purging") {
    return (
      `was cut off (${environment}): something ended the process while it was under way. What was not accepted is ` +
      "still owed."
    );
  }
  const why = isDrained
    ? "the program came to its end before the build did. A hook of another plugin never ends, or nobody closed the bundle."
    : "something ended the process before the build was over, such as process.exit() in another plugin.";
  return `did not happen (${environment}): ${why}`;
}

function placesOf({ build, part, settings, directory }: Guarded): readonly string[] {
  if (settings.outputDirectory !== undefined) return [settings.outputDirectory];
  const written = build.session.directoriesOf(part);
  return written.length > 0 || directory === undefined ? written : [directory];
}

function outermost(places: readonly string[]): readonly string[] {
  const distinct = [...new Set(places)];
  return distinct.filter((place) =>
    distinct.every((other) => other === place || pathWithin(other, place) === undefined),
  );
}

/** Nothing that takes time happens any more, also not on its way to a terminal. */
function write(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    process.stderr.write(text);
  }
}
