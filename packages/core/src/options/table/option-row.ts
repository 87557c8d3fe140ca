import type { GivenOptions } from "../schema.ts";

/** The commands of the command line. */
export type CommandName =
  | "run"
  | "plan"
  | "send"
  | "status"
  | "edges"
  | "purge"
  | "forget"
  | "explain"
  | "doctor"
  | "init";

/** Commands that often take the same flags. */
export const runAndPlan = ["run", "plan"] as const;
export const runPlanAndExplain = ["run", "plan", "explain"] as const;
export const sending = ["run", "plan", "send", "purge"] as const;
export const asking = ["status", "edges"] as const;

/** The whole number that a flag's text is; NaN, which every schema refuses, for `0x10`, `1e4` and an empty text. */
export function readNumber(text: string): number {
  return /^\s*\d+\s*$/u.test(text) ? Number(text) : Number.NaN;
}

/** How an option stands on the command line. */
export interface OptionFlag {
  /** As commander takes it: `--base <path>`. */
  readonly flag: string;
  readonly help: string;
  /** The help of commands in which it means something else. */
  readonly helpOf?: Readonly<Partial<Record<CommandName, string>>>;
  /** The commands that take it. */
  readonly commands: readonly CommandName[];
  /**
   * The option's value, unchecked, of what stands behind the flag: the text as it is where this is absent.
   *
   * @param fromHere makes a path of the shell absolute; an address with a scheme stays as it is
   */
  readonly read?: (given: string, fromHere: (path: string) => string) => unknown;
}

/** What there is to know of one option beside its schema: plain data, which loads nothing. */
export interface OptionRow<Value = unknown> {
  /**
   * What the settings hold where the option is not given; `undefined` for nothing. Without this member, the setting is
   * found out by code: from the bundler, from a variable.
   */
  readonly default?: Value | undefined;
  /** Of an option that is an object: what counts where one of its parts is not given. */
  readonly parts?: object;
  /** Its name among the settings, where it is another. */
  readonly setting?: string;
  /** Whether it says how the account is reached: that is all which commands need that only ask. */
  readonly account?: true;
  /** Whether a plan carries the setting to where it is sent. */
  readonly inPlan?: true;
  /** How it stands on the command line; absent where only a file should hold it. */
  readonly flag?: OptionFlag | readonly OptionFlag[];
}

/** The flags of an option; of an object, each can stand for a part of it. */
export function flagsOf({ flag }: OptionRow): readonly OptionFlag[] {
  return flag === undefined ? [] : [flag].flat();
}

/** Rows of some options, by the options' names. */
export type OptionRows = { readonly [Name in keyof GivenOptions]?: OptionRow<NonNullable<GivenOptions[Name]>> };
