import { dirname } from "node:path";
import { z } from "zod";
import { type Finding, notice, problem } from "./finding.ts";

/**
 * A file of the project or of a folder above it, nearest first. `undefined` where there is none.
 *
 * @param below the path of a file: only the folders above its own are looked at
 */
export type FindUp = (name: string, below?: string) => { readonly path: string; readonly text: string } | undefined;

export interface TaskRunnerQuestion {
  readonly findUp: FindUp;
  /** Names of the variables that a run reads and that are set. */
  readonly variables: readonly string[];
  readonly when: "build" | "deploy";
}

/** Task runners that keep variables from builds, or hand back an old build without running it. */
export function examineTaskRunners(question: TaskRunnerQuestion): readonly Finding[] {
  return [...examineTurbo(question), ...examineNx(question)];
}

const names = z.array(z.string()).catch([]);

/** The commands of a package's scripts by their names. */
function readScripts(findUp: FindUp): Readonly<Record<string, string>> {
  const file = findUp("package.json");
  return packageFile.safeParse(file && parseJsonc(file.text)).data?.scripts ?? {};
}

const packageFile = z.object({ scripts: z.record(z.string(), z.string()).catch({}).default({}) });

interface Task {
  readonly cache?: boolean | undefined;
  readonly dependsOn?: readonly string[] | undefined;
}

/** Whether a task looks at what a build left, wherever that came from: it runs us, after the build, and is itself never replayed. */
function followsBuild({ cache, dependsOn = [] }: Task, command = ""): boolean {
  return cache === false && dependsOn.some(isBuild) && /\bglobal-edge-purge\s+(?:plan|run)\b/u.test(command);
}
// What a task does not say, it may take from the root's: defaults come last.
const turboTask = z.object({
  cache: z.boolean().optional().catch(undefined),
  dependsOn: names.optional(),
  env: names.optional(),
  passThroughEnv: names.optional(),
});
type TurboTask = z.output<typeof turboTask>;
const turboFile = z.object({
  extends: names.default([]),
  envMode: z.string().optional().catch(undefined),
  globalEnv: names.default([]),
  globalPassThroughEnv: names.default([]),
  // The name before version 2 was pipeline; those versions hand all variables on.
  tasks: z.record(z.string(), turboTask.catch({})).default({}),
});

interface TurboConfig extends z.output<typeof turboFile> {
  readonly path: string;
}

/**
 * The nearest configuration of Turborepo, with what it takes from the one above it: a package's that extends "//" has
 * the root's settings, and the root's tasks where it does not say otherwise (its documentation).
 */
function readTurbo(findUp: FindUp, below?: string): TurboConfig | undefined {
  const [file] = ["turbo.json", "turbo.jsonc"]
    .flatMap((name) => findUp(name, below) ?? [])
    .toSorted((one, other) => dirname(other.path).length - dirname(one.path).length);
  const config = turboFile.safeParse(file && parseJsonc(file.text)).data;
  if (!file || !config) return undefined;
  const own = { ...config, path: file.path };
  const root = own.extends.includes("//") ? readTurbo(findUp, file.path) : undefined;
  if (!root) return own;
  const inherited = Object.entries(own.tasks).map(([name, task]) => [name, extendTask(root.tasks[name] ?? {}, task)]);
  const tasks: Record<string, TurboTask> = { ...root.tasks, ...Object.fromEntries(inherited) };
  return { ...root, tasks, path: Object.keys(own.tasks).some(isBuild) ? own.path : root.path };
}

/** A list takes the place of the root's, unless it says that it adds to it. */
function extendTask(root: TurboTask, own: TurboTask): TurboTask {
  const list = (name: "dependsOn" | "env" | "passThroughEnv") =>
    own[name]?.includes("$TURBO_EXTENDS$") ? [...(root[name] ?? []), ...own[name]] : (own[name] ?? root[name]);
  return {
    cache: own.cache ?? root.cache,
    dependsOn: list("dependsOn"),
    env: list("env"),
    passThroughEnv: list("passThroughEnv"),
  };
}

