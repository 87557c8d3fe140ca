import { hold } from "@global-edge-purge/emulator";
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { baselineFile, folder, forgetRequests, startSite, timeout } from "./command-site.ts";
import { bin, startCli } from "./start-cli.ts";
import type { TestSite } from "./test-site.ts";

describe("the process", { timeout }, () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("saves what was accepted and ends with its code on %s during a wait", async (signal, code) => {
    const files = { "dist/0.txt": "1", "dist/1.txt": "1", "dist/2.txt": "1" };
    const quota = { requestsPerMinute: 2, targetsPerRequest: 1 };
    const config = JSON.stringify({ edgeId: 1, outputDirectory: "dist", quota });
    const { site, env, emulator, cli } = await startSite({ ...files, "global-edge-purge.config.json": config });
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
    const { site, env, emulator } = await startSite();
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
    const { emulator, site, env } = await startSite();
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
    const { site, env } = await startSite();
    const script = `{ "$@"; echo "code $?" >&2; } | head -c 1`;
    const { stdout, stderr } = await inShell(site, env, script, [bin, ...args]);
    expect(stdout).toHaveLength(1);
    expect(stderr).toContain("code 0");
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });

  it("finishes its work when nobody reads standard error any more", async () => {
    const { site, env, emulator } = await startSite();
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
