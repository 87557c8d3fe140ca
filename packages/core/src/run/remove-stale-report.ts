import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildFacts } from "../options/resolution.ts";
import type { EnvironmentVariables } from "../system/system.ts";

/**
 * Removes the report of an earlier run, for whoever ends before there is a new one: because of wrong options, say. Else
 * the next step of a pipeline reads that all went well. A file that is no report of ours stays, whatever the options say.
 *
 * @param options what the user wrote; they may be wrong, so nothing about them is taken for granted
 * @param build `mode` names the environment where nothing else does
 */
export function removeStaleReport(
  options: unknown,
  { mode, projectDirectory }: Pick<BuildFacts, "mode" | "projectDirectory">,
  env: EnvironmentVariables,
): void {
  const named = textOf(member(options, "environment")) ?? textOf(env["GLOBAL_EDGE_PURGE_ENV"]?.trim()) ?? mode;
  const own = member(member(options, "environments"), named);
  const json = textOf(member(member(own, "report"), "json")) ?? textOf(member(member(options, "report"), "json"));
  if (json === undefined) return;
  const path = resolve(projectDirectory, json);
  try {
    if (isReport(JSON.parse(readFileSync(path, "utf8")))) rmSync(path);
  } catch {
    // There is none, or it is not ours. What is wrong with the run itself is about to be told.
  }
}

function isReport(document: unknown): boolean {
  const tool = textOf(member(document, "tool"));
  return tool?.startsWith("global-edge-purge/") === true && textOf(member(document, "verdict")) !== undefined;
}

function member(from: unknown, name: string): unknown {
  return typeof from === "object" && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
