import { dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { baselinePlace, oldStateWarnings, type Output, outputsOf } from "../baseline/state-folder.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import { createHttp } from "../net/create-http.ts";
import { OptionsError } from "../options/options-error.ts";
import { publishedCredentials } from "../options/published-names.ts";
import type { BuildFacts, Resolution } from "../options/resolution.ts";
import { unignoredKeyFiles } from "../options/nearby-keys.ts";
import { resolveOptions } from "../options/resolve-options.ts";
import { isS3Location } from "../options/s3-location.ts";
import type { Settings } from "../options/settings.ts";
import { type AssetPath, isDocument } from "../output/asset-path.ts";
import { frameworkOfFolder } from "../output/read-output.ts";
import { dotenvNames } from "../system/dotenv.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import { pullRequestSigns } from "../system/pull-request.ts";
import type { System } from "../system/system.ts";
import { examineBaseline } from "./examine-baseline.ts";
import { examineEdges } from "./examine-edges.ts";
import { examineHosts } from "./examine-hosts.ts";
import { type Finding, good, notice, problem } from "./finding.ts";
import { examineTaskRunners, type FindUp } from "./task-runners.ts";

export interface SetupQuestion {
  /** What the user wrote, unchecked. */
  readonly options: unknown;
  readonly build: BuildFacts;
  /** Where the environment's name comes from, in words that follow "it is": `named by --env`. */
  readonly whyEnvironment: string;
  /** Names mistakes as whoever asks knows the options: as flags, say. As they are unless given. */
  readonly named?: (error: OptionsError) => OptionsError;
  /** The text of a file by its absolute path; `undefined` where it cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /** Whether git leaves a file out, by its absolute path; `undefined` where that cannot be told. */
  readonly gitIgnores: (path: string) => boolean | undefined;
}

/**
 * Looks at everything that a run depends on, and changes nothing: which environment it is, the keys, the clock, the
 * edges, the baseline, the origin, and what around the build may keep it from purging.
 */
export async function examineSetup(question: SetupQuestion, system: System): Promise<readonly Finding[]> {
  const { options, build, whyEnvironment, named, readText, gitIgnores } = question;
  const { folder, names } = system.dotenv ?? { folder: build.projectDirectory, names: dotenvNames(build.mode) };
  const around = (settings?: Settings) => [
    ...examineEnvFiles(names, (name) => readText(join(folder, name))),
    ...unignoredKeyFiles({ folder, names }, (path) => readText(path) ?? "", gitIgnores).map((name) =>
      problem(
        "CREDENTIALS_UNIGNORED",
        `${name} holds a key, and git does not ignore the file.`,
        "Add it to .gitignore. If it was ever pushed, replace the key.",
      ),
    ),
    ...examineTaskRunners({
      findUp: createFindUp(build.projectDirectory, readText),
      variables: variablesInUse(system.env, settings),
      when: settings?.when ?? "build",
    }),
  ];
  try {
    const asked = resolveOptions(options, build, system);
    const environment = good("ENVIRONMENT", `The environment is "${nameOf(asked)}": it is ${whyEnvironment}.`);
    const resolution = resolveOptions(options, { ...build, isAsked: true }, system);
    if (!resolution.run && resolution.verdict === "skipped") {
      return [
        environment,
        notice("SKIPPED", resolution.message, "List the environment, or turn it on, where it should purge."),
        ...around(),
      ];
    }
    const skipped = !asked.run && asked.verdict === "skipped" && asked.reason !== "no-credentials";
    const findings = [
      environment,
      ...(skipped ? [notice("SKIPPED", asked.message, "Nothing to do, if that is meant.")] : []),
    ];
    findings.push(examineKeys(resolution));
    const { settings } = resolution;
    return [...findings, ...(await examineSettings(settings, system)), ...around(settings)];
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    const { code, message, next } = named?.(error) ?? error;
    return [problem(code, message, next), ...around()];
  }
}

function examineKeys(resolution: Exclude<Resolution, { readonly verdict: "skipped" }>): Finding {
  if (!resolution.run) return problem(resolution.error.code, resolution.error.message, resolution.error.next);
  if (resolution.settings.credentials) return good("CREDENTIALS", "There are keys.");
  return notice(
    "CREDENTIALS_MISSING",
    "There are no keys. A dry run and a build that only writes its plan need none.",
    "Give NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY to what sends the plan.",
  );
}

async function examineSettings(settings: Settings, system: System): Promise<readonly Finding[]> {
  const { credentials } = settings;
  const edges = credentials ? await examineEdges(settings, credentials, system) : [];
  try {
    const http = createHttp(system.env, () => {});
    const baselines = await Promise.all(outputsOf(settings).map((output) => examineOutput(settings, output, system)));
    const knownFile = baselines.find((each) => each.knownFile !== undefined)?.knownFile;
    const { outputDirectory } = settings;
    const unlisted = outputDirectory === undefined ? undefined : frameworkOfFolder(outputDirectory)?.unlistedQueries;
    const hosts = await examineHosts({ settings, knownFile, unlisted, http }, system);
    const old = oldStateWarnings(settings).map(({ code, message }) => notice(code, message, "Remove the file."));
    return [...edges, ...baselines.flatMap(({ findings }) => findings), ...old, ...hosts];
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError)) throw error;
    return [...edges, problem(error.code, error.message, error.next)];
  }
}

