import { PlanError, sendPlans, type SendOptions } from "@global-edge-purge/core";
import { type PlanFile, readPlan } from "@global-edge-purge/core/internal";
import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { type CommandInput, readInput, refuseUnlisted } from "../command-input.ts";
import { printReport } from "../ending.ts";
import { findPlans, otherPlans } from "../find-plans.ts";
import type { Flags } from "../flags.ts";
import { namedEnvironment } from "../merge-options.ts";
import type { ProgramContext } from "../program-context.ts";
import { loadCliWords } from "../words/load-cli-words.ts";

export interface SendFlags extends Flags {
  /** Folders of apps, each of which must have a plan among those that are sent. */
  readonly require?: readonly string[];
}

/** `send [FILE…]`: the second half of `run`, after the upload. Plans bring everything along but the credentials. */
export async function sendCommand(
  files: readonly string[],
  flags: SendFlags,
  context: ProgramContext,
): Promise<number> {
  const input = await readInput(flags, context);
  refuseUnlisted(input, flags, context);
  const { projectDirectory, given, own, system } = input;
  const paths = plansToSend(files, flags, input, context);
  const { credentials, profile } = own;
  const options = {
    ...given,
    ...(credentials !== undefined && { credentials }),
    ...(profile !== undefined && { profile }),
  };
  if (files.length === 0 && !flags.require) {
    const isNamed = namedEnvironment(input.config, flags.env, context.env["GLOBAL_EDGE_PURGE_ENV"]) !== undefined;
    if (!isNamed) {
      const { newerPlan } = await loadCliWords(context.env);
      for (const { path, environment } of newerPlans(input, paths)) {
        const shown = relative(projectDirectory, path);
        context.printError(`${newerPlan(shown, input.environment, environment)}\n`);
      }
    }
  }
  try {
    // Checked with all the others, like every option.
    const report = await sendPlans(paths, options as SendOptions, projectDirectory, system);
    return printReport(report, flags, context);
  } catch (error) {
    if (!(error instanceof PlanError) || error.code !== "PLAN_MISSING") throw error;
    throw new PlanError(error.code, error.message, { next: `${whatLies(input)}${error.next}`, cause: error });
  }
}

/** @throws PlanError; `PLAN_MISSING` where an app that is required has none of this environment and commit */
function plansToSend(
  files: readonly string[],
  { require }: SendFlags,
  { environment, projectDirectory, system }: CommandInput,
  { workingDirectory }: ProgramContext,
): readonly string[] {
  const named = files.map((file) => resolve(workingDirectory, file));
  if (!require) return named.length > 0 ? named : findPlans(projectDirectory, environment);
  const apps = require.map((folder) => {
    const app = resolve(workingDirectory, folder);
    const own = named.length > 0 ? named.filter((path) => isWithin(app, path)) : findPlans(app, environment);
    const plans = own.filter((path) => existsSync(path)).map((path) => ({ path, ...readPlan(path) }));
    return { folder, plans, faults: faultsOf(folder, plans, environment, system.commit?.(app)) };
  });
  const without = apps.flatMap(({ faults }) => faults);
  if (without.length > 0) {
    throw new PlanError("PLAN_MISSING", `${without.join(" ")} Nothing was sent.`, {
      next:
        'Let each build write one (when: "deploy"); one that comes out of a cache writes none, so run ' +
        "`npx global-edge-purge plan --dir DIR` after it. Or take the app out of --require.",
    });
  }
  return named.length > 0 ? named : apps.flatMap(({ plans }) => plans.map(({ path }) => path));
}

/** What speaks against the plans of an app that is required: each of this environment must be of this commit. */
function faultsOf(
  folder: string,
  plans: readonly (Pick<PlanFile, "settings" | "commit"> & { readonly path: string })[],
  environment: string,
  here: string | undefined,
): readonly string[] {
  const own = plans.filter(({ settings }) => settings.environment === environment);
  if (own.length === 0) {
    const others = plans.map(({ path, settings }) => ` ${path} is for the environment ${settings.environment}.`);
    return [`There is no plan of ${folder}${plans.length > 0 ? ` for ${environment}` : ""}.${others.join("")}`];
  }
  if (here === undefined) return [];
  return own.flatMap(({ path, commit = here }) =>
    commit.startsWith(here) || here.startsWith(commit)
      ? []
      : [`${path} is of the commit ${commit.slice(0, 12)}, and not of ${here.slice(0, 12)}.`],
  );
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}

/** The plans of other environments that are newer than those that are sent, and were not sent themselves. */
function newerPlans(
  { environment, projectDirectory }: CommandInput,
  paths: readonly string[],
): ReturnType<typeof otherPlans> {
  const newest = Math.max(0, ...paths.map(timeOf));
  return otherPlans(projectDirectory, environment).filter(({ path }) => {
    const written = timeOf(path);
    // That of an output lies one folder deeper; what was sent together has one report.
    const sent = [dirname(path), dirname(dirname(path))].map((folder) => timeOf(join(folder, "last-purge.json")));
    return written > newest && written > Math.max(...sent);
  });
}

/** Milliseconds since the epoch; none for a file that is not there. */
function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The plans that lie beside the project, in a sentence; empty where there are none. */
function whatLies({ environment, projectDirectory }: CommandInput): string {
  const here = [
    ...findPlans(projectDirectory, environment).filter((path) => existsSync(path)),
    ...otherPlans(projectDirectory, environment).map(({ path }) => path),
  ];
  if (here.length === 0) return "";
  const names = here.map((path) => relative(projectDirectory, path)).join(", ");
  return `Plans that lie here: ${names}; --env chooses the environment. `;
}
