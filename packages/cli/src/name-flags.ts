import { parseOptions } from "@global-edge-purge/core/internal";
import { flagsOf, optionRows } from "@global-edge-purge/core/option-table";
import { type OptionProblem, OptionsError } from "@global-edge-purge/core/options";
import { Option } from "commander";
import { type Flags, optionsOfFlags } from "./flags.ts";

/** The same mistakes, told to somebody at a command line: those of flags by the flag, with what stands behind it. */
export function nameFlags({ problems }: OptionsError, flags: Flags, workingDirectory: string): OptionsError {
  const parsed = parseOptions(optionsOfFlags(flags, workingDirectory));
  const ofFlags = "problems" in parsed ? parsed.problems : [];
  const named = problems.map((problem) => {
    if (problem.code === "EDGE_ID_MISSING") return missingEdge(problem);
    if (problem.path === "environment" && flags.env !== undefined) return withFlag(problem, "environment", flags);
    const own = ofFlags.find(({ path, message }) => message === problem.message && isAt(path, problem.path));
    return own ? withFlag(problem, own.path, flags) : problem;
  });
  const next = "Change the flag, the config file or the variable, and run again: --help shows all flags.";
  return new OptionsError(named, next);
}

/** Whether an option is meant: where a config lists environments, flags stand in the one that the command is for. */
function isAt(option: string, path: string): boolean {
  return path === option || (path.startsWith("environments") && path.endsWith(`.${option}`));
}

function missingEdge(problem: OptionProblem): OptionProblem {
  const message = problem.message.replace("edgeId: 11197", "--edge-id 11197");
  return { ...problem, path: "--edge-id (edgeId)", message };
}

function withFlag(problem: OptionProblem, path: string, flags: Flags): OptionProblem {
  const [name] = path.split(/[.[]/u);
  const given = optionRows
    .flatMap(([option, row]) => (option === name ? flagsOf(row) : []))
    .map(({ flag }) => new Option(flag))
    .find((option) => flags[option.attributeName()] !== undefined);
  if (!given) return problem;
  const value = valueAt(path, flags[given.attributeName()]);
  return {
    ...problem,
    path: `${given.long} (${path.replace(/\[.*/u, "")})`,
    message: value === undefined ? problem.message : withValue(problem.message, value),
  };
}

/** What stands behind a flag; not what may hold a secret: a URL a password, and a key has 40 characters. */
function valueAt(path: string, given: unknown): string | undefined {
  const index = /\[(?<index>\d+)\]/u.exec(path)?.groups?.["index"];
  const value: unknown = Array.isArray(given) ? given[Number(index)] : given;
  return typeof value === "string" && /^[^@:]{1,32}$/u.test(value) ? value : undefined;
}

function withValue(message: string, value: string): string {
  return message.replace(
    /^(?<must>must be [^]*?)(?:, and is (?:no number|a text|another text))?\.(?<hint> Did you mean "[^"]*"\?)?$/u,
    (_whole, must: string, hint = "") => `${must}, and is "${value}".${hint}`,
  );
}
