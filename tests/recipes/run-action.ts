import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly run: string;
      readonly shell: string;
      readonly "working-directory": string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

/** The action of this repository, as its file says. */
export function readAction(): Action {
  return parse(readFileSync(join(import.meta.dirname, "../../action.yml"), "utf8"));
}

/**
 * Runs the action's steps as GitHub does: what stands in `${{ }}` is filled in, and `shell: bash` is a file that is run
 * with these flags.
 *
 * @param directory the workspace of the job
 * @param environment all variables of the step that uses the action
 */
export async function runAction(
  { inputs, runs }: Action,
  given: Readonly<Record<string, string>>,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const fill = (value: string) =>
    value.replaceAll(
      /\$\{\{\s*inputs\.([\w-]+)\s*\}\}/gu,
      (_, name: string) => given[name] ?? inputs[name]?.default ?? "",
    );
  let output = "";
  for (const step of runs.steps) {
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, fill(value)]));
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", fill(step.run)], {
      cwd: join(directory, fill(step["working-directory"])),
      env: { ...environment, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [[exitCode], ...texts]: [number[], string, string] = await Promise.all([
      once(child, "close"),
      text(child.stdout),
      text(child.stderr),
    ]);
    output += texts.join("");
    if (exitCode !== 0) return { exitCode: exitCode ?? 1, output };
  }
  return { exitCode: 0, output };
}
