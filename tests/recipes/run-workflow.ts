import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { parse } from "yaml";

interface WorkflowStep {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Variables;
}

/** YAML reads digits as a number. */
type Variables = Readonly<Record<string, string | number>>;

export interface Workflow {
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, { readonly env?: Variables; readonly steps: readonly WorkflowStep[] }>>;
}

/** A workflow of GitHub Actions as its YAML says. */
export function readWorkflow(yaml: string): Workflow {
  return parse(yaml);
}

export interface StepResult {
  readonly step: string;
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Runs every `run:` of a workflow's only job as GitHub does: one after the other, each in a shell of its own that stops at the first
 * failure, with the job's environment. What is `uses:` is passed over. Ends with the first step that fails.
 *
 * @param environment what the machine itself sets, and where its programs are
 */
export async function runWorkflow(
  { jobs }: Workflow,
  secrets: Readonly<Record<string, string>>,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<readonly StepResult[]> {
  const [job] = Object.values(jobs);
  const results: StepResult[] = [];
  for (const step of job?.steps ?? []) {
    if (step.run === undefined) continue;
    const env = { ...environment, ...fillIn(job?.env ?? {}, secrets), ...fillIn(step.env ?? {}, secrets) };
    const child = spawn("bash", ["-e", "-c", step.run], { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const [exitCode]: number[] = await once(child, "close");
    results.push({ step: step.name ?? step.run, exitCode: exitCode ?? 1, output });
    if (exitCode !== 0) break;
  }
  return results;
}

function fillIn(variables: Variables, secrets: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      String(value).replaceAll(/\$\{\{\s*secrets\.(\w+)\s*\}\}/gu, (_, secret: string) => secrets[secret] ?? ""),
    ]),
  );
}

/** What a hosted machine sets, and nothing that this one does. */
export function machineEnvironment(programs: string, home: string): NodeJS.ProcessEnv {
  return { PATH: `${programs}:${process.env["PATH"]}`, HOME: home, TMPDIR: home, CI: "true", GITHUB_ACTIONS: "true" };
}
