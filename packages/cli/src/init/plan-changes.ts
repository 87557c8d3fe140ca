import { type ConfigPart, type Host, type Note, whatIsThere } from "./hosts.ts";
import type { Found, Project, Service } from "./look-at-project.ts";
import { recipeOf, recipePaths, shellWord, yamlText } from "./recipe.ts";

/** What somebody chose, or what was found out for them. */
export interface Answers {
  readonly edgeIds: readonly number[];
  /** Where the site is served; absent where the bundler knows. */
  readonly base?: string;
  /** From the project, posix. */
  readonly outputDirectory: string;
  /** The service to write a recipe for; absent for none. */
  readonly service?: Service;
  /** The config that `--config` named, as somebody wrote it. */
  readonly config?: string;
}

/** Where in a file a line belongs. Lines are counted from one; absent where the part is not there yet. */
export type Place =
  | "top"
  | "end"
  | "export"
  | "scripts"
  | "after-build"
  | "last"
  | { readonly part: Exclude<ConfigPart, "export">; readonly line?: number };

/** One thing to do in a project. Paths are those from its folder. */
export type Change =
  | { readonly does: "create" | "append"; readonly path: string; readonly text: string }
  /** In a file of the user's: nobody else edits programs. */
  | {
      readonly does: "by-hand";
      readonly path: string;
      readonly place: Place;
      readonly text: string;
      readonly note?: Note;
    };

export interface SetupFacts {
  readonly project: Project;
  /** What .gitignore lacks: lines. */
  readonly unignored: readonly string[];
  readonly gitignore?: string;
  /** Whether .gitignore is a link to a file elsewhere, which is nobody's to change. */
  readonly isIgnoreLinked?: boolean;
  /** The root of the repository, where the project lies below it. Absolute. */
  readonly root?: string;
  /** The file that the service would read, where it is there already. */
  readonly recipe?: Found;
}

/** What there is to do until a deploy of this project purges; nothing where all of it is done. Pure. */
export function planChanges(facts: SetupFacts, answers: Answers): readonly Change[] {
  return [...configChanges(facts.project, answers), ...ignoreChanges(facts), ...recipeChanges(facts, answers)];
}

/** The commands of ours for a project, which read the config that somebody named, and the plan where it lies. */
export function commandsOf(
  { site }: Project,
  { config }: Pick<Answers, "config">,
): { readonly plan: string; readonly send: string } {
  const flag = config === undefined ? "" : ` --config ${shellWord(config)}`;
  const required = site === undefined ? "" : ` --require ${site}`;
  return { plan: `global-edge-purge plan${flag}`, send: `global-edge-purge send${flag}${required}` };
}

/** Whether the build does not write its plan itself. */
export function needsPlan({ host, scripted }: Project): boolean {
  return host === undefined && scripted === undefined;
}

function configChanges(project: Project, answers: Answers): readonly Change[] {
  const { host, scripted, packageJson, ownConfig } = project;
  if (host) {
    return host.config.text.includes("@global-edge-purge/") ? [] : hostChanges(host.host, host.config, answers);
  }
  const config: readonly Change[] = ownConfig
    ? []
    : [{ does: "create", path: "global-edge-purge.config.mjs", text: ownConfigText(answers) }];
  if (!scripted || packageJson?.text.includes("global-edge-purge plan") !== false) return config;
  const text = `"${scripted.script}": ${JSON.stringify(commandsOf(project, answers).plan)},`;
  return [...config, { does: "by-hand", path: packageJson.path, place: "scripts", text }];
}

function hostChanges(
  { entry, imports, line, part, needs = [], note }: Host,
  { path, text }: Found,
  answers: Answers,
): readonly Change[] {
  const isCommonJs = path.endsWith(".cjs") || path.endsWith(".cts") || /^\s*module\.exports\b/mu.test(text);
  const importing = isCommonJs
    ? `const { ${imports} } = require("${entry}");`
    : `import { ${imports} } from "${entry}";`;
  const added = line.replace("OPTIONS", () => optionsText(answers, needs));
  return [
    ...(imports === undefined ? [] : [{ does: "by-hand", path, place: "top", text: importing } as const]),
    { does: "by-hand", path, ...placed(part, added, text), ...(note && { note }) },
  ];
}

