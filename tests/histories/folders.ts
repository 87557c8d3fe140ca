import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { EnvironmentName, Files } from "./history.ts";

const stateFolder = ".global-edge-purge";

/** A project on one machine. Paths are absolute. */
export interface Project {
  readonly directory: string;
  /** Where its build writes. */
  readonly output: string;
  /** Where its plan of an environment lies. */
  plan(environment: EnvironmentName): string;
  /** Where its baseline of an environment lies: the same on each machine. */
  baseline(environment: EnvironmentName): string;
  /** Builds: the output directory holds these files and no others. */
  write(files: Files): void;
}

/** Folders of one history. Paths are absolute. */
export interface Folders {
  readonly origin: string;
  /** The same project on two machines. */
  readonly projects: readonly [Project, Project];
  /** Home and temporary folder of every process. */
  readonly home: string;
  /** Where a copy of a plan is kept. It finds its baseline from there as from where the build put it. */
  kept(environment: EnvironmentName, index: number): string;
  /** What the files hold that the program keeps beside the projects and in their shared baselines. */
  state(): Files;
  remove(): void;
}

export function createFolders(): Folders {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "histories-")));
  const [home, shared] = [join(root, "home"), join(root, "shared")];
  const directories = [join(root, "a"), join(root, "b")] as const;
  for (const folder of [home, shared]) mkdirSync(folder);
  return {
    origin: join(root, "origin"),
    projects: [createProject(directories[0], shared), createProject(directories[1], shared)],
    home,
    kept: (environment, index) => join(root, "kept", environment, `${index}`, "plan.json"),
    state: () =>
      Object.assign(
        {},
        ...[...directories.map((directory) => join(directory, stateFolder)), shared].map(contentsOf),
      ) as Files,
    remove: () => rmSync(root, { recursive: true }),
  };
}

function createProject(directory: string, shared: string): Project {
  const output = join(directory, "dist");
  mkdirSync(output, { recursive: true });
  let before: Files = {};
  return {
    directory,
    output,
    plan: (environment) => join(directory, stateFolder, environment, "plan.json"),
    baseline: (environment) => join(shared, environment, "baseline.json"),
    write(files) {
      for (const name of Object.keys(before)) if (!Object.hasOwn(files, name)) rmSync(join(output, name));
      for (const [name, text] of Object.entries(files)) {
        if (before[name] === text) continue;
        mkdirSync(dirname(join(output, name)), { recursive: true });
        writeFileSync(join(output, name), text);
      }
      before = files;
    },
  };
}

/** The files of a folder by their absolute paths; none where there is no folder. */
export function contentsOf(folder: string): Files {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const files = paths.filter((path) => statSync(path).isFile()).toSorted();
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, "utf8")]));
}
