import { BaselineError } from "../baseline/baseline-error.ts";
import { baselinePlace, lastPurgePath, type Output, outputsOf, planPath } from "../baseline/state-folder.ts";
import { loadBaseline } from "../baseline/stored-baseline.ts";
import { openBaseline } from "../baseline/stores/open-store.ts";
import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import { type FinishedBuild, readOutput } from "../output/read-output.ts";
import { parsePlan } from "../plan-file/parse-plan.ts";
import { reportedTargets, summarizePlan } from "../plan/plan-summary.ts";
import { compare } from "../run/compare.ts";
import { GlobalEdgePurgeError } from "../system/errors.ts";
import type { System } from "../system/system.ts";
import { explainByBaseline } from "./explain-baseline.ts";
import { explainEnglish } from "./explain-english.ts";
import { explainByPlan } from "./explain-plan.ts";
import { explainByReport } from "./explain-report.ts";
import type { ExplainWords } from "./explain-words.ts";
import type { Fact } from "./finding.ts";

export interface UrlQuestion {
  /** A path from the host's root, percent-encoded, perhaps with a query. */
  readonly target: string;
  readonly settings: Settings;
  /** The folder that the next run would compare; absent where nobody named one. */
  readonly build?: FinishedBuild | undefined;
  /** The text of a file by its absolute path; `undefined` where it cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /** The language to answer in; English unless given. */
  readonly words?: ExplainWords;
}

/**
 * Why a URL would or would not be purged: what the baseline, the folder, the plan and the last report say of it. Only
 * reads.
 */
export async function explainUrl(question: UrlQuestion, system: System): Promise<readonly Fact[]> {
  const { target, settings, readText, words = explainEnglish } = question;
  const outputs = outputsOf(settings);
  const baselines = await Promise.all(outputs.map((output) => explainBaseline(question, output, system)));
  const build = await explainBuild(question, system);
  const explainFiles = (paths: readonly string[], explain: (text: string, path: string) => readonly Fact[]) =>
    paths.flatMap((path) => {
      const text = readText(path);
      return text === undefined ? [] : explain(text, path);
    });
  const plans = outputs.map((output) => planPath(settings, output));
  const { json } = settings.report;
  const reports = json === undefined ? outputs.map((output) => lastPurgePath(settings, output)) : [json];
  const facts = [
    ...baselines.flat(),
    ...build,
    ...explainFiles(plans, (text, path) => explainPlanFile(target, text, path, words)),
    ...explainFiles(reports, (text) => explainByReport(target, text, words)),
  ];
  return facts.some(({ assetPath }) => assetPath !== undefined) ? facts : [...facts, unknown(settings, words)];
}

async function explainBaseline(
  { target, settings, words = explainEnglish }: UrlQuestion,
  output: Output,
  system: System,
): Promise<readonly Fact[]> {
  try {
    const store = openBaseline(baselinePlace(settings, output), settings, system);
    const { baseline, whyMissing } = await loadBaseline(store);
    if (baseline) return explainByBaseline(target, baseline, mappingOf(settings), words);
    return [
      {
        source: "baseline",
        says: words.noBaseline(store.location, whyMissing ?? "", settings.onMissingBaseline),
      },
    ];
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError)) throw error;
    return [{ source: "baseline", says: words.unreadable(error) }];
  }
}

async function explainBuild(
  { target, settings, build, words = explainEnglish }: UrlQuestion,
  system: System,
): Promise<readonly Fact[]> {
  if (!build) return [];
  try {
    const store = openBaseline(baselinePlace(settings, build), settings, system);
    const { plan } = await compare(
      readOutput(build, settings, () => {}),
      settings,
      store,
      system,
    );
    return explainByPlan(target, summarizePlan(plan).targets, "build", "run", words);
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError)) throw error;
    // That it cannot be read was said above.
    return error instanceof BaselineError ? [] : [{ source: "build", says: words.wouldFail(error) }];
  }
}

function explainPlanFile(target: string, text: string, path: string, words: ExplainWords): readonly Fact[] {
  try {
    return explainByPlan(target, reportedTargets(parsePlan(text, path).targets), "plan", { plan: path }, words);
  } catch (error) {
    if (!(error instanceof GlobalEdgePurgeError)) throw error;
    return [{ source: "plan", says: words.unreadable(error) }];
  }
}

/** Without a folder nobody knows its framework: what the baseline lists counts besides, in any case. */
function mappingOf({ base: { assets, pages = assets }, aliases = "directory", queries = [] }: Settings): Mapping {
  return { base: { assets, pages }, aliases, queries };
}

function unknown({ base, exclude }: Settings, words: ExplainWords): Fact {
  return { source: "options", says: words.unknownUrl(base.pages || base.assets, exclude) };
}
