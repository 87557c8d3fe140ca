import { type Host, hosts, scripted } from "./hosts.ts";

/** The files of a project, by paths from its folder. */
export interface ProjectFiles {
  /** The names in a folder; none where there is no such folder. */
  readonly list: (folder: string) => readonly string[];
  readonly readText: (path: string) => string | undefined;
}

export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";
export const services = ["github", "gitlab"] as const;
export type Service = (typeof services)[number];

/** A file that is there. */
export interface Found {
  readonly path: string;
  readonly text: string;
}

/** What lies in a folder, as far as it decides what `init` proposes. */
export interface Project {
  /** The tool that builds it, and its config; absent where none has a plugin. */
  readonly host?: { readonly host: Host; readonly config: Found };
  /** The folder that the tool takes for its project, and keeps its plan in; absent where it is this one. */
  readonly site?: string;
  /** A framework whose build a script of package.json follows. */
  readonly scripted?: (typeof scripted)[number];
  readonly packageJson?: Found;
  /** The script of package.json that builds the site; absent where none can be told. */
  readonly build?: string;
  /** Our own config file. */
  readonly ownConfig?: Found;
  readonly manager: PackageManager;
  /** What runs its CI, as far as files tell. */
  readonly service?: Service;
}

const endings = ["ts", "mts", "cts", "js", "mjs", "cjs"];
const lockfiles: Readonly<Record<string, PackageManager>> = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/**
 * Looks at a folder. Only reads.
 *
 * @param config our own config, where another than the usual is named
 */
export function lookAtProject(files: ProjectFiles, config?: string): Project {
  const names = files.list("");
  const packageJson = find(files, ["package.json"]);
  const { dependencies, scripts } = namesIn(packageJson?.text);
  const host = hosts
    .filter(({ dependency }) => dependency === undefined || dependencies.has(dependency))
    .flatMap((each) => {
      const found = find(
        files,
        each.configs.flatMap((name) => endings.map((ending) => `${name}.${ending}`)),
      );
      return found ? [{ host: each, config: found }] : [];
    })
    .at(0);
  if (names.includes("angular.json")) dependencies.add("@angular/cli");
  const script = host ? undefined : scripted.find(({ dependency }) => dependencies.has(dependency));
  // Where a library has its pages in `docs`, its `build` is rarely theirs.
  const usual = host?.config.path.startsWith("docs/") ? ["docs:build", "build"] : ["build", "docs:build"];
  const build = (script ? [script.build] : usual).find((name) => scripts.has(name));
  const ownConfig = find(
    files,
    config === undefined ? ["ts", "js", "mjs", "json"].map((ending) => `global-edge-purge.config.${ending}`) : [config],
  );
  const site = host && /^(.+)\/\.vitepress\//u.exec(host.config.path)?.[1];
  const service = serviceOf(names, files.readText(".git/config") ?? "");
  const lockfile = Object.keys(lockfiles).find((name) => names.includes(name));
  return {
    ...(host && { host }),
    ...(site !== undefined && { site }),
    ...(script && { scripted: script }),
    ...(packageJson && { packageJson }),
    ...(build !== undefined && { build }),
    ...(ownConfig && { ownConfig }),
    manager: lockfiles[lockfile ?? ""] ?? "npm",
    ...(service && { service }),
  };
}

function find({ readText }: ProjectFiles, paths: readonly string[]): Found | undefined {
  for (const path of paths) {
    const text = readText(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

/** The service whose files lie there, else the one that the repository comes from. */
function serviceOf(names: readonly string[], gitConfig: string): Service | undefined {
  if (names.includes(".gitlab-ci.yml")) return "gitlab";
  if (names.includes(".github")) return "github";
  const remotes = [...gitConfig.matchAll(/^\s*url\s*=\s*(?<url>\S+)/gmu)].map(({ groups }) => groups?.["url"] ?? "");
  return services.find((service) => remotes.some((url) => url.includes(service)));
}

/** What a package.json names; nothing where it is no JSON. */
function namesIn(text = "{}"): { readonly dependencies: Set<string>; readonly scripts: ReadonlySet<string> } {
  try {
    const { dependencies, devDependencies, scripts } = JSON.parse(text) as Readonly<Record<string, object | undefined>>;
    return {
      dependencies: new Set(Object.keys({ ...dependencies, ...devDependencies })),
      scripts: new Set(Object.keys(scripts ?? {})),
    };
  } catch {
    return { dependencies: new Set(), scripts: new Set() };
  }
}
