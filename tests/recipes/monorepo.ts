import { createEmulator, emulatorCredentials } from "@global-edge-purge/emulator";
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { bin } from "../cli/start-cli.ts";
import { folderOf, openSite, type Site } from "../harness/workspace.ts";
import { startObjectStorage } from "./object-storage.ts";
import { machineEnvironment, runWorkflow, type StepResult } from "./run-workflow.ts";

export const example = join(import.meta.dirname, "../../examples/monorepo");

/** Stands in for programs that this machine has not, or that would ask a registry. */
const programs: Readonly<Record<string, string>> = {
  aws: '#!/bin/bash\nset -e\n[ "$1 $2" = "s3 sync" ]\nmkdir -p "$BUCKETS/${4#s3://}"\ncp -R "$3." "$BUCKETS/${4#s3://}"\n',
  npx: '#!/bin/bash\nexec "node_modules/.bin/$1" "${@:2}"\n',
};
/** What whoever works on the repository has installed. */
const commands: Readonly<Record<string, string>> = {
  vite: join(folderOf("vite"), "bin/vite.js"),
  turbo: join(folderOf("turbo"), "bin/turbo"),
  "global-edge-purge": bin,
};

/** A fresh clone on a machine of its own. */
interface Machine extends Site {
  /** Runs commands one after the other, as one job; ends with the first that fails. */
  run(commands: readonly string[], variables?: NodeJS.ProcessEnv): Promise<readonly StepResult[]>;
  /** Runs commands none of which may fail, and resolves to what each printed. */
  deploy(commands: readonly string[]): Promise<readonly string[]>;
  /** Turborepo's hashes of all tasks. */
  hashes(): Promise<readonly string[]>;
}

/** The example as a repository, machines that share nothing but Turborepo's cache, Object Storage, and an edge before it. */
export async function startMonorepo() {
  const home = openSite(realpathSync(mkdtempSync(join(tmpdir(), "monorepo-"))));
  onTestFinished(() => rmSync(home.directory, { recursive: true, force: true }));
  const place = (path: string) => join(home.directory, path);
  for (const [name, script] of Object.entries(programs)) {
    home.write(`programs/${name}`, script);
    chmodSync(place(`programs/${name}`), 0o755);
  }
  for (const folder of ["home", "buckets/my-site"]) mkdirSync(place(folder), { recursive: true });
  const storage = await startObjectStorage(place("buckets"));
  onTestFinished(() => storage.close());
  const emulator = await createEmulator({ origin: `${storage.url}/my-site`, quota: { requestsPerMinute: 1000 } });
  onTestFinished(() => emulator.close());

  const repository = openSite(place("repository"));
  cpSync(example, repository.directory, {
    recursive: true,
    filter: (path) => !/node_modules|dist|\.turbo/u.test(path),
  });
  for (const app of ["home", "shop"]) {
    const config = `apps/${app}/global-edge-purge.config.js`;
    const text = readFileSync(join(example, config), "utf8");
    repository.write(config, text.replace("kr-standard", `kr-standard&endpoint=${storage.url}`));
  }
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
      cwd: repository.directory,
      stdio: ["ignore", "pipe", "ignore"],
    });
  git("init", "--quiet", "--initial-branch=main");
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--message=Change");
  };
  commit();

  const environment = {
    ...machineEnvironment(place("programs"), place("home")),
    NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
    NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
    GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
    BUCKETS: place("buckets"),
    TURBO_CACHE_DIR: place("turbo-cache"),
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    NO_COLOR: "1",
  };
  let machines = 0;
  return {
    emulator,
    /** Somebody changes a file of the repository. */
    change: (path: string, text: string) => {
      repository.write(path, text);
      commit();
    },
    startMachine: (): Machine => {
      machines += 1;
      const clone = place(`machine-${machines}`);
      git("clone", "--quiet", repository.directory, clone);
      mkdirSync(join(clone, "node_modules/.bin"), { recursive: true });
      for (const [name, file] of Object.entries(commands)) {
        // As npm does for what it installs.
        chmodSync(file, 0o755);
        symlinkSync(file, join(clone, "node_modules/.bin", name));
        symlinkSync(
          name === "global-edge-purge" ? dirname(dirname(bin)) : folderOf(name),
          join(clone, "node_modules", name),
        );
      }
      const run: Machine["run"] = (commands, variables = {}) => {
        const steps = commands.map((command) => ({ run: command }));
        return runWorkflow({ jobs: { deploy: { steps } } }, {}, clone, { ...environment, ...variables });
      };
      const deploy: Machine["deploy"] = async (commands) => {
        const results = await run(commands);
        expect(results.map(({ exitCode, output }) => (exitCode === 0 ? 0 : output))).toEqual(commands.map(() => 0));
        return results.map(({ output }) => output);
      };
      return { ...openSite(clone), run, deploy, hashes: async () => hashesIn(await deploy([dryRun])) };
    },
    visit: async (path: string) => (await fetch(emulator.edgeUrl(11197) + path)).text(),
  };
}

const dryRun = "npx turbo run plan --dry=json 2>/dev/null";

function hashesIn([output = ""]: readonly string[]): readonly string[] {
  const { tasks }: { readonly tasks: readonly { readonly taskId: string; readonly hash: string }[] } =
    JSON.parse(output);
  return tasks.map(({ taskId, hash }) => `${taskId} ${hash}`);
}
