import { GlobalEdgePurgeError } from "../system/errors.ts";

export type OptionsErrorCode =
  /** An option or an environment variable is not what it may be; also where several codes apply. */
  | "OPTIONS_INVALID"
  /** Neither the options nor the environment name an edge. */
  | "EDGE_ID_MISSING"
  /** The bundler does not say where files are served, and the option `base` does not either. */
  | "BASE_UNKNOWN";

export interface OptionProblem {
  readonly code: OptionsErrorCode;
  /**
   * Where it is, such as `environments.staging.quota.bodyBytes` or `GLOBAL_EDGE_PURGE_ENV`; empty for the options as a
   * whole.
   */
  readonly path: string;
  /**
   * What is wrong and what is allowed. Never a value that was given as text, unless a flag of the command line gave it: it
   * may be a secret in the wrong place.
   */
  readonly message: string;
}

const changeOptions = "Change what is listed, in the options of the plugin or in the environment, and build again.";

/** Wrong options or usage: exit code 2, whatever `onFailure` says. It lists every mistake at once. */
export class OptionsError extends GlobalEdgePurgeError {
  override readonly name = "OptionsError";
  declare readonly code: OptionsErrorCode;
  readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[], next = changeOptions) {
    const codes = new Set(problems.map(({ code }) => code));
    const [code = "OPTIONS_INVALID"] = codes;
    const lines = problems.map(({ path, message }) => `  - ${path === "" ? "the options" : path}: ${message}`);
    super(codes.size === 1 ? code : "OPTIONS_INVALID", ["Global Edge purge cannot start:", ...lines].join("\n"), {
      next,
    });
    this.problems = problems;
  }

  override get exitCode(): 1 | 2 {
    return 2;
  }
}
