import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exitCodes } from "./ending.ts";
import { formatTable } from "./format-table.ts";
import { examples } from "./help/examples.ts";
import { runInProcess, tempFolder } from "./test/run-in-process.ts";

const keys = { NCLOUD_ACCESS_KEY_ID: "TESTACCESSKEY0000001", NCLOUD_SECRET_ACCESS_KEY: "testSecretKey" };
const commands = Object.keys(examples).filter((name) => name !== "program");

describe("the program", () => {
  it.each(commands)("explains %s by example", async (name) => {
    const { exitCode, out, err } = await runInProcess([name, "--help"]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain(`Usage: global-edge-purge ${name}`);
    expect(out).toMatch(new RegExp(String.raw`Examples?:\n  \$ global-edge-purge ${name}`));
  });

  it("names every command in its help, and its version", async () => {
    const { out } = await runInProcess(["--help"]);
    for (const name of commands) expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(await runInProcess(["--version"])).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each([
    [["run", "--evn", "staging"], "Did you mean --env?"],
    [["run", "--dir"], "argument missing"],
    [["snd"], "Did you mean send?"],
    [["run", "folder", "other"], "too many arguments"],
    [["run", "dist", "--dir", "dist"], "Two folders are given: dist and --dir dist."],
    [["status"], "There is no report"],
    [[], "Usage: global-edge-purge"],
    [["run", "--edge-id", "1"], "Nothing says which folder the build wrote."],
    [["run", "--edge-id", "1", "--dir", "dist", "--on-missing-baseline", "mutabel"], 'Did you mean "mutable"?'],
    [["run", "--config", "missing.ts"], "The config cannot be loaded"],
    [["send", "nowhere.plan.json"], "There is no plan"],
    [["purge", "--edge-id", "1"], "There is nothing to purge."],
    [["purge", "--edge-id", "1", "--all", "/a"], "Targets, --all and --report stand alone."],
    [["purge", "--edge-id", "1", "--all"], "there is no terminal to ask at"],
    [["purge", "--edge-id", "1", "--report"], "There is no report"],
    [["purge", "--edge-id", "1", "--report", "--all"], "Targets, --all and --report stand alone."],
    [["purge", "--edge-id", "1", "a.html"], 'The target "a.html"'],
    [["status", "x"], '"x"'],
  ])("ends with 2 where it is used wrongly: %j", async (args, message) => {
    const env = { NCLOUD_ACCESS_KEY_ID: "TESTACCESSKEY0000001", NCLOUD_SECRET_ACCESS_KEY: "testSecretKey" };
    const { exitCode, out, err } = await runInProcess(args, { env });
    expect(err).toContain(message);
    expect([exitCode, out]).toEqual([2, ""]);
  });

  it.each([
    ["purge", "", "--edge-id", "1"],
    ["purge", "/a", " ", "--edge-id", "1"],
    ["purge", "http://", "--edge-id", "1"],
    ["purge", "https://?v=1", "--edge-id", "1"],
    ["purge", "HTTP:///index.html", "--edge-id", "1"],
    ["purge", "https://www.example.com/a/../b", "--edge-id", "1"],
    ["purge", "/a/../b", "--edge-id", "1"],
    ["purge", "/a/./b", "--edge-id", "1"],
    ["purge", "/a/%2E%2e/*", "--edge-id", "1"],
    ["purge", "/..", "--edge-id", "1"],
    ["purge", "//host/x", "--edge-id", "1"],
    ["purge", "/a\\b", "--edge-id", "1"],
    ["purge", "/a", "--edge-id", "0x10,1e4"],
    ["purge", "/a", "--edge-id", "1,,2"],
    ["purge", "/a", "--edge-id", "+1"],
    ["purge", "/a", "--edge-id", "1.0"],
    ["purge", "/a", "--edge-id", ""],
    ["purge", "/a", "--edge-id", " "],
    ["purge", "/a", "--edge-id", "1", "--budget", ""],
    ["purge", "/a", "--edge-id", "1", "--budget", "1e4"],
    ["purge", "/a", "--edge-id", "1", "--wait", ""],
    ["purge", "/a", "--edge-id", "1", "--wait=0x10"],
    ["edges", "--budget", " "],
    ["run", "--dir", "", "--edge-id", "1"],
    ["run", "--dir", ".", "--edge-id", "1", "--baseline", ""],
    ["run", "--dir", ".", "--edge-id", "1", "--report-json", ""],
    ["run", "--dir", ".", "--edge-id", "1", "--env", ""],
    ["plan", "--dir", ".", "--edge-id", "1", "--out", ""],
    ["plan", "--dir", ".", "--edge-id", "1", "--queries", "a", ""],
    ["send", ""],
    ["status", ""],
    ["explain", "", "--edge-id", "1"],
    ["explain", "http://", "--edge-id", "1"],
  ])("ends with 2 and sends nothing where a value is empty or is not what it looks like: %j", async (...args) => {
    const { exitCode, out, err } = await runInProcess(args, { env: keys });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).not.toContain("defect");
  });

  it.each([["edges"], ["status", "1"], ["doctor", "--edge-id", "1"]])(
    "says what keys are missing, in a dry run, too: %s",
    async (...args) => {
      const { exitCode, out, err } = await runInProcess(args, { env: { GLOBAL_EDGE_PURGE_DRY_RUN: "1" } });
      // Where these tests run in CI, doctor finds a problem besides.
      if (args[0] === "doctor") expect(out).toMatch(/^notice .*\[CREDENTIALS_MISSING\]$/mu);
      else expect([exitCode, err]).toEqual([1, expect.stringContaining("CREDENTIALS_MISSING")]);
      expect(out + err).not.toMatch(/defect|There are keys/);
    },
  );

  const listing = JSON.stringify({ edgeId: 1, environments: { production: {}, staging: {} } });
  it.each([
    ["run", "--dir", "dist"],
    ["plan", "--dir", "dist"],
    ["send"],
    ["edges"],
    ["status", "1"],
    ["purge", "/a"],
    ["explain", "/a"],
  ])("ends with 2 where an environment is named that is not listed: %s", async (...args) => {
    const workingDirectory = tempFolder();
    writeFileSync(join(workingDirectory, "global-edge-purge.config.json"), listing);
    const named = await runInProcess([...args, "--env", "stagin"], { workingDirectory, env: keys });
    expect(named).toMatchObject({ exitCode: 2, out: "", err: expect.stringContaining('Did you mean "staging"?') });
    const variable = await runInProcess(args, { workingDirectory, env: { ...keys, GLOBAL_EDGE_PURGE_ENV: "stagin" } });
    expect(variable).toMatchObject({ exitCode: 2, err: expect.stringContaining("GLOBAL_EDGE_PURGE_ENV: must be") });
  });

  it.each([
    ["run", "--dir", "dist", "--edge-id", "1"],
    ["plan", "--dir", "dist", "--edge-id", "1"],
    ["send"],
    ["edges"],
    ["purge", "/a", "--edge-id", "1"],
  ])("ends with 2 where nothing lists environments, and one is production misspelt: %s", async (...args) => {
    const mistyped = await runInProcess([...args, "--env", "prodution"], { env: keys });
    expect(mistyped).toMatchObject({ exitCode: 2, err: expect.stringContaining('Did you mean "production"?') });
  });

  it("purges nothing where somebody at the terminal says no", async () => {
    const asked: string[] = [];
    const confirm = async (question: string) => {
      asked.push(question);
      return false;
    };
    const env = { NCLOUD_ACCESS_KEY_ID: "TESTACCESSKEY0000001", NCLOUD_SECRET_ACCESS_KEY: "testSecretKey" };
    const { exitCode, err } = await runInProcess(["purge", "--all", "--edge-id", "1,2"], { confirm, env });
    expect([exitCode, err]).toEqual([0, "Nothing was purged.\n"]);
    expect(asked).toEqual([expect.stringContaining("edges 1, 2 hold")]);
  });

  it.each(["run", "edges", "purge"])("fails without credentials, also outside CI: %s", async (command) => {
    const args = { run: ["--dir", "x", "--edge-id", "1"], edges: [], purge: ["/a", "--edge-id", "1"] }[command] ?? [];
    const { exitCode, err } = await runInProcess([command, ...args]);
    expect(exitCode).toBe(1);
    expect(err).toContain("CREDENTIALS_MISSING");
  });

  it("agrees with every verdict", () => {
    expect(exitCodes).toEqual({ purged: 0, "nothing-to-purge": 0, planned: 0, skipped: 0, partial: 3, failed: 1 });
  });
});

describe("formatTable", () => {
  it("lines columns up", () => {
    expect(
      formatTable(
        ["id", "name"],
        [
          ["11197", "a"],
          ["1", ""],
        ],
      ),
    ).toBe("id     name\n11197  a\n1\n");
    expect(formatTable(["id"], [])).toBe("none\n");
  });
});