function isBuild(task: string): boolean {
  return /(?:^|#)build$/u.test(task);
}

/** What Turborepo 2.11 hands on unasked, of all variables that we read (measured). */
const unasked = ["GITHUB_*", "VERCEL_*"];

/**
 * Turborepo 2 hands on only the variables that turbo.json names, and replays builds from its cache (its documentation).
 */
function examineTurbo({ findUp, variables, when }: TaskRunnerQuestion): readonly Finding[] {
  const turbo = readTurbo(findUp);
  const tasks = Object.entries(turbo?.tasks ?? {});
  const build = tasks.find(([name]) => isBuild(name));
  if (!turbo || !build) return [];
  const scripts = readScripts(findUp);
  const after = tasks.find(([name, task]) => followsBuild(task, scripts[name.slice(name.indexOf("#") + 1)]));
  // What runs us needs the variables.
  const [name, { env = [], passThroughEnv = [] }] = after ?? build;
  const findings: Finding[] = [];

  const handedOn = [unasked, turbo.globalEnv, turbo.globalPassThroughEnv, env, passThroughEnv].flat();
  const stripped = variables.filter((variable) => !handedOn.some((pattern) => matches(variable, pattern)));
  if (turbo.envMode !== "loose" && stripped.length > 0) {
    const patterns = new Set(stripped.map((variable) => `"${prefixPattern(variable)}"`));
    findings.push(
      problem(
        "TURBO_STRIPS_VARIABLES",
        `${turbo.path}: Turborepo keeps ${stripped.join(", ")} from the task ${name}, ` +
          "so it finds no keys, or another environment, or takes a pull request for a deploy.",
        `Add ${[...patterns].join(", ")} to passThroughEnv of the task.`,
      ),
    );
  }
  if (build[1].cache !== false && !after) {
    findings.push(replays("TURBO_REPLAYS_BUILD", `${turbo.path}: Turborepo`, `the task ${build[0]}`, when));
  }
  return findings;
}

const nxTarget = z.object({ cache: z.boolean().optional().catch(undefined), dependsOn: names.optional() });
const nxFile = z.object({
  targetDefaults: z.record(z.string(), nxTarget.catch({})).default({}),
  tasksRunnerOptions: z
    .record(z.string(), z.object({ options: z.object({ cacheableOperations: names.default([]) }).optional() }))
    .catch({})
    .default({}),
  // Plugins that infer a target for the bundler cache it.
  plugins: z
    .array(z.union([z.string(), z.object({ plugin: z.string() }).transform(({ plugin }) => plugin)]))
    .catch([])
    .default([]),
});

/** Nx replays builds that it caches (its documentation). */
function examineNx({ findUp, when }: TaskRunnerQuestion): readonly Finding[] {
  const file = findUp("nx.json");
  const nx = nxFile.safeParse(file && parseJsonc(file.text)).data;
  if (!file || !nx) return [];
  const build = nx.targetDefaults["build"];
  const isCacheable =
    Object.values(nx.tasksRunnerOptions).some(({ options }) => options?.cacheableOperations.includes("build")) ||
    nx.plugins.some((plugin) => /^@nx\/(?:vite|webpack|rspack|rollup)/u.test(plugin));
  const scripts = readScripts(findUp);
  const isFollowed = Object.entries(nx.targetDefaults).some(([name, target]) => followsBuild(target, scripts[name]));
  if (!(build?.cache ?? isCacheable) || isFollowed) return [];
  return [replays("NX_REPLAYS_BUILD", `${file.path}: Nx`, "the target build", when)];
}

const remedy =
  'Let a task follow it whose script is "global-edge-purge plan", with "cache": false and "dependsOn": ["build"], ' +
  'or set "cache": false for the build.';

function replays(code: string, who: string, task: string, when: TaskRunnerQuestion["when"]): Finding {
  return when === "deploy"
    ? notice(code, `${who} replays ${task} from its cache: then send finds an old plan, or none.`, remedy)
    : problem(
        code,
        `${who} replays ${task} from its cache: the build then does not run, and nothing is purged.`,
        remedy,
      );
}

function matches(variable: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return !pattern.startsWith("!") && new RegExp(`^${parts.join(".*")}$`, "u").test(variable);
}

function prefixPattern(variable: string): string {
  return /^(?:NCLOUD|GLOBAL_EDGE_PURGE|AWS)/u.exec(variable)?.[0].concat("*") ?? variable;
}

const stringOrComment = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//gu;
const stringOrTrailingComma = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/gu;

/**
 * JSON with comments and trailing commas, as task runners take it.
 *
 * @returns `undefined` where it is not that
 */
function parseJsonc(text: string): unknown {
  const keepStrings = (match: string) => (match.startsWith('"') ? match : "");
  try {
    return JSON.parse(text.replace(stringOrComment, keepStrings).replace(stringOrTrailingComma, keepStrings));
  } catch {
    // The task runner itself says what is wrong with its file.
    return undefined;
  }
}
