import type { GlobalEdgePurgeError } from "@global-edge-purge/core";
import type { GlobalEdgePurgeOptions, OptionProblem, Resolution, Settings } from "@global-edge-purge/core/options";
import { isDeepStrictEqual } from "node:util";
import type { Build, BuildOutput, Decision, Purpose } from "./build-session.ts";
import { endingOf, type Run } from "./ending.ts";
import { guardFailure, guardPurge, releaseExit } from "./exit-guard.ts";
import { type ConfiguredOutput, finishedBuilds, writesIntoProject } from "./finished-builds.ts";
import { adviceFor, type Framework } from "./framework.ts";
import { outsideProblems } from "./outside-files.ts";
import { withoutFrames } from "./resolve-build.ts";

/** What the options came to, for each part of the build whose options were read. */
type Resolutions = ReadonlyMap<string, Resolution>;

/** What the bundler is to tell people; nothing where all is well, and where the run has told it itself. */
export interface Told {
  /** Fails the build. */
  readonly failure?: GlobalEdgePurgeError;
  /** Is shown, and the build goes on. */
  readonly warning?: string;
  /** Is said in passing. */
  readonly note?: string;
}

/**
 * Acts on what a build came to: purges, or says why not. The pipeline is loaded here, and only where there is something
 * to do.
 *
 * @param told what users said of a build whose options are not read, and the framework that it is a part of
 * @throws OptionsError where the options do not fit what was built
 */
export async function endBuild(decision: Decision, build: Build, told: ToldOfBuild): Promise<Told> {
  const { resolutions } = build;
  if (decision.run) {
    guardPurge(build);
    try {
      const ended = await endSite(decision.outputs, resolutions);
      if (ended.failure) guardFailure(build);
      else releaseExit(build);
      return ended;
    } catch (error) {
      guardFailure(build);
      throw error;
    }
  }
  releaseExit(build);
  if (decision.reason === "build-failed") {
    await endFailedBuild(resolutions);
    return {};
  }
  const note = await noteOn(decision.reason, told);
  return note === undefined ? {} : { note };
}

/**
 * Shows what a bundler has no place for any more: at the end of a build, Rollup and esbuild have printed their
 * messages.
 */
export async function showAtEnd({ warning, note }: Told): Promise<void> {
  const text = warning ?? note;
  if (text === undefined) return;
  const { createSystem } = await import("@global-edge-purge/core/options");
  createSystem().write(`${text}\n`);
}

interface ToldOfBuild extends Pick<GlobalEdgePurgeOptions, "enabled" | "logLevel"> {
  readonly framework?: Framework | undefined;
}

async function noteOn(
  reason: Exclude<Purpose, "site">,
  { enabled, logLevel, framework }: ToldOfBuild,
): Promise<string | undefined> {
  const isQuiet = enabled === false || logLevel === "silent" || logLevel === "error" || logLevel === "warn";
  if (isQuiet) return undefined;
  // A framework builds for a server as well: that is not to be the last word.
  if (framework) {
    if (reason !== "framework") return undefined;
    const { frameworkPlace } = await import("@global-edge-purge/core/frameworks");
    return adviceFor(framework, frameworkPlace(framework.name));
  }
  if (reason === "library") return "Global Edge purge skipped: this builds a library, and only sites are purged.";
  if (reason === "server-build")
    return "Global Edge purge skipped: this builds for a server, and only sites are purged.";
  // Every developer meets the others all day.
  return undefined;
}

async function endSite(outputs: readonly BuildOutput[], resolutions: Resolutions): Promise<Told> {
  const { createSystem, GlobalEdgePurgeError, purgeBuild } = await import("@global-edge-purge/core");
  const { createAssetFilter, loadWords, removeReport, reportUnstarted } =
    await import("@global-edge-purge/core/internal");
  const { OptionsError } = await import("@global-edge-purge/core/options");
  const system = createSystem();
  const words = await loadWords(system.env);
  const runs: Run[] = [];

  const resolved = outputs.flatMap((output) => {
    const resolution = resolutions.get(output.part);
    return resolution ? [{ output, resolution }] : [];
  });
  for (const resolution of distinct(resolved.map((each) => each.resolution))) {
    if (resolution.run) continue;
    const report = await reportUnstarted(resolution, system);
    if (resolution.verdict === "failed") runs.push({ report, settings: resolution.settings });
  }
  const configured = resolved.flatMap(({ output, resolution }) =>
    resolution.run ? [{ ...output, settings: resolution.settings }] : [],
  );
  try {
    const intoProject = configured.find(writesIntoProject);
    const problems = intoProject ? [projectAsOutput(intoProject)] : outsideProblems(configured, createAssetFilter);
    if (problems.length > 0) throw new OptionsError(problems);
    for (const { build, settings } of finishedBuilds(configured)) {
      runs.push({ report: await purgeBuild(build, settings, system), settings });
    }
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    for (const { settings } of configured) removeReport(settings.report, settings.environment);
    throw withoutFrames(error, words.wrongOptions(error));
  }
  const { failure, warning } = endingOf(runs, words);
  return {
    ...(failure && { failure: withoutFrames(new GlobalEdgePurgeError(failure.code, failure.message, failure)) }),
    ...(warning !== undefined && { warning }),
  };
}

function projectAsOutput({ directory }: ConfiguredOutput): OptionProblem {
  return {
    code: "OPTIONS_INVALID",
    path: "outputDirectory",
    message:
      `must be given, because the build writes into ${directory}, where the project's own files lie: ` +
      "all of them would count as served",
  };
}

async function endFailedBuild(resolutions: Resolutions): Promise<void> {
  const read = [...resolutions.values()].find(({ run }) => run);
  if (!read?.run) return;
  const { createSystem } = await import("@global-edge-purge/core");
  const { reportUnstarted } = await import("@global-edge-purge/core/internal");
  const { environment, logLevel, report }: Settings = read.settings;
  await reportUnstarted(
    {
      run: false,
      verdict: "skipped",
      reason: "build-failed",
      message: "Nothing is purged: the build failed.",
      environment,
      logLevel,
      report,
    },
    createSystem(),
  );
}

/** Several configs of one build often say the same, and then it is said once. */
function distinct(resolutions: readonly Resolution[]): readonly Resolution[] {
  return resolutions.filter(
    (resolution, index) => !resolutions.slice(0, index).some((earlier) => isDeepStrictEqual(earlier, resolution)),
  );
}
