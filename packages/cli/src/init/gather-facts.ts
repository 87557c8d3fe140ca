import { gitIgnores } from "@global-edge-purge/core/internal";
import { existsSync, lstatSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readText } from "../command-input.ts";
import type { Project, ProjectFiles } from "./look-at-project.ts";
import type { Answers, SetupFacts } from "./plan-changes.ts";
import { recipePaths } from "./recipe.ts";

/** Lines that .gitignore should have: keys lie in the one, and state, which goes back in time with a checkout, in the other. */
const ignored = [".env.local", ".global-edge-purge/"];

/** The files of a folder. Absolute. */
export function filesOf(folder: string): ProjectFiles {
  return {
    list: (path) => {
      try {
        return readdirSync(join(folder, path));
      } catch {
        return [];
      }
    },
    readText: (path) => readText(resolve(folder, path)),
  };
}

/** What lies in a project's folder, as far as it decides what is to be written. Only reads. */
export function gatherFacts(
  project: Project,
  { service }: Pick<Answers, "service">,
  { list, readText: read }: ProjectFiles,
  folder: string,
): SetupFacts {
  const gitignore = read(".gitignore");
  const lines = new Set((gitignore ?? "").split("\n").map((line) => line.trim().replace(/^\/|\/$/gu, "")));
  const unignored = ignored.filter(
    (line) => !lines.has(line.replace(/\/$/u, "")) && gitIgnores(join(folder, line)) !== true,
  );
  const workflows = list(".github/workflows").map((name) => `.github/workflows/${name}`);
  const paths =
    service === "github" ? [recipePaths.github, ...workflows] : service === "gitlab" ? [recipePaths.gitlab] : [];
  const found = paths.flatMap((path) => {
    const text = read(path);
    return text === undefined ? [] : [{ path, text }];
  });
  const recipe =
    found.find(({ text }) => text.includes("global-edge-purge")) ?? found.find(({ path }) => path === paths[0]);
  const root = rootAbove(folder);
  return {
    project,
    unignored,
    isIgnoreLinked: lstatSync(join(folder, ".gitignore"), { throwIfNoEntry: false })?.isSymbolicLink() === true,
    ...(gitignore !== undefined && { gitignore }),
    ...(recipe && { recipe }),
    ...(root !== undefined && { root }),
  };
}

/** The root of the repository that a folder lies below; `undefined` where it is the root itself, or in no repository. */
function rootAbove(folder: string): string | undefined {
  for (let at = folder, above = dirname(at); !existsSync(join(at, ".git")); at = above, above = dirname(at)) {
    if (above === at) return undefined;
    if (existsSync(join(above, ".git"))) return above;
  }
  return undefined;
}