/** Where a line belongs, and how it reads there: what stands there already stays. */
function placed(part: ConfigPart, added: string, text: string): { readonly place: Place; readonly text: string } {
  if (part === "export") return { place: part, text: added };
  const name = "property" in part ? part.property : (part.of ?? part.list);
  const index = text.split("\n").findIndex((line) => new RegExp(String.raw`\b${name}\s*:`, "u").test(line));
  const isNew = index < 0;
  const place = isNew ? { part } : { part, line: index + 1 };
  if ("property" in part) return { place, text: `${isNew ? added : added.replace(part.wraps, whatIsThere)},` };
  return { place, text: isNew && part.of !== undefined ? `${part.of}: { ${part.list}: [${added}] },` : `${added},` };
}

function optionsText({ edgeIds, base }: Answers, needs: readonly string[]): string {
  const ids = edgeIds.length === 1 ? String(edgeIds[0]) : `[${edgeIds.join(", ")}]`;
  const served = base ?? (needs.includes("base") ? "/" : undefined);
  const options = [
    `edgeId: ${ids}`,
    'when: "deploy"',
    ...needs.filter((need) => need !== "base"),
    ...(served === undefined ? [] : [`base: ${JSON.stringify(served)}`]),
  ];
  return `{ ${options.join(", ")} }`;
}

/** Without an import, so that it can be read before anything is installed. */
function ownConfigText({ edgeIds, base = "/", outputDirectory }: Answers): string {
  return [
    '/** @type {import("global-edge-purge").GlobalEdgePurgeOptions} */',
    "export default {",
    `  edgeId: ${edgeIds.length === 1 ? edgeIds[0] : `[${edgeIds.join(", ")}]`},`,
    `  outputDirectory: ${JSON.stringify(outputDirectory)},`,
    `  base: ${JSON.stringify(base)},`,
    "};",
    "",
  ].join("\n");
}

function ignoreChanges({ unignored, gitignore, isIgnoreLinked }: SetupFacts): readonly Change[] {
  if (unignored.length === 0) return [];
  const text = unignored.map((line) => `${line}\n`).join("");
  if (isIgnoreLinked) return [{ does: "by-hand", path: ".gitignore", place: "end", text }];
  if (gitignore === undefined) return [{ does: "create", path: ".gitignore", text }];
  return [
    { does: "append", path: ".gitignore", text: gitignore === "" || gitignore.endsWith("\n") ? text : `\n${text}` },
  ];
}

/**
 * Why a project gets no recipe of its service; `undefined` where it gets or has one, or is to have none: services read
 * theirs at the root of a repository, and a build that nobody knows cannot be written down.
 */
export function whyNoRecipe(
  { project, recipe, root }: SetupFacts,
  { service }: Pick<Answers, "service">,
): "below-root" | "no-script" | undefined {
  if (service === undefined) return undefined;
  if (root !== undefined) return "below-root";
  return recipe === undefined && project.build === undefined ? "no-script" : undefined;
}

function recipeChanges(facts: SetupFacts, answers: Answers): readonly Change[] {
  const { project, recipe } = facts;
  const { service, outputDirectory } = answers;
  if (service === undefined || recipe?.text.includes("global-edge-purge") || whyNoRecipe(facts, answers)) return [];
  const path = recipePaths[service];
  const commands = commandsOf(project, answers);
  const plan = needsPlan(project) ? [commands.plan] : [];
  if (recipe) {
    const step = (command: string, place: Place): Change => {
      const run = yamlText(`npx ${command}`);
      return { does: "by-hand", path, place, text: service === "github" ? `- run: ${run}` : `- ${run}` };
    };
    return [...plan.map((command) => step(command, "after-build")), step(commands.send, "last")];
  }
  const { manager, build = "build", site } = project;
  const [planned] = plan;
  const text = recipeOf(service, {
    outputDirectory,
    manager,
    build,
    send: commands.send,
    ...(site !== undefined && { site }),
    ...(planned !== undefined && { plan: planned }),
  });
  return [{ does: "create", path, text }];
}

const installCommands = { npm: "npm install --save-dev", pnpm: "pnpm add -D", yarn: "yarn add -D", bun: "bun add -d" };

/** The command that installs what this project lacks; `undefined` where it lacks nothing. */
export function installCommand({ host, packageJson, manager }: Project): string | undefined {
  const wanted = [...(host ? [host.host.package] : []), "global-edge-purge"];
  const missing = wanted.filter((name) => packageJson?.text.includes(`"${name}"`) !== true);
  return missing.length === 0 ? undefined : [installCommands[manager], ...missing].join(" ");
}
