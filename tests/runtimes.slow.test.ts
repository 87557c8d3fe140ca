import { createEmulator, type Emulator } from "@global-edge-purge/emulator";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { cliEnvironment } from "./cli/start-cli.ts";
import { createTestSite, type TestSite } from "./cli/test-site.ts";
import { viteCommand, viteHost } from "./harness/vite-site.ts";
import { createWorkspace } from "./harness/workspace.ts";

const bin = join(import.meta.dirname, "..", "packages/cli/dist/bin.js");
const versions = JSON.parse(readFileSync(join(import.meta.dirname, "../.ci/node-versions.json"), "utf8")) as Record<
  "node22" | "node24" | "node26",
  string
>;
const node = `node-${process.platform}-${process.arch}`;
/** What each is installed from npm as, so that this test needs nothing that is not installed; the Node that runs it is one more. */
const packages = {
  node22: `npm:${node}@${versions.node22}`,
  node24: `npm:${node}@${versions.node24}`,
  node26: `npm:${node}@${versions.node26}`,
  bun: "1.4.5",
  deno: "2.9.6",
};
const runtimes = {
  "this Node.js": [process.execPath],
  "Node.js 22": ["node22/bin/node"],
  "Node.js 24": ["node24/bin/node"],
  "Node.js 26": ["node26/bin/node"],
  Bun: [".bin/bun"],
  Deno: [".bin/deno", "run", "--allow-all", "--no-prompt"],
};
type Runtime = keyof typeof runtimes;
const names = Object.keys(runtimes) as Runtime[];
let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "runtimes-")));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: packages }));
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  try {
    execFileSync("npm", ["install", ...flags], { cwd: folder, stdio: "pipe" });
  } catch (error) {
    throw new Error(`This test needs ${Object.keys(packages).join(", ")} of npm, which cannot be installed.`, {
      cause: error,
    });
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program under a runtime to its end, without a terminal. */
async function run(runtime: Runtime, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const [command = "", ...start] = runtimes[runtime];
  const child = spawn(resolve(folder, "node_modules", command), [...start, ...args], {
    cwd,
    env: { ...env, DENO_NO_UPDATE_CHECK: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  }
  const [code] = await once(child, "close");
  return { code: code as unknown, printed };
}

interface Lab {
  readonly emulator: Emulator;
  readonly site: TestSite;
  readonly env: NodeJS.ProcessEnv;
}

async function setUp(): Promise<Lab> {
  const emulator = await createEmulator({ edges: [{ edgeId: 11197 }] });
  const site = createTestSite({ "dist/index.html": "1", "dist/app.js": "1" });
  onTestFinished(async () => {
    await emulator.close();
    site.remove();
  });
  return { emulator, site, env: cliEnvironment(site, emulator) };
}

/** What stands between us and the API, and compresses every answer. */
async function startCompressing(apiUrl: string): Promise<string> {
  const { hostname, port } = new URL(apiUrl);
  const server = createServer((asked, response) => {
    const { method, url: path, headers } = asked;
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      const { "content-length": _, ...others } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { ...others, "content-encoding": "gzip" });
      answer.pipe(createGzip()).pipe(response);
    });
    asked.pipe(passed);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const purgeDist = [bin, "run", "--dir", "dist", "--edge-id", "11197"];

describe.each(names)("under %s", (runtime) => {
  it("the command line purges what changed, and nothing twice", async () => {
    const { emulator, site, env } = await setUp();
    const first = await run(runtime, purgeDist, site.directory, env);
    expect(first.code, first.printed).toBe(0);
    expect(emulator.purges.flatMap(({ purgeTarget }) => purgeTarget)).toEqual(["/app.js", "/", "/index.html"]);
    site.write("dist/app.js", "2");
    const second = await run(runtime, purgeDist, site.directory, env);
    expect(second.code, second.printed).toBe(0);
    expect(emulator.purges.at(-1)?.purgeTarget).toEqual(["/app.js"]);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("a build with Vite purges", async () => {
    const { emulator, env } = await setUp();
    const workspace = createWorkspace({ vite: "vite" });
    onTestFinished(() => workspace.remove());
    const { directory } = workspace.createSite(viteHost("vite").site);
    const { code, printed } = await run(runtime, viteCommand("vite", "build"), directory, env);
    expect(code, printed).toBe(0);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200]);
  });

  it("a build purges where nobody has a home", async () => {
    const { emulator, site, env } = await setUp();
    const { HOME: _, USERPROFILE: __, XDG_STATE_HOME: ___, ...homeless } = env;
    const { code, printed } = await run(runtime, purgeDist, site.directory, homeless);
    expect(code, printed).toBe(0);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200]);
  });

  it("a compressed answer is read", async () => {
    const { emulator, site, env } = await setUp();
    const through = { ...env, GLOBAL_EDGE_PURGE_ENDPOINT: await startCompressing(emulator.apiUrl) };
    const { code, printed } = await run(runtime, purgeDist, site.directory, through);
    expect(code, printed).toBe(0);
    expect(emulator.requests).toHaveLength(1);
  });

  it("an API that cannot be reached is a failed connection, and takes nothing of the quota", async () => {
    const { emulator, site, env } = await setUp();
    await emulator.close();
    const { code, printed } = await run(runtime, purgeDist, site.directory, env);
    expect(code, printed).toBe(1);
    expect(printed).toContain("ECONNREFUSED");
    expect(printed).not.toContain("defect");
    const state = join(site.outside, "global-edge-purge");
    const [file = ""] = readdirSync(state);
    expect(JSON.parse(readFileSync(join(state, file), "utf8"))).toMatchObject({ slots: [] });
  });
});
