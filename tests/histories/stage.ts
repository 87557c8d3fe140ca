import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Verdict } from "@global-edge-purge/core";
import type { Program, ProjectOptions } from "./commands.ts";
import { type Build, Environment } from "./environment.ts";
import type { Project } from "./folders.ts";
import type { EnvironmentName, Ending, Files, History, Writing } from "./history.ts";
import { emptyInProcess } from "./in-process.ts";
import { projectOptions } from "./project-options.ts";
import { lastingNames } from "./site-names.ts";
import { bases, edges, mistypedEdge, type World } from "./world.ts";
import { furthestBuild } from "./history.ts";

export const whole: Ending = { end: "whole" };

/** More than baselines remember builds. */
const mostPlans = 60;

const nothing = () => Promise.resolve();

/** Whether a command that ends so may have no good verdict. That others build meanwhile is no reason. */
export function isHindrance({ end }: Ending): boolean {
  return end !== "whole" && end !== "overlapped";
}

/** One call of the program. */
interface Performance {
  readonly name: "run" | "plan" | "adopt" | "send";
  readonly environment: Environment;
  readonly build: Build;
  readonly project: Project;
  readonly ending: Ending;
  readonly dryRun?: boolean;
  /** Absolute. */
  readonly plans?: readonly string[];
}

/** What happened to a build that was deployed. */
interface Deployed {
  readonly build: Build;
  readonly edges: readonly number[];
  readonly verdict: Verdict | "killed";
  /** Whether something stood in the way of a good verdict. */
  readonly isHindered: boolean;
}

/** Where a history is played: the world, the program, and what is known without asking the program. */
export class Stage {
  readonly played = { promises: 0, compared: 0, killed: 0 };
  readonly world: World;
  readonly environments: Readonly<Record<EnvironmentName, Environment>>;
  readonly #history: History;
  readonly #program: Program;
  /** What each build wrote, the latest last. */
  readonly #written: Files[];
  readonly #heardMeanwhile: (() => void)[] = [];
  #plans = 0;

  constructor(history: History, world: World, program: Program) {
    this.#history = history;
    this.world = world;
    this.#program = program;
    const lasting = Object.fromEntries(lastingNames.map((name) => [name, `1 ${name}`]));
    this.#written = [{ ...lasting, ...history.first }];
    this.environments = {
      production: new Environment("production", edges.production, bases.production[0]),
      staging: new Environment("staging", edges.staging, bases.staging[0]),
    };
  }

