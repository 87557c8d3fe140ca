import { createEmulator, hold, type Emulator } from "@global-edge-purge/emulator";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it, onTestFinished } from "vitest";
import { folderOf } from "../harness/workspace.ts";
import { bin, cli, cliEnvironment, startCli } from "./start-cli.ts";
import { createTestSite, type SiteFiles, type TestSite } from "./test-site.ts";

const first = { "dist/index.html": "1", "dist/docs/index.html": "1", "dist/assets/a-11111111.js": "1" };
const folder = ["--dir", "dist", "--immutable", "assets/**", "--edge-id", "1"];
const baselineFile = ".global-edge-purge/production/baseline.json";
const planFile = ".global-edge-purge/production/plan.json";

/** A site and a local Global Edge for one test. */
async function start(files: SiteFiles = first) {
  const emulator: Emulator = await createEmulator({ edges: [{ edgeId: 1 }] });
  onTestFinished(() => emulator.close());
  const site = createTestSite(files);
  onTestFinished(() => site.remove());
  const env = cliEnvironment(site, emulator);
  return { emulator, site, env, cli: (args: readonly string[]) => cli(site, args, env) };
}

/** Each of these tests starts processes, which take their time on a busy machine. */
const timeout = 60_000;

describe("every command, as users run it", { timeout }, () => {
  it("run: tells people on standard error, and programs on standard output", async () => {
    const { cli, site } = await start();
    expect(await cli(["run", ...folder])).toMatchObject({
      ended: 0,
      stdout: "",
      stderr: expect.stringContaining("Purged 4 targets (1 request"),
    });
    site.write("dist/index.html", "2");
    const { ended, stdout } = await cli(["run", ...folder, "--json"]);
    expect(ended).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "purged", counts: { changed: 1, unchanged: 2, unsettled: 0 } });
  });

  it("plan and send: purge after the upload", async () => {
    const { cli, emulator, site } = await start();
    expect(await cli(["plan", ...folder])).toMatchObject({
      ended: 0,
      stderr: expect.stringContaining("Planned 4 targets"),
    });
    expect(emulator.requests).toEqual([]);
    expect(await cli(["send"])).toMatchObject({
      ended: 0,
      stdout: "",
      stderr: expect.stringContaining("Purged 4 targets"),
    });
    expect(site.read(baselineFile)).not.toContain('"unsettled"');
  });

  it("edges, purge and status: ask and name", async () => {
    const { cli } = await start();
    expect(await cli(["edges"])).toMatchObject({
      ended: 0,
      stderr: "",
      stdout: expect.stringMatching(/\n1 +RUNNING /),
    });
    expect(await cli(["purge", "/a", "/b/*", "--edge-id", "1"])).toMatchObject({ ended: 0 });
    expect(await cli(["status", "3720002"])).toMatchObject({
      ended: 0,
      stdout: expect.stringMatching(/SUCCESS +DIRECTORY/),
    });
  });

  it("keys from a file, what the last run became, and apps that must have a plan", async () => {
    const { env, site } = await start();
    const { NCLOUD_ACCESS_KEY_ID: access, NCLOUD_SECRET_ACCESS_KEY: secret, ...keyless } = env;
    site.write("deploy.env", `NCLOUD_ACCESS_KEY_ID=${access}\nNCLOUD_SECRET_ACCESS_KEY=${secret}\n`);
    const keys = ["--env-file", "deploy.env"];
    expect(await cli(site, ["plan", ...folder], keyless)).toMatchObject({ ended: 0 });
    expect(await cli(site, ["doctor"], keyless)).toMatchObject({ stdout: expect.stringContaining("are for 1.") });
    const lacking = await cli(site, ["send", ...keys, "--require", ".", "apps/other"], keyless);
    expect(lacking).toMatchObject({ ended: 2, stderr: expect.stringContaining("There is no plan of apps/other.") });
    expect(await cli(site, ["send", ...keys, "--require", "."], keyless)).toMatchObject({ ended: 0 });
    const status = await cli(site, ["status", ...keys], keyless);
    expect(status).toMatchObject({ ended: 0, stdout: expect.stringMatching(/\n3720001 +\w+ +URL /) });
    expect(await cli(site, ["purge", "--report", ...keys], keyless)).toMatchObject({ ended: 0 });
    // Node itself refuses such a file, with an exit code of its own.
    expect((await cli(site, ["status", "--env-file", "nowhere.env"], keyless)).ended).not.toBe(0);
  });

  it("reads the config of the docs, which imports from the installed package", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/command-line.md"), "utf8");
    const config = /```ts\n([^]*?)```/u.exec(page)?.[1] ?? "";
    const { cli, site, emulator } = await start({ "public/index.html": "1", "global-edge-purge.config.ts": config });
    mkdirSync(join(site.directory, "node_modules"));
    symlinkSync(folderOf("global-edge-purge"), join(site.directory, "node_modules/global-edge-purge"), "dir");
    expect(await cli(["plan", "--env", "staging"])).toMatchObject({
      ended: 0,
      stderr: expect.stringContaining("Global Edge purge: staging, edge 11200"),
    });
    expect(emulator.requests).toEqual([]);
  });

  it("in GitHub Actions: annotations and a summary, in which a hostile name is text", async () => {
    const { env, site } = await start({ "dist/::error::x|<b>.txt": "1", "dist/a*\n::add-mask::y.txt": "1" });
    const summary = join(site.outside, "summary.md");
    const github = { ...env, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
    const ran = await cli(site, ["run", "dist", "--edge-id", "1"], github);
    expect(ran).toMatchObject({ ended: 3, stdout: "" });
    const commands = ran.stderr.split("\n").filter((line) => line.trimStart().startsWith("::"));
    expect(commands).toEqual([
      expect.stringMatching(/^::warning title=BASELINE_MISSING::No baseline for edge 1/),
      expect.stringMatching(/^::warning title=NOT_EXPRESSIBLE::a\*\\x0a::add-mask::y\.txt: /),
      expect.stringMatching(/^::error title=Global Edge purge partial::Partly purged: .*%0A/),
    ]);
    const refused = await cli(site, ["run", "nowhere", "--edge-id", "1"], github);
    expect(refused.stderr).toMatch(/^::error title=OUTPUT_MISSING::.+%0A.+$/m);
    const text = readFileSync(summary, "utf8");
    expect(text).toContain("**partial**");
    expect(text).toContain("| /&#58;&#58;error&#58;&#58;x&#37;7C&#37;3Cb&#37;3E.txt | missing-baseline |");
    expect(text).toContain("| a&#42;&#92;x0a&#58;&#58;add-mask&#58;&#58;y.txt | 1 | expressible |");
    expect(text).toContain("**failed** (OUTPUT&#95;MISSING)");
  });

  it("explains itself, and suggests the flag or command that was meant", async () => {
    const { cli } = await start();
    const [help, flag, command] = await Promise.all([cli(["--help"]), cli(["run", "--evn", "x"]), cli(["snd"])]);
    expect(help).toMatchObject({ ended: 0, stderr: "", stdout: expect.stringContaining("Examples:") });
    expect(flag).toMatchObject({ ended: 2, stdout: "", stderr: expect.stringContaining("Did you mean --env?") });
    expect(command).toMatchObject({ ended: 2, stdout: "", stderr: expect.stringContaining("Did you mean send?") });
  });

  it.each(["run", "plan", "send", "purge", "forget", "status", "edges", "explain", "doctor"])(
    "%s explains itself",
    async (name) => {
      const { cli } = await start();
      const stdout = expect.stringContaining(`Usage: global-edge-purge ${name}`);
      expect(await cli([name, "--help"])).toMatchObject({ ended: 0, stderr: "", stdout });
    },
  );

  it("explain and doctor: say why, and what is wrong", async () => {
    const { cli, env, site, emulator } = await start();
    await cli(["run", ...folder]);
    site.write("dist/index.html", "2");
    const why = await cli(["explain", "/docs/", ...folder]);
    expect(why.ended).toBe(0);
    expect(why.stdout + why.stderr).toContain("docs/index.html");
    const well = await cli(["doctor", "--edge-id", "1"]);
    expect(well).toMatchObject({ ended: 0 });
    expect(well.stdout + well.stderr).toContain("Edge 1 is running");
    const wrong = await startCli(site, ["doctor", "--edge-id", "1"], {
      ...env,
      NCLOUD_SECRET_ACCESS_KEY: "wrongSecretKey00000000000000000000000001",
    }).result;
    expect(wrong.ended).toBe(1);
    expect(wrong.stdout + wrong.stderr).toContain("EDGE_AUTHENTICATION");
    expect(emulator.purges).toHaveLength(1);
  });

  it("ends with 2 without a plan, with an edited one, and where nobody can be asked", async () => {
    const { cli, site, emulator } = await start();
    await cli(["plan", ...folder]);
    site.write("edited.json", site.read(planFile).replace("/docs/index.html", "/dogs/index.html"));
    const [missing, edited, all] = await Promise.all([
      cli(["send", "nowhere.json"]),
      cli(["send", "edited.json"]),
      cli(["purge", "--all", "--edge-id", "1"]),
    ]);
    expect(missing).toMatchObject({ ended: 2, stderr: expect.stringContaining("[PLAN_MISSING]") });
    expect(edited).toMatchObject({ ended: 2, stderr: expect.stringContaining("[PLAN_EDITED]") });
    expect(all).toMatchObject({ ended: 2, stderr: expect.stringContaining("--yes") });
    expect(emulator.requests).toEqual([]);
  });
});

