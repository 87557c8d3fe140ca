import { type OptionName, optionRows, optionsMarked, type OptionsWith, type optionTable } from "./option-table.ts";
import { type WithoutUndefined, withoutUndefined } from "../parse-options.ts";
import type { GivenEnvironment } from "../schema.ts";

type Table = typeof optionTable;
type Given = WithoutUndefined<GivenEnvironment>;
type Defaulted = OptionsWith<{ readonly default: unknown }> & keyof Given;
type Absent = OptionsWith<{ readonly default: undefined }>;

/** What was given, with the parts that the table fills in. */
type Whole<Name extends OptionName, Value> = Table[Name] extends { readonly parts: infer Parts }
  ? WithoutUndefined<Omit<Value, keyof Parts>> & {
      readonly [Part in keyof Parts & keyof Value]-?: NonNullable<Value[Part]>;
    }
  : Value;

/** The settings whose default stands in the table: there is one unless the default is "nothing". */
export type TableSettings = {
  readonly [Name in Exclude<Defaulted, Absent>]: Whole<Name, NonNullable<Given[Name]>>;
} & {
  readonly [Name in Defaulted & Absent]?: Whole<Name, NonNullable<Given[Name]>>;
};

/** Those of them that say how the account is reached. */
export type AccountSettings = Pick<TableSettings, OptionsWith<{ readonly account: true }> & keyof TableSettings>;

/** Gives each of these settings what the options say, else its default. */
export function settingsOfTable(options: Given): TableSettings {
  const settings = optionRows.flatMap(([name, row]): [string, unknown][] => {
    if (!("default" in row)) return [];
    const value: unknown = options[name as keyof Given] ?? row.default;
    if (value === undefined) return [];
    return [[name, row.parts ? { ...row.parts, ...withoutUndefined(value as object) } : value]];
  });
  return Object.fromEntries(settings) as unknown as TableSettings;
}

/** The same for those that say how the account is reached. */
export function accountSettingsOfTable(options: Given): AccountSettings {
  const names: readonly string[] = optionsMarked("account");
  const settings = Object.entries(settingsOfTable(options)).filter(([name]) => names.includes(name));
  return Object.fromEntries(settings) as unknown as AccountSettings;
}
