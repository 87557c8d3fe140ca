import { dirname, isAbsolute, relative, sep } from "node:path";
import { recordMapping } from "../baseline/baseline.ts";
import { prepareStateFolder } from "../baseline/state-folder.ts";
import { type PlanSettings, planSettings } from "../options/table/plan-settings.ts";
import { plainName } from "../output/asset-path.ts";
import type { BuildContents } from "../output/read-output.ts";
import { aliasesOf } from "../plan/aliases-of.ts";
import { unseenImmutableNames } from "../plan/new-immutable-names.ts";
import { compareTargets } from "../plan/order-targets.ts";
import { mergeTargets, summarizePlan } from "../plan/plan-summary.ts";
import type { EdgePlan, PurgePlan } from "../plan/purge-plan.ts";
import { messageOf } from "../system/errors.ts";
import { replaceFile } from "../system/replace-file.ts";
import { formatPlan } from "./format-plan.ts";
import { PlanError, type PlanFile } from "./plan-file.ts";

/**
 * Writes a plan, whole or not at all; its folder is made. Its paths must be saved as unsettled before.
 *
 * @param path absolute
 * @param memory where the baseline lies: an absolute path, or a URL; and the commit that was built, where somebody told
 * @throws PlanError `PLAN_UNWRITABLE`
 */
export async function writePlan(
  path: string,
  plan: PurgePlan,
  contents: BuildContents,
  settings: PlanSettings,
  { baseline, commit }: { readonly baseline: string; readonly commit?: string | undefined },
): Promise<void> {
  const file = planFile(plan, contents, settings, placeFrom(dirname(path), baseline));
  const text = formatPlan({ ...file, ...(commit !== undefined && { commit }) });
  try {
    await prepareStateFolder(path);
    await replaceFile(path, text);
  } catch (error) {
    throw new PlanError("PLAN_UNWRITABLE", `The plan ${path} cannot be written: ${messageOf(error)}.`, {
      next:
        "Make its folder writable and see that the disk is not full, then build again. " +
        "Nothing is lost: the next plan or run has these purges, too.",
      cause: error,
    });
  }
}

/** What a plan holds of a build that was compared with its baseline. */
function planFile(
  plan: PurgePlan,
  { manifest, mapping, outputDirectory }: BuildContents,
  settings: PlanSettings,
  baseline: string,
): PlanFile {
  const { aliases } = mapping;
  return {
    settings: planSettings(settings),
    outputDirectory,
    baseline,
    mapping: recordMapping(mapping),
    ...(typeof aliases === "function" && {
      aliasesGiven: givenAliases(plan.edges, (path) => aliasesOf(path, aliases)),
    }),
    counts: summarizePlan(plan).counts,
    targets: mergeTargets(plan.edges).toSorted(compareTargets),
    newNames: unseenImmutableNames(plan.edges),
    manifest,
  };
}

/** A function cannot be written down, but what it gives for every path that the plan speaks of. */
function givenAliases(edges: readonly EdgePlan[], aliasesFor: (path: string) => readonly string[]) {
  const paths = edges.flatMap(({ diff }) => diff.paths.map(({ assetPath }) => assetPath));
  const assetPaths = new Set(paths.flatMap((assetPath) => [assetPath, plainName(assetPath)]));
  const given = [...assetPaths].map((assetPath) => [assetPath, aliasesFor(assetPath)] as const);
  return new Map(given.filter(([, paths]) => paths.length > 0));
}

/** Relative, so that a folder with both can be moved to another machine. */
function placeFrom(folder: string, baseline: string): string {
  if (!isAbsolute(baseline)) return baseline;
  const path = relative(folder, baseline);
  return isAbsolute(path) ? path : path.split(sep).join("/");
}
