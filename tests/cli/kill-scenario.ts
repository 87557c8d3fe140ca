import { createEmulator, type Emulator } from "@global-edge-purge/emulator";
import { cpSync, rmSync, watch } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type KilledCommand, runInProcess } from "./commands-in-process.ts";
import { cli, cliEnvironment, startCli } from "./start-cli.ts";
import { createTestSite, type SiteFiles, type TestSite } from "./test-site.ts";

export interface KillScenario {
  /** The command that is killed. */
  readonly command: KilledCommand;
  /** After how many signs of life: output, something that changes on the disk, a request. */
  readonly signs: number;
  /** What the first build wrote, and what the second one writes. */
  readonly before: SiteFiles;
  readonly after: SiteFiles;
}

/** A short quota window, and small requests: there is much to lose between two of them. */
const quota = { requestsPerMinute: 1000, targetsPerRequest: 2 };
const config = { edgeId: 1, outputDirectory: "dist", quota, immutable: ["assets/**"], logLevel: "debug" };

/**
 * Deploys one build and, killed by SIGKILL on the way, a second one; finishes the work, and proves that no visitor gets a file of
 * the first build, and that nothing is left to do.
 *
 * @param finish whether the work is finished by further processes, or in this one, which is quicker
 * @returns whether the process was killed before it had ended by itself
 */
export async function playKill(
  { command, signs, before, after }: KillScenario,
  finish: "processes" | "in-process",
): Promise<boolean> {
  const site = createTestSite({ "global-edge-purge.config.json": JSON.stringify(config) });
  const origin = join(site.directory, "origin");
  const emulator = await createEmulator({ origin, edges: [{ edgeId: 1 }], quota: { requestsPerMinute: 1000 } });
  try {
    const env = cliEnvironment(site, emulator);
    const succeed = async (next: KilledCommand) => {
      if (finish === "processes") {
        const { ended, stderr } = await cli(site, [next], env);
        expect({ ended, stderr }).toMatchObject({ ended: 0 });
      } else {
        const { verdict } = await runInProcess(next, site, config, env);
        expect(verdict).toMatch(/^(purged|nothing-to-purge|planned)$/);
      }
    };
    const build = (files: SiteFiles) => {
      rmSync(join(site.directory, "dist"), { recursive: true, force: true });
      for (const [path, text] of Object.entries(files)) site.write(`dist/${path}`, text);
    };
    const upload = () => {
      rmSync(origin, { recursive: true, force: true });
      cpSync(join(site.directory, "dist"), origin, { recursive: true });
    };

    build(before);
    upload();
    await runInProcess("adopt", site, config, env);
    // Nobody asks for a name that carries a content hash before a page names it; for any other name, somebody may.
    await visit(emulator, [...urlsOf(before), ...urlsOf(after).filter((url) => !isImmutable(url))]);

    build(after);
    if (command === "send") await runInProcess("plan", site, config, env);
    if (command !== "plan") upload();
    const killed = await killAfter(site, [command], env, signs, emulator);
    if (command === "plan") {
      await succeed("plan");
      upload();
    }
    await succeed(command === "run" ? "run" : "send");

    const served = await visit(emulator, [...urlsOf(before), ...urlsOf(after)]);
    expect(served).toEqual(expectedFrom(before, after));
    const requests = emulator.requests.length;
    if (command !== "run") await succeed("send");
    await succeed("run");
    expect(emulator.requests.slice(requests)).toEqual([]);
    return killed;
  } finally {
    await emulator.close();
    site.remove();
  }
}

/** Starts a command and kills it at a sign of life; a command that has ended before that is left alone. */
async function killAfter(
  site: TestSite,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signs: number,
  emulator: Emulator,
): Promise<boolean> {
  let seen = 0;
  let answered = emulator.requests.length;
  const running = startCli(site, args, env);
  const look = () => {
    seen += 1;
    if (emulator.requests.length > answered) seen += 1;
    answered = emulator.requests.length;
    if (seen >= signs) running.kill("SIGKILL");
  };
  const watcher = watch(join(site.directory, ".global-edge-purge"), look);
  running.onOutput(look);
  const { ended } = await running.result;
  watcher.close();
  return ended === "SIGKILL";
}

function isImmutable(url: string): boolean {
  return url.startsWith("/assets/");
}

/** By rules of this test's own: each file, and each folder's index as the folder. */
function urlsOf(files: SiteFiles): readonly string[] {
  const urls = Object.keys(files).map((path) => `/${path}`);
  return [
    ...urls,
    ...urls.filter((url) => url.endsWith("/index.html")).map((url) => url.slice(0, -"index.html".length)),
  ];
}

async function visit(emulator: Emulator, urls: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const served: Record<string, string> = {};
  for (const url of new Set(urls)) {
    const response = await fetch(emulator.edgeUrl(1) + url);
    const text = await response.text();
    served[url] = response.ok ? text : String(response.status);
  }
  return served;
}

/** What visitors must get: the new build. Names that carry a content hash may be served on after they are gone. */
function expectedFrom(before: SiteFiles, after: SiteFiles): Readonly<Record<string, string>> {
  const textOf = (files: SiteFiles, url: string) =>
    files[url.endsWith("/") ? `${url.slice(1)}index.html` : url.slice(1)];
  const urls = new Set([...urlsOf(before), ...urlsOf(after)]);
  const expected = [...urls].map((url) => {
    const isKept = isImmutable(url) && textOf(after, url) === undefined;
    return [url, textOf(isKept ? before : after, url) ?? "404"];
  });
  return Object.fromEntries(expected);
}
