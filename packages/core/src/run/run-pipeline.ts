import type { Settings } from "../options/settings.ts";
import type { System } from "../system.ts";
import { baselinePath, planPath } from "./baseline-place.ts";
import { compare } from "./compare.ts";
import { execute, owePurges } from "./execute.ts";
import type { FinishedBuild } from "./finished-build.ts";
import { openBaseline } from "./open-baseline.ts";
import { writePlan } from "./plan-file/write-plan.ts";
import { summarizePlan } from "./plan-summary.ts";
import { readOutput } from "./read-output.ts";
import type { RunPorts } from "./report-run.ts";
import type { RunEnd } from "./run-end.ts";
import { createRunMark } from "./run-mark.ts";
import { requireCredentials, type Sent, sendToEdge } from "./send-to-edge.ts";
import { unsaved } from "./unsaved.ts";

/**
 * The story: output directory → manifest → diff with the baseline → plan → receipts → baseline. With `when: "deploy"` it ends at
 * the plan, and `runPlans` tells the rest.
 *
 * @throws GlobalEdgePurgeError before anything is sent
 */
export async function runPipeline(
  build: FinishedBuild,
  settings: Settings,
  system: System,
  { logger, warn, onPlan }: RunPorts,
): Promise<RunEnd> {
  const contents = readOutput(build, settings, warn);
  const store = openBaseline(baselinePath(settings, build), system);
  const { plan, planFor, warnings, setAside } = await compare(contents, settings, store, system.clock);
  onPlan(summarizePlan(plan));
  warnings.forEach(warn);
  if (settings.dryRun) return { summary: summarizePlan(plan), outcomes: [{ plan, receipts: [] }], receipts: [] };

  const account = settings.when === "build" ? requireCredentials(settings) : undefined;
  if (setAside) logger.info(`  the unusable baseline is kept as ${await setAside()}`);
  const run = { store, outputDirectory: contents.outputDirectory, mark: createRunMark(system) };
  if (!account) {
    const owed = await owePurges(planFor, run, system);
    const planFile = planPath(settings, build);
    await writePlan(planFile, owed.plan, contents, settings, store.location);
    return { summary: summarizePlan(owed.plan), outcomes: [{ ...owed, receipts: [] }], receipts: [], planFile };
  }

  let sent: Sent = { receipts: [] };
  const outcome = await execute(planFor, run.outputDirectory, run.mark, {
    ...system,
    store,
    send: async ({ batches }) => {
      sent = await sendToEdge(batches, account, system, { logger, warn });
      return sent.receipts;
    },
    onUnsaved: (error) => warn(unsaved(error)),
  });
  return { summary: summarizePlan(outcome.plan), outcomes: [outcome], ...sent };
}
