import type { OptionRow } from "./option-row.ts";
import { optionsMarked, type OptionsWith, optionTable } from "./option-table.ts";
import type { Settings } from "../settings.ts";

type Table = typeof optionTable;
type NameInPlan = OptionsWith<{ readonly inPlan: true }>;

/** What an option is called among the settings. */
type SettingName = {
  [Name in NameInPlan]: Table[Name] extends { readonly setting: infer Setting } ? Setting : Name;
}[NameInPlan];

/** The settings that a plan carries to where it is sent: everything but the credentials. */
export type PlanSettings = Pick<Settings, SettingName & keyof Settings>;

/** Of each option that a plan carries, its name and that of its setting. */
export const namesInPlan = optionsMarked("inPlan").map((name) => {
  const row: OptionRow = optionTable[name];
  return [name, (row.setting ?? name) as keyof PlanSettings] as const;
});

/** Of the settings of a run those that a plan carries, and no others: credentials stand among them. */
export function planSettings(settings: PlanSettings): PlanSettings {
  const carried = namesInPlan.flatMap(([, name]) => (settings[name] === undefined ? [] : [[name, settings[name]]]));
  return Object.fromEntries(carried) as PlanSettings;
}
