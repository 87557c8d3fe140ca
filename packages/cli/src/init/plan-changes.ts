import type { ConfigPart, Host } from "./hosts.ts";
import type { Found, Project, Service } from "./look-at-project.ts";
import { recipeOf, recipePaths } from "./recipe.ts";

/** What somebody chose, or what was found out for them. */
export interface Answers {
  readonly edgeIds: readonly number[];
  /** Where the site is served; absent where the bundler knows. */
  readonly base?: string;
  /** From the project, posix. */
  readonly outputDirectory: string;
  /** The service to write a recipe for; absent for none. */
  readonly service?: Service;
}

/** Where in a file a line belongs. Lines are counted from one; absent where the part is not there yet. */
export type Place = "top" | "export" | "scripts" | "last" | { readonly part: ConfigPart; readonly line?: number };

/** One thing to do in a project. Paths are those from its folder. */
export type Change =
  | { readonly does: "create" | "append"; readonly path: string; readonly text: string }
  /** In a file of the user's: nobody else edits programs. */
  | { readonly does: "by-hand"; readonly path: string; readonly place: Place; readonly text: string };

export interface SetupFacts {
  readonly project: Project;
  /** What .gitignore lacks: lines. */
  readonly unignored: readonly string[];
  readonly gitignore?: string;
  /** The file that the service would read, where it is there already. */
  readonly recipe?: Found;
}

/** What there is to do until a deploy of this project purges; nothing where all of it is done. Pure. */
export function planChanges(facts: SetupFacts, answers: Answers): readonly Change[] {
  return [...configChanges(facts.project, answers), ...ignoreChanges(facts), ...recipeChanges(facts, answers)];
}

function configChanges({ host, scripted, packageJson, ownConfig }: Project, answers: Answers): readonly Change[] {
  if (host) {
    return host.config.text.includes("@global-edge-purge/") ? [] : hostChanges(host.host, host.config, answers);
  }
  const config: readonly Change[] = ownConfig
    ? []
    : [{ does: "create", path: "global-edge-purge.config.mjs", text: ownConfigText(answers) }];
  if (!scripted || packageJson?.text.includes("global-edge-purge plan") !== false) return config;
  const text = `"${scripted.script}": "global-edge-purge plan",`;
  return [...config, { does: "by-hand", path: packageJson.path, place: "scripts", text }];
}

function hostChanges(
  { entry, imports, line, part, needs = [] }: Host,
  { path, text }: Found,
  answers: Answers,
): readonly Change[] {
  const isCommonJs = path.endsWith(".cjs") || path.endsWith(".cts") || /^\s*module\.exports\b/mu.test(text);
  const importing = isCommonJs
    ? `const { ${imports} } = require("${entry}");`
    : `import { ${imports} } from "${entry}";`;
  const byHand = (place: Place, added: string): Change => ({ does: "by-hand", path, place, text: added });
  const added = line.replace("OPTIONS", optionsText(answers, needs));
  return [
    ...(imports === undefined ? [] : [byHand("top", importing)]),
    byHand(placeOf(part, text), typeof part === "object" ? `${added},` : added),
  ];
}

function placeOf(part: ConfigPart, text: string): Place {
  if (part === "export") return part;
  const start = "list" in part ? String.raw`\b${part.list}\s*:\s*\[` : String.raw`\b${part.property}\s*:`;
  const index = text.split("\n").findIndex((line) => new RegExp(start, "u").test(line));
  return index < 0 ? { part } : { part, line: index + 1 };
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

function ignoreChanges({ unignored, gitignore }: SetupFacts): readonly Change[] {
  if (unignored.length === 0) return [];
  const text = unignored.map((line) => `${line}\n`).join("");
  if (gitignore === undefined) return [{ does: "create", path: ".gitignore", text }];
  return [
    { does: "append", path: ".gitignore", text: gitignore === "" || gitignore.endsWith("\n") ? text : `\n${text}` },
  ];
}

function recipeChanges({ project, recipe }: SetupFacts, answers: Answers): readonly Change[] {
  const { service, outputDirectory } = answers;
  if (service === undefined || recipe?.text.includes("global-edge-purge") === true) return [];
  const path = recipePaths[service];
  const send = service === "github" ? "- run: npx global-edge-purge send" : "- npx global-edge-purge send";
  if (recipe) return [{ does: "by-hand", path, place: "last", text: send }];
  const plans = project.host === undefined && project.scripted === undefined;
  return [{ does: "create", path, text: recipeOf(service, { outputDirectory, manager: project.manager, plans }) }];
}

const installCommands = { npm: "npm install --save-dev", pnpm: "pnpm add -D", yarn: "yarn add -D", bun: "bun add -d" };

/** The command that installs what this project lacks; `undefined` where it lacks nothing. */
export function installCommand({ host, packageJson, manager }: Project): string | undefined {
  const wanted = [...(host ? [host.host.package] : []), "global-edge-purge"];
  const missing = wanted.filter((name) => packageJson?.text.includes(`"${name}"`) !== true);
  return missing.length === 0 ? undefined : [installCommands[manager], ...missing].join(" ");
}