describe("the process", { timeout }, () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("saves what was accepted and ends with its code on %s during a wait", async (signal, code) => {
    const files = { "dist/0.txt": "1", "dist/1.txt": "1", "dist/2.txt": "1" };
    const quota = { requestsPerMinute: 2, targetsPerRequest: 1 };
    const config = JSON.stringify({ edgeId: 1, outputDirectory: "dist", quota });
    const { site, env, emulator, cli } = await start({ ...files, "global-edge-purge.config.json": config });
    const running = startCli(site, ["run", "--json"], env);
    await running.says("waiting");
    running.kill(signal);
    const { ended, stdout } = await running.result;
    expect(ended).toBe(code);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "partial",
      batches: [{ status: "accepted" }, { status: "accepted" }, { status: "deferred" }],
      unsettled: [{ assetPath: "2.txt", waitingFor: "quota" }],
    });
    forgetRequests(env);
    expect(await cli(["run"])).toMatchObject({ ended: 0, stderr: expect.stringContaining("Purged 1 target ") });
    expect(emulator.purges).toHaveLength(3);
  });

  it("ends while an answer is awaited, too, and owes what was not accepted", async () => {
    const { site, env, emulator } = await start();
    const held = hold();
    emulator.faults.next(held.fault);
    const running = startCli(site, ["run", ...folder], env);
    await held.reached;
    running.kill("SIGINT");
    expect(await running.result).toMatchObject({ ended: 130, stderr: expect.stringContaining("Stopped on request.") });
    held.release();
    expect(site.read(baselineFile).match(/"unsettled"/g)).toHaveLength(2);
  });

  it("ends with 1 before it sends anything on a full disk", async () => {
    const { emulator, site, env } = await start();
    // A limit of no bytes for each file is as good as a full disk, and needs neither another user nor a mount.
    const survive = "data:text/javascript,process.on('SIGXFSZ',()=>{})";
    const script = `ulimit -f 0; exec "$@"`;
    const { ended, stderr } = await inShell(site, env, script, ["--import", survive, bin, "run", ...folder]);
    expect(stderr).toContain("[BASELINE_UNWRITABLE]");
    expect(ended).toBe(1);
    expect(emulator.requests).toEqual([]);
  });

  it.each([
    ["the help", ["--help"]],
    ["a report", ["run", ...folder, "--json"]],
  ])("says nothing when whoever reads %s has seen enough", async (_, args) => {
    const { site, env } = await start();
    const script = `{ "$@"; echo "code $?" >&2; } | head -c 1`;
    const { stdout, stderr } = await inShell(site, env, script, [bin, ...args]);
    expect(stdout).toHaveLength(1);
    expect(stderr).toContain("code 0");
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });

  it("finishes its work when nobody reads standard error any more", async () => {
    const { site, env, emulator } = await start();
    await inShell(site, env, `"$@" 2>&1 >/dev/null | true`, [bin, "run", ...folder]);
    expect(emulator.purges).toHaveLength(1);
    expect(site.read(baselineFile)).not.toContain('"unsettled"');
  });
});

/** Runs a shell script with Node and its arguments as `$@`. */
async function inShell(site: TestSite, env: NodeJS.ProcessEnv, script: string, args: readonly string[]) {
  const child = spawn("sh", ["-c", script, "sh", process.execPath, ...args], {
    cwd: site.directory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [ended] = await once(child, "close");
  return { ended, ...output };
}

/** The account's requests of the last minute are counted in the state folder. */
function forgetRequests({ XDG_STATE_HOME = "" }: NodeJS.ProcessEnv): void {
  rmSync(XDG_STATE_HOME, { recursive: true });
  mkdirSync(XDG_STATE_HOME);
}
