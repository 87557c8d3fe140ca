import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import type { Environment, KeptPlan } from "./environment.ts";
import type { Step } from "./history.ts";
import { forgetInProcess } from "./in-process.ts";
import { isHindrance, type Stage, whole } from "./stage.ts";
import { bases, mistypedEdge } from "./world.ts";

type StepOf<Does extends Step["does"]> = Extract<Step, { readonly does: Does }>;

/** Does what a step says, and looks whether what it promises is kept. */
export async function playStep(stage: Stage, step: Step): Promise<void> {
  switch (step.does) {
    case "plan":
      return plan(stage, step);
    case "run":
      return run(stage, step);
    case "adopt":
      return adopt(stage, step);
    case "dry-run":
      return dryRun(stage, step);
    case "send":
      return send(stage, step);
    case "configure":
      return configure(stage, step);
    case "forget":
      return forget(stage, step);
    case "visit":
      return stage.visit(step.visits);
    case "empty":
      return stage.empty([step.edge]);
  }
}

async function plan(stage: Stage, { environment: name, machine, ending, writing }: StepOf<"plan">): Promise<void> {
  const environment = stage.environments[name];
  const project = stage.world.folders.projects[machine];
  const build = stage.build(environment, writing);
  const verdict = await stage.perform({ name: "plan", environment, build, project, ending });
  stage.planned(environment, build, project, verdict);
  if (verdict === "nothing-to-purge") await stage.nothingToPurge(environment, build);
}

async function run(stage: Stage, { environment: name, machine, ending, writing, visits }: StepOf<"run">) {
  const environment = stage.environments[name];
  const build = stage.build(environment, writing);
  await stage.upload(environment, build);
  await stage.visit(visits);
  await stage.run(environment, build, stage.world.folders.projects[machine], ending);
}

async function adopt(stage: Stage, { environment: name, machine, ending, writing }: StepOf<"adopt">): Promise<void> {
  const environment = stage.environments[name];
  const build = stage.build(environment, writing);
  const { edges } = environment;
  await stage.upload(environment, build);
  // What is adopted must be true.
  await stage.empty(environment.promisesOf(edges).map(([edgeId]) => edgeId));
  const project = stage.world.folders.projects[machine];
  const verdict = await stage.perform({ name: "adopt", environment, build, project, ending });
  environment.order.recorded(build, verdict !== "killed");
  await stage.deployed(environment, { build, edges, verdict, isHindered: isHindrance(ending) });
}

async function dryRun(stage: Stage, { environment: name, machine, command, writing }: StepOf<"dry-run">) {
  const environment = stage.environments[name];
  const build = stage.build(environment, writing);
  const project = stage.world.folders.projects[machine];
  const performance = { name: command, environment, build, project, ending: whole, dryRun: true };
  const verdict = await changingNothing(stage, () => stage.perform(performance));
  if (verdict === "nothing-to-purge") await stage.nothingToPurge(environment, build);
}

async function send(stage: Stage, step: StepOf<"send">): Promise<void> {
  const main = stage.environments[step.environment];
  const other = stage.environments[step.environment === "production" ? "staging" : "production"];
  const isAny = step.uploads || step.dryRun;
  const chosen = [
    choose(main, step.back, isAny),
    ...(step.other === undefined ? [] : [choose(other, step.other, isAny)]),
  ];
  const sent: { readonly environment: Environment; readonly plan: KeptPlan; readonly isUploaded: boolean }[] = [];
  for (const { environment, plan } of chosen.filter((choice) => choice !== undefined)) {
    if (step.uploads && !step.dryRun) await stage.upload(environment, plan.build);
    environment.meet(plan.build);
    sent.push({ environment, plan, isUploaded: environment.order.has(plan.build) });
  }
  const [first] = sent;
  if (!first) return;
  await stage.visit(step.visits);
  const plans = sent.map(({ plan }) => (step.inPlace && isStillThere(plan) ? plan.place : plan.path));
  const project = stage.world.folders.projects[step.machine];
  const { environment, plan } = first;
  const performance = { name: "send" as const, environment, build: plan.build, project, plans };
  if (step.dryRun) {
    await changingNothing(stage, () => stage.perform({ ...performance, ending: whole, dryRun: true }));
    return;
  }
  // With several baselines nobody stands between the program and one of them.
  const ending = sent.length > 1 && step.ending.end === "killed" ? whole : step.ending;
  const verdict = await stage.perform({ ...performance, ending });
  const isHindered = isHindrance(ending) || sent.some(({ plan }) => plan.edges.includes(mistypedEdge));
  for (const { environment, plan, isUploaded } of sent) {
    const { build, edges } = plan;
    if (!isUploaded) {
      environment.order.sentLate(build, verdict !== "killed");
      environment.narrow(build, edges);
    } else {
      environment.order.recorded(build, verdict !== "killed");
      await stage.deployed(environment, { build, edges, verdict, isHindered });
    }
  }
  stage.hearMeanwhile();
}

/** Whoever sends a plan has uploaded its build, unless another one was deployed since. */
function choose(environment: Environment, back: number, isAny: boolean) {
  const { order } = environment;
  const plans = environment.plans.filter(({ build }) => isAny || order.has(build) || order.isOvertaken(build));
  const plan = plans.at(-1 - (back % Math.max(1, plans.length)));
  return plan && { environment, plan };
}

/** Whether a plan lies where the build put it: later builds replace it, or take it away. */
function isStillThere({ place, path }: KeptPlan): boolean {
  return existsSync(place) && readFileSync(place).equals(readFileSync(path));
}

function configure(stage: Stage, { environment: name, edges, aliases, queries, base }: StepOf<"configure">): void {
  const environment = stage.environments[name];
  const { mapping } = environment;
  environment.edges = edges ?? environment.edges;
  environment.mapping = {
    aliases: aliases ?? mapping.aliases,
    queries: queries ?? mapping.queries,
    base: base === undefined ? mapping.base : (bases[name][base % bases[name].length] ?? mapping.base),
  };
}

async function forget(stage: Stage, { environment: name, edge }: StepOf<"forget">): Promise<void> {
  const [project] = stage.world.folders.projects;
  await forgetInProcess(stage.world, project, name, stage.options({ [name]: { edgeId: edge } }));
  stage.environments[name].promises.get(edge)?.forget();
}

/** A dry run only reads. */
async function changingNothing<Result>({ world }: Stage, act: () => Promise<Result>): Promise<Result> {
  const { folders, emulator } = world;
  const [before, requests] = [folders.state(), emulator.requests.length];
  const result = await act();
  assert.deepEqual(folders.state(), before, "A dry run changed something.");
  assert.equal(emulator.requests.length, requests, "A dry run sent something.");
  return result;
}
