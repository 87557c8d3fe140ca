import { execFileSync } from "node:child_process";
import type { Finding } from "@global-edge-purge/core/inspect";
import { emulatorCredentials, type EmulatorOptions } from "@global-edge-purge/emulator";
import { utimesSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { keyless, startSite } from "../test/start-site.ts";

const config = (options: object = {}) => ({
  "global-edge-purge.config.json": JSON.stringify({ edgeId: 1, ...options }),
});

/** Every finding of `doctor` for a project with these files, by code. */
async function examine(
  files: Readonly<Record<string, string>>,
  { args = [], env = {}, emulator = {}, before }: Partial<Provocation> = {},
): Promise<ReadonlyMap<string, Finding>> {
  const site = await startSite({ "dist/index.html": "1", ...files }, emulator);
  await before?.(site);
  const { out, exitCode } = await site.cli(["doctor", "--json", ...args], { env: { CI: "", ...env } });
  const findings: Finding[] = JSON.parse(out);
  expect(exitCode).toBe(findings.some(({ level }) => level === "problem") ? 1 : 0);
  for (const { next, level } of findings) expect(next === undefined).toBe(level === "good");
  expect(out).not.toContain(emulatorCredentials.secretKey);
  // Where these tests run in CI, that is found as well.
  const others = findings.filter(({ code }) => code !== "BASELINE_FORGOTTEN");
  return new Map(others.map((finding) => [finding.code, finding]));
}

type Site = Awaited<ReturnType<typeof startSite>>;

interface Provocation {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly emulator: EmulatorOptions;
  readonly before: (site: Site) => Promise<unknown>;
}

const runLongAgo = async (site: Site) => {
  await run(site);
  utimesSync(join(site.folder, ".global-edge-purge/production/baseline.json"), 0, 0);
};
const run = (site: Site) => site.cli(["run", "--dir", "dist"]);

describe("doctor", () => {
  it.each(["en", "ko"])("tells mistakes by the flag, below the line of the finding (%s)", async (lang) => {
    const { cli } = await startSite({});
    const { out } = await cli(["doctor"], { env: { GLOBAL_EDGE_PURGE_LANG: lang } });
    expect(out).toMatch(/^ {11}- --edge-id \(edgeId\): is missing\. .*, such as --edge-id 11197, or set /m);
    expect(out).not.toMatch(/options of the plugin|build again/);
    expect(out).not.toMatch(/^(?:Global| {1,8}\S)/m);
    expect(out).toMatch(
      lang === "ko" ? /^문제.*\[EDGE_ID_MISSING\]\n {9}.*플래그 --edge-id/m : /^ {9}Change the flag/m,
    );
  });

  it("finds nothing wrong with a site that was purged", async () => {
    const findings = await examine(config(), { before: run });
    expect([...findings.keys()]).toEqual(["ENVIRONMENT", "CREDENTIALS", "CLOCK", "EDGE_RUNNING", "BASELINE"]);
    expect([...findings.values()].every(({ level }) => level === "good")).toBe(true);
  });

  it("looks at the baseline of every output of a build that has several", async () => {
    const state = ".global-edge-purge/production";
    const site = await startSite({
      ...config(),
      [`${state}/dist%2Fa/baseline.json`]: "garbage",
      [`${state}/b/baseline.json`]: "{",
    });
    const { out } = await site.cli(["doctor"]);
    expect(out.match(/There is no usable baseline .*baseline\.json/g)).toHaveLength(2);
  });

  it("takes the edges from the plan where no option names them, and says so", async () => {
    const site = await startSite({ "dist/index.html": "1" });
    await site.cli(["plan", "--dir", "dist", "--edge-id", "1,2"]);
    const { out } = await site.cli(["doctor"]);
    // Where these tests run in CI, the machine is one that forgets.
    expect(out.split("\n").filter((line) => line.startsWith("problem") && !line.includes("FORGOTTEN"))).toEqual([]);
    expect(out).toContain("No option here names an edge; the plan and the baseline are for 1, 2.");
    expect(out).toContain("Edge 2 is running");
    expect((await site.cli(["doctor"], { env: { GLOBAL_EDGE_PURGE_EDGE_ID: "2" } })).out).not.toContain("Edge 1 ");
    expect(await site.cli(["explain", "/"])).toMatchObject({ exitCode: 0, out: expect.stringContaining("edge 2") });
  });

  it("speaks plainly", async () => {
    const site = await startSite(config());
    const { out } = await site.cli(["doctor"]);
    expect(out).toMatch(/^ok {7}The environment is "production": it is the default of the command line; /);
    expect(out).toMatch(
      /^notice {3}There is no usable baseline .* \[BASELINE_MISSING\]\n {9}The next run follows onMissingBaseline/m,
    );
  });

  const dotSlash = { "turbo.json": JSON.stringify({ tasks: { build: {} } }) };
  type Case = [
    code: string,
    level: Finding["level"],
    files: Record<string, string>,
    provocation?: Partial<Provocation>,
  ];
  const provocations: Case[] = [
    ["OPTIONS_INVALID", "problem", config({ edgeid: 1 })],
    ["EDGE_ID_MISSING", "problem", {}],
    ["SKIPPED", "notice", config({ environments: { staging: {} } }), { args: [] }],
    ["SKIPPED", "notice", config({ enabled: false })],
    ["CREDENTIALS_MISSING", "problem", config(), { env: keyless }],
    ["CREDENTIALS_INCOMPLETE", "problem", config(), { env: { NCLOUD_SECRET_ACCESS_KEY: "" } }],
    ["CREDENTIALS_PUBLIC", "problem", { ...config(), ".env": "VITE_NCLOUD_SECRET_KEY=test-secret-0001" }],
    [
      "CREDENTIALS_UNIGNORED",
      "problem",
      { ...config(), ".env.local": "NCLOUD_SECRET_KEY=test-secret-0001", ".env": "TITLE=x", ".gitignore": ".env\n" },
      { before: async ({ folder }) => void execFileSync("git", ["init", "--quiet"], { cwd: folder }) },
    ],
    [
      "EDGE_AUTHENTICATION",
      "problem",
      config(),
      { env: { NCLOUD_SECRET_ACCESS_KEY: "another-secret-0000000000000000001" } },
    ],
    ["EDGE_NOT_PERMITTED", "problem", config({ edgeId: 4711 })],
    ["EDGE_NOT_RUNNING", "problem", config(), { emulator: { edges: [{ edgeId: 1, statusType: "STOPPED" }] } }],
    ["CLOCK_OFF", "problem", config(), { emulator: { clock: { now: () => Date.now() + 7 * 60_000 } } }],
    [
      "EDGE_NETWORK",
      "problem",
      config({ retry: { attempts: 1 } }),
      { env: { GLOBAL_EDGE_PURGE_ENDPOINT: "http://127.0.0.1:1" } },
    ],
    [
      "PROXY_INVALID",
      "problem",
      config({ endpoint: "https://edge.example.test" }),
      {
        env: { GLOBAL_EDGE_PURGE_ENDPOINT: "https://edge.example.test", HTTPS_PROXY: "no-url" },
      },
    ],
    ["BASELINE_MISSING", "notice", config()],
    ["BASELINE_UNUSABLE", "problem", { ...config(), ".global-edge-purge/production/baseline.json": "garbage" }],
    ["BASELINE_UNREADABLE", "problem", { ...config(), ".global-edge-purge/production/baseline.json/x": "" }],
    ["BASELINE_LACKS_EDGE", "notice", config(), { before: run, args: ["--edge-id", "1,2"] }],
    ["BASELINE_OLD", "notice", config(), { before: runLongAgo }],
    ["BASELINE_UNSETTLED", "notice", config(), { before: (site) => site.cli(["plan", "--dir", "dist"]) }],
    ["TURBO_STRIPS_VARIABLES", "problem", { ...config(), ...dotSlash }],
    ["TURBO_REPLAYS_BUILD", "problem", { ...config(), ...dotSlash }],
    [
      "NX_REPLAYS_BUILD",
      "problem",
      { ...config(), "nx.json": JSON.stringify({ targetDefaults: { build: { cache: true } } }) },
    ],
    ["ORIGIN_UNREACHABLE", "problem", config({ origin: { url: "http://127.0.0.1:1/" } })],
    ["SITE_UNREACHABLE", "problem", config({ verify: { url: "http://127.0.0.1:1" } })],
  ];

  it.each(provocations)("finds %s", async (...[code, level, files, provocation]: Case) => {
    const finding = (await examine(files, provocation)).get(code);
    expect(finding).toMatchObject({ code, level });
  });

  it("finds an origin that is a cache, lacks what it should have, or is fine", async () => {
    let answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };
    const server = createServer((_, response) => response.writeHead(answer.status, answer.headers).end("1"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const files = config({ origin: { url } });
    expect((await examine(config({ verify: { url } }))).get("SITE")).toMatchObject({ level: "good" });
    expect((await examine(files, { before: run })).get("ORIGIN")).toMatchObject({ level: "good" });
    answer = { status: 200, headers: { age: "12", "x-cache": "HIT" } };
    const cached = (await examine(files, { before: run })).get("ORIGIN_CACHED");
    expect(cached).toMatchObject({ level: "notice", message: expect.stringContaining("age: 12, x-cache: HIT") });
    answer = { status: 200, headers: {} };
    const before = async (site: Site) => {
      await run(site);
      answer = { status: 403, headers: {} };
    };
    expect((await examine(files, { before })).get("ORIGIN_LACKS_FILES")).toMatchObject({ level: "notice" });
  });

  it.each([
    [["--env", "staging"], {}, "named by --env"],
    [[], { GLOBAL_EDGE_PURGE_ENV: "staging" }, "named by GLOBAL_EDGE_PURGE_ENV"],
  ])("says which environment it is, and why: %j %j", async (args, env, why) => {
    const files = config({ environments: { staging: {} } });
    const finding = (await examine(files, { args, env })).get("ENVIRONMENT");
    expect(finding?.message).toBe(`The environment is "staging": it is ${why}.`);
  });
});

describe("doctor, given the site", () => {
  const next = { "dist/_next/static/chunks/main-0c89a48f.js": "1" };

  it.each([
    ["included", "problem", "QUERIES_IN_CACHE_KEY"],
    ["ignored", "good", "CACHE_KEY"],
  ] as const)("asks the edge whether its key has queries: %s", async (cacheQuery, level, code) => {
    const site = await startSite({ "dist/index.html": "1", ...next }, { edges: [{ edgeId: 1, cacheQuery }] });
    site.emulator.setOrigin(join(site.folder, "dist"));
    await site.cli(["run", "--dir", "dist", "--edge-id", "1"]);
    const args = ["doctor", "--json", "--edge-id", "1", "--verify", site.emulator.edgeUrl(1)];
    const findingsOf = async (more: readonly string[]): Promise<readonly Finding[]> => {
      const { out } = await site.cli([...args, ...more], { env: { CI: "" } });
      return JSON.parse(out);
    };
    expect(await findingsOf(["--dir", "dist"])).toContainEqual(expect.objectContaining({ code, level }));
    // Without the folder nobody knows that it is a site of Next.js.
    expect(await findingsOf([])).toContainEqual(expect.objectContaining({ code: "CACHE_KEY", level: "good" }));
  });
});
