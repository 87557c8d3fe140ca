import type { Command } from "commander";
import { UsageError } from "./usage-error.ts";

/**
 * An empty value is nearly always a variable of a script that is not set. Taken for a path it is the working directory,
 * for a target the root of the site.
 *
 * @throws UsageError `VALUE_EMPTY`
 */
export function refuseBlank(command: Command): void {
  const isBlank = (value: unknown): boolean =>
    Array.isArray(value) ? value.some(isBlank) : typeof value === "string" && value.trim() === "";
  const blank = [
    ...command.options.map((option) => [option.long, command.getOptionValue(option.attributeName())] as const),
    ...command.registeredArguments.map((argument, index) => [argument.name(), command.processedArgs[index]] as const),
  ].find(([, value]) => isBlank(value));
  if (!blank) return;
  throw new UsageError("VALUE_EMPTY", `The value of ${blank[0]} is empty.`, {
    next: "Give it a value, or leave it out. In a script, the variable behind it may not be set.",
  });
}
