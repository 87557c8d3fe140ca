import { accountOptions } from "./account-options.ts";
import { buildOptions, purgeOptions } from "./build-options.ts";
import type { GlobalEdgePurgeOptions } from "../global-edge-purge-options.ts";
import type { CommandName, OptionRow } from "./option-row.ts";
import { runOptions } from "./run-options.ts";

export { type CommandName, flagsOf, type OptionFlag } from "./option-row.ts";
// The command line loads this entry first, and needs it for all that it prints.
export { type Annotate, annotator } from "../../system/annotation.ts";
export { inertText } from "../../system/inert-text.ts";
export { languageOf } from "../../system/language.ts";
export { painted, type Tone } from "../../system/painted.ts";

/**
 * Every option, with all that is known of it beside its schema (`schema.ts`) and its explanation for users
 * (`GlobalEdgePurgeOptions`). From here come the defaults of the settings, the flags of the command line and what a
 * plan carries. The order is that of the help. Nothing here loads zod: the help must be there at once.
 */
export const optionTable = { ...buildOptions, ...purgeOptions, ...accountOptions, ...runOptions } satisfies {
  readonly [Name in keyof GlobalEdgePurgeOptions]-?: OptionRow;
};

type Table = typeof optionTable;
export type OptionName = keyof Table;

/** The names of options whose row holds this. */
export type OptionsWith<Part> = { [Name in OptionName]: Table[Name] extends Part ? Name : never }[OptionName];

type CommandOf<Row> = Row extends { readonly flag: infer Flag }
  ? (Flag extends readonly (infer Each)[] ? Each : Flag) extends { readonly commands: readonly (infer Taken)[] }
    ? Taken
    : never
  : never;

/** The names of options that a command takes as flags. */
export type OptionsOf<Command extends CommandName> = {
  [Name in OptionName]: Command extends CommandOf<Table[Name]> ? Name : never;
}[OptionName];

/** Each option with its row and the heading under which the help shows its flags, in the order of the help. */
export const optionRows = Object.entries({
  "What was built:": buildOptions,
  "What is purged:": purgeOptions,
  "Which edge, and as whom:": accountOptions,
  "How it is sent and told:": runOptions,
}).flatMap(([heading, rows]) =>
  Object.entries(rows).map(([name, row]) => [name as OptionName, row as OptionRow, heading] as const),
);

/** The options whose row has a mark. */
export function optionsMarked<Mark extends "account" | "inPlan">(
  mark: Mark,
): readonly OptionsWith<Readonly<Record<Mark, true>>>[] {
  return optionRows.flatMap(([name, row]) => (row[mark] ? [name as OptionsWith<Readonly<Record<Mark, true>>>] : []));
}