/** What is found of one baseline, and a file that it knows. */
async function examineOutput(settings: Settings, output: Output, system: System) {
  const location = baselinePlace(settings, output);
  const store = openBaseline(location, settings, system);
  const isForgotten = system.isCI && typeof location === "string" && !isS3Location(location);
  const findings = await examineBaseline({ store, settings, isForgotten, now: system.clock.now() });
  const isKnown = findings.some(({ code }) => code === "BASELINE");
  return { findings, knownFile: isKnown ? firstFile(await loadBaseline(store)) : undefined };
}

/** One that is no page, if there is one: hosts lead from one address of a page to another, and some keep none. */
function firstFile({ baseline }: Awaited<ReturnType<typeof loadBaseline>>): AssetPath | undefined {
  const entries = [...(baseline?.edges.values() ?? [])].flatMap(({ paths }) => [...paths]);
  const served = entries.flatMap(([assetPath, { state }]) => (state === "settled" ? [assetPath] : []));
  return served.find((assetPath) => !isDocument(assetPath)) ?? served[0];
}

function nameOf(resolution: Resolution): string {
  return !resolution.run && resolution.verdict === "skipped" ? resolution.environment : resolution.settings.environment;
}

const pullRequestNames = new Set(Object.values(pullRequestSigns).flat().flatMap(Object.keys));

function variablesInUse(env: System["env"], settings: Settings | undefined): readonly string[] {
  const isOurs =
    settings && typeof settings.baseline === "string" && isS3Location(settings.baseline)
      ? /^(?:NCLOUD_|GLOBAL_EDGE_PURGE|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$)/u
      : /^(?:NCLOUD_|GLOBAL_EDGE_PURGE)/u;
  return Object.entries(env).flatMap(([name, value]) =>
    value && (isOurs.test(name) || pullRequestNames.has(name)) ? [name] : [],
  );
}

function createFindUp(start: string, readText: SetupQuestion["readText"]): FindUp {
  return (name, below) => {
    const first = below === undefined ? start : dirname(dirname(below));
    if (below !== undefined && first === dirname(below)) return undefined;
    for (let folder = first; ; folder = dirname(folder)) {
      const path = join(folder, name);
      const text = readText(path);
      if (text !== undefined) return { path, text };
      if (folder === dirname(folder)) return undefined;
    }
  };
}

/**
 * Keys in `.env` files under names that bundlers write into what visitors download.
 *
 * @param readText a file of the project; `undefined` where there is none
 */
export function examineEnvFiles(
  names: readonly string[],
  readText: (name: string) => string | undefined,
): readonly Finding[] {
  return names.flatMap((file) =>
    publishedCredentials(parseEnv(readText(file) ?? ""), []).map(({ name, prefix }) =>
      problem(
        "CREDENTIALS_PUBLIC",
        `${file} holds a key as ${name}, and bundlers write variables that start with "${prefix}" ` +
          "into the files visitors download.",
        "Give the variable a name without that prefix. If a build with it was ever deployed, replace the key.",
      ),
    ),
  );
}