  /** The next build. */
  build(environment: Environment, writing: Writing): Build {
    const before = this.#written.at(-1) ?? {};
    if ("again" in writing) this.#written.push(this.#written.at(-1 - (writing.again % this.#written.length)) ?? before);
    else {
      const files = new Map(Object.entries(before));
      for (const [name, text] of Object.entries(writing.changes)) {
        if (text !== "") files.set(name, text);
        else if (!lastingNames.includes(name)) files.delete(name);
      }
      this.#written.push(Object.fromEntries(files));
    }
    // No step goes further back.
    if (this.#written.length > furthestBuild) this.#written.shift();
    return environment.build(this.#written.at(-1) ?? before);
  }

  /** Forgets what lies too far back for any step, in a history that is too long to remember it all. */
  retire(isOver: (name: string) => boolean): void {
    for (const environment of Object.values(this.environments)) {
      environment.retire(isOver);
      for (const { path } of environment.plans.splice(0, environment.plans.length - mostPlans)) rmSync(path);
    }
  }

  /**
   * Runs the program, with nothing left over of what was to go wrong. Where the ending says so, another build is planned while the answer
   * to a request is awaited: builds may overlap with a deploy.
   */
  async perform({ name, environment, build, project, ending, dryRun = false, plans = [] }: Performance) {
    const isMade = name === "run" || name === "adopt";
    environment.meet(build);
    let isOver = false;
    let overlap: Promise<void> | undefined;
    const meanwhile = async () => {
      if (isOver || overlap || ending.end !== "overlapped") return;
      if (isMade) environment.order.made(build, true);
      overlap = this.#planMeanwhile(environment, ending.writing, project);
      // What goes wrong in it is told when this is over.
      await overlap.catch(() => {});
    };
    if (name !== "send") project.write(build.files);
    const options = this.options({ [environment.name]: { edgeId: environment.edges, ...build.mapping } });
    const command = { name, environment: environment.name, project, options, dryRun, plans, ending, meanwhile };
    const verdict = await this.#program(command);
    isOver = true;
    await overlap;
    await this.world.clearFaults();
    if (isMade && !overlap && !dryRun) environment.order.made(build, verdict !== "killed");
    if (verdict === "killed") this.played.killed += 1;
    return verdict;
  }

  /** Plans the next build with nothing in the way. The command that it comes into promises nothing of it. */
  async #planMeanwhile(environment: Environment, writing: Writing, project: Project): Promise<void> {
    const build = this.build(environment, writing);
    project.write(build.files);
    const command = { name: "plan", environment: environment.name, project, options: this.options({}) } as const;
    const verdict = await this.#program({ ...command, dryRun: false, plans: [], ending: whole, meanwhile: nothing });
    const { edges } = environment;
    this.#keepPlan(environment, build, project, verdict);
    this.#heardMeanwhile.push(() => environment.hear(build, edges));
  }

  /** Takes note of what was planned while a command ran, once what that one promised was looked at. */
  hearMeanwhile(): void {
    for (const hear of this.#heardMeanwhile.splice(0)) hear();
  }

  /** What became of a plan. A copy of it is kept. */
  planned(environment: Environment, build: Build, project: Project, verdict: Verdict | "killed"): void {
    this.#keepPlan(environment, build, project, verdict);
    if (verdict !== "killed") environment.hear(build, environment.edges);
  }

  #keepPlan(environment: Environment, build: Build, project: Project, verdict: Verdict | "killed"): void {
    const { order, plans, edges } = environment;
    order.planned(build, verdict !== "killed");
    if (verdict === "killed") return;
    assert.ok(verdict === "planned" || verdict === "nothing-to-purge", `The verdict of a plan is "${verdict}".`);
    const place = project.plan(environment.name);
    const path = this.world.folders.kept(environment.name, this.#plans++);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(place, path);
    plans.push({ build, edges, path, place });
  }

  /** What the configuration says now, with changes to it. */
  options(changes: Readonly<Partial<Record<EnvironmentName, Readonly<Record<string, unknown>>>>>): ProjectOptions {
    const own = ({ edges, mapping }: Environment) => ({ edgeId: edges, ...mapping });
    const { production, staging } = this.environments;
    return projectOptions(this.world, this.#history, {
      production: { ...own(production), ...changes.production },
      staging: { ...own(staging), ...changes.staging },
    });
  }

  /** Uploads a build, once the deploy of the one before has come to an end that the next one can follow. */
  async upload(environment: Environment, build: Build): Promise<void> {
    const { order, uploaded } = environment;
    if (order.has(build)) return;
    if (order.mustEnd && uploaded) await this.run(environment, uploaded, this.world.folders.projects[0], whole);
    environment.upload(build);
    const { files, mapping } = build;
    this.world.origin.upload({ environment: environment.name, base: mapping.base, files });
  }

  /** Runs what lies on the origin. */
  async run(environment: Environment, build: Build, project: Project, ending: Ending): Promise<void> {
    const verdict = await this.perform({ name: "run", environment, build, project, ending });
    environment.order.recorded(build, verdict !== "killed");
    const { edges } = environment;
    await this.deployed(environment, { build, edges, verdict, isHindered: isHindrance(ending) });
    this.hearMeanwhile();
  }

  /** What a report on a build that lies on the origin means. */
  async deployed(environment: Environment, { build, edges, verdict, isHindered }: Deployed): Promise<void> {
    if (verdict === "killed") return environment.narrow(build, edges);
    const isGood = verdict === "purged" || verdict === "nothing-to-purge";
    const isTold = isHindered || edges.includes(mistypedEdge);
    assert.ok(isGood || isTold, `Nothing was in the way, and the verdict is "${verdict}".`);
    if (!isGood) return environment.hear(build, edges);
    await this.check(environment, build, edges);
    environment.hear(build, []);
    for (const [, promises] of environment.promisesOf(edges)) {
      promises.settle(Object.keys(build.files), build.mapping, environment.namesEver);
      if (this.#heardMeanwhile.length === 0) promises.meetOnly(Object.keys(build.files));
    }
  }

  /** After a report of nothing to purge, for a build that may or may not be what lies on the origin. */
  async nothingToPurge(environment: Environment, build: Build): Promise<void> {
    const { order, edges } = environment;
    if (order.has(build) && !order.mustEnd) await this.check(environment, build, edges);
  }

  /** Asks edges for every URL that anybody ever asked for; what is promised must be what the origin serves. */
  async check(environment: Environment, { files, mapping }: Build, edges: readonly number[]): Promise<void> {
    this.played.promises += 1;
    for (const [edgeId, promises] of environment.promisesOf(edges)) {
      const due = promises.dueAfter(Object.keys(files), mapping);
      const urls = [...new Set([...due, ...environment.urls])];
      const answers = await this.world.visit(edgeId, urls);
      for (const [index, served] of answers.entries()) {
        const url = urls[index] ?? "";
        const truth = this.world.origin.answer(url);
        const file = this.world.origin.fileAt(url);
        const isTold =
          file === undefined
            ? environment.namesHolding(served.body).some((name) => promises.wasTold(url, name, mapping))
            : promises.isTold(url, file, mapping);
        const isFresh = isTold
          ? promises.allows(url, { served, truth, mapping }, (name) => environment.isTwisted(name))
          : served.status === 404 || file === undefined || environment.hasHeld(file, served.body);
        if (due.has(url) && !isFresh) {
          assert.deepEqual(served, truth, `${url} is stale at edge ${edgeId} of ${environment.name}`);
        }
      }
      this.played.compared += due.size;
    }
  }

  async visit(visits: number): Promise<void> {
    for (const { promises, urls } of Object.values(this.environments)) {
      for (const edgeId of promises.keys()) {
        await this.world.visit(
          edgeId,
          urls.filter((url) => isVisited(`${url} ${edgeId}`, visits)),
        );
      }
    }
  }

  /** Somebody purges whole edges by hand. */
  async empty(edgeIds: readonly number[]): Promise<void> {
    const [project] = this.world.folders.projects;
    for (const edgeId of edgeIds) {
      await emptyInProcess(this.world, project, "production", this.options({ production: { edgeId } }));
    }
  }
}

/** Which URLs get a visitor: none of them for 0, every one for 9. */
function isVisited(url: string, visits: number): boolean {
  let mixed = visits;
  for (const character of url) mixed = (mixed * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return mixed % 9 < visits;
}
