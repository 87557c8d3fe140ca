import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createWorkspace } from "../harness/workspace.ts";
import { readAction, runAction } from "./run-action.ts";

const action = readAction();
const [step] = action.runs.steps;
const names = Object.keys(action.inputs);
/** What is no flag. */
const own = ["command", "working-directory"];
const flagOf = (name: string) => `--${name}`;

const reference = readFileSync(join(import.meta.dirname, "../../docs/command-line.md"), "utf8");
/** The commands that take a flag, as docs/command-line.md says, which core's tests hold to the program. */
function commandsOf(flag: string): readonly string[] {
  const row = reference.split("\n").find((line) => line.startsWith(`| \`${flag} `) || line.startsWith(`| \`${flag}\``));
  return [...(row?.split("|")[3]?.matchAll(/`(\w+)`/gu) ?? [])].map(([, command = ""]) => command);
}

/** Runs the action with a program in the place of ours, which says what it is called with. */
async function argumentsFor(given: Readonly<Record<string, string>>) {
  const workspace = createWorkspace();
  onTestFinished(() => workspace.remove());
  const site = workspace.createSite({ npx: '#!/bin/bash\nprintf "%s\\0" "$@"\n' });
  chmodSync(join(site.directory, "npx"), 0o755);
  const environment = { PATH: `${site.directory}:${process.env["PATH"]}` };
  const { exitCode, output } = await runAction(action, given, site.directory, environment);
  return { exitCode, output, args: output.split("\0").slice(0, -1), files: site.list() };
}

describe("the action", () => {
  it("is one script without any input in it, and each input comes in as a variable", () => {
    expect(action.runs).toMatchObject({ using: "composite", steps: [{ shell: "bash" }] });
    expect(step?.run).not.toContain("${{");
    const used = [step?.["working-directory"] ?? "", ...Object.values(step?.env ?? {})];
    expect(used.toSorted()).toEqual(names.map((name) => `\${{ inputs.${name} }}`).toSorted());
    expect(names.filter((name) => /key|secret|token/iu.test(name))).toEqual([]);
  });

  it.each(names.filter((name) => !own.includes(name)))("hands %s on as a flag that the command takes", async (name) => {
    const command = action.inputs[name]?.description.startsWith("`run`") ? "run" : "send";
    // These two stand for no option, and have no row in the table.
    if (name === "require" || name === "config") expect(reference).toContain(flagOf(name));
    else expect(commandsOf(flagOf(name))).toContain(command);
    const { exitCode, args } = await argumentsFor({ command, [name]: "value" });
    expect([exitCode, args]).toEqual([0, ["--no", "--", "global-edge-purge", command, `${flagOf(name)}=value`]]);
  });

  it("has a list in lines, and a switch that is true, false or a number", async () => {
    const { args } = await argumentsFor({ require: "apps/shop\n\napps/my blog\n", wait: "true", "dry-run": "false" });
    expect(args.slice(3)).toEqual(["send", "--require=apps/shop", "--require=apps/my blog", "--wait"]);
    expect((await argumentsFor({ wait: "600000" })).args.slice(4)).toEqual(["--wait=600000"]);
  });

  it.each([
    "$(touch hurt)",
    "`touch hurt`",
    '"; touch hurt; "',
    "'; touch hurt #",
    "*",
    "--all",
    "$HOME",
    "a && touch hurt",
  ])("takes %s for text", async (text) => {
    const { args, files } = await argumentsFor({ command: "run", dir: text, base: text, env: text });
    expect(args.slice(4)).toEqual([`--dir=${text}`, `--base=${text}`, `--env=${text}`]);
    expect(files).toEqual(["npx"]);
  });

  it.each(["purge", "", "send --all", "run; touch hurt"])("runs no other command: %j", async (command) => {
    const { exitCode, output, files } = await argumentsFor({ command });
    expect([exitCode, output]).toEqual([2, "::error::The input command is neither send nor run.\n"]);
    expect(files).toEqual(["npx"]);
  });
});
