import { z } from "zod";
import type { OptionRow } from "./option-row.ts";
import { type OptionName, optionTable } from "./option-table.ts";
import { namesInPlan, type PlanSettings } from "./plan-settings.ts";
import { edgeIds, milliseconds, rootShape } from "../schema.ts";

/** Reads the settings in a plan's document: each as its option is read, and with every default filled in. */
export const planSettingsSchema = z.strictObject(
  Object.fromEntries(namesInPlan.map(([option, setting]) => [setting, schemaOf(option)])),
) as unknown as z.ZodType<PlanSettings>;

function schemaOf(option: OptionName): z.ZodType {
  // These two have another form among the settings than where they were given.
  if (option === "edgeId") return edgeIds;
  if (option === "wait") return milliseconds.exactOptional();
  const row: OptionRow = optionTable[option];
  const schema: z.ZodType = rootShape[option].unwrap();
  const parts = Object.keys(row.parts ?? {});
  const whole = parts.length === 0 ? schema : schema.refine((value) => parts.every((part) => part in Object(value)));
  return "default" in row && row.default === undefined ? whole.exactOptional() : whole;
}
