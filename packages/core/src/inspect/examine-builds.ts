import { type Baseline, recordMapping } from "../baseline/baseline.ts";
import { OptionsError } from "../options/options-error.ts";
import type { BuildFacts } from "../options/resolution.ts";
import { resolveOptions } from "../options/resolve-options.ts";
import type { Settings } from "../options/settings.ts";
import { type AssetPath, isDocument, shownPath } from "../output/asset-path.ts";
import { isData } from "../output/framework-row.ts";
import type { AssetManifest } from "../output/manifest.ts";
import { type ReadBuild, readOutput } from "../output/read-output.ts";
import { planBuild } from "../plan/plan-build.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import { listFew } from "../system/shorten.ts";
import type { System } from "../system/system.ts";
import { type Finding, good, notice, problem } from "./finding.ts";

export interface BuildsQuestion {
  /** What the user wrote, unchecked. */
  readonly options: unknown;
  readonly build: BuildFacts;
  /** Builds the site; returns the exit code. What it builds with is not to purge. */
  readonly runBuild: () => Promise<number>;
}

/** Builds twice from the same sources, and says what differs, and what each deploy purges for it. */
export async function examineBuilds(question: BuildsQuestion, system: System): Promise<readonly Finding[]> {
  const { options, build, runBuild } = question;
  try {
    const resolution = resolveOptions(options, { ...build, isAsked: true }, system);
    // That it does not run was said by whoever examined the setup.
    if (!("settings" in resolution)) return [];
    const { settings } = resolution;
    const { outputDirectory } = settings;
    if (outputDirectory === undefined) {
      const next = "Give it, such as --dir dist, or set outputDirectory in the config.";
      return [problem("DIRECTORY_MISSING", "Nothing says which folder the build writes.", next)];
    }
    const builds: ReadBuild[] = [];
    for (let time = 0; time < 2; time++) {
      const exitCode = await runBuild();
      if (exitCode !== 0) return [buildFailed(exitCode)];
      builds.push(readOutput({ outputDirectory }, settings, () => {}));
    }
    const [first, second] = builds;
    return first && second ? [compareBuilds(first, second, settings)] : [];
  } catch (error) {
    if (error instanceof OptionsError || !(error instanceof GlobalEdgePurgeError)) throw error;
    return [problem(error.code, error.message, error.next)];
  }
}

function buildFailed(exitCode: number): Finding {
  return problem("BUILD_FAILED", `The build ended with exit code ${exitCode}.`, "Mend it, and ask again.");
}

/** What differs between two builds of the same sources. */
function compareBuilds(first: ReadBuild, second: ReadBuild, settings: Settings): Finding {
  const differing = [...new Set([...first.manifest.keys(), ...second.manifest.keys()])]
    .filter((assetPath) => first.manifest.get(assetPath)?.digest !== second.manifest.get(assetPath)?.digest)
    .toSorted();
  const files = count(second.manifest.size, "file");
  if (differing.length === 0) return good("BUILDS_ALIKE", `Two builds of the same sources wrote the same ${files}.`);
  const { batches } = planOf(first, second, settings);
  const targets = batches.reduce((sum, batch) => sum + batch.targets.length, 0);
  const cost = targets === 0 ? "nothing" : `${count(targets, "target")} in ${count(batches.length, "request")}`;
  return notice(
    "BUILDS_DIFFER",
    `Two builds of the same sources differ in ${count(differing.length, "name")} (the second has ${files}): ` +
      `${describeKinds(differing, first.manifest, second.manifest)}. Each deploy purges ${cost} for it.`,
    second.framework?.writtenAnew?.advice ??
      "Look for a time, a random id or an order in them: what a build writes should follow from its sources or the " +
        "commit.",
  );
}

/** What a deploy of the second build would send where the first is what edges serve. */
function planOf(first: ReadBuild, second: ReadBuild, settings: Settings) {
  const paths = new Map([...first.manifest].map(([name, entry]) => [name, { state: "settled", ...entry } as const]));
  const section = { mappings: [recordMapping(first.mapping)], paths };
  const [edgeId = 1] = settings.edgeIds;
  const baseline: Baseline = { outputDirectory: first.outputDirectory, edges: new Map([[edgeId, section]]) };
  return planBuild({
    ...second,
    baseline,
    whyMissing: undefined,
    counts: () => true,
    settings: { ...settings, edgeIds: [edgeId], allowShrink: true },
    now: "",
  });
}

function describeKinds(names: readonly AssetPath[], first: AssetManifest, second: AssetManifest): string {
  const kinds = new Map<string, AssetPath[]>();
  for (const name of names) {
    const isImmutable = (second.get(name) ?? first.get(name))?.immutable;
    const kind = isDocument(name) ? "page" : isImmutable ? "hashed name" : isData(name) ? "data file" : "other file";
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  return [...kinds].map(([kind, its]) => `${count(its.length, kind)} (${listFew(its.map(shownPath))})`).join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
