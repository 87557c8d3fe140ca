import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, parse, resolve } from "node:path";
import { prepareStateFolder } from "../../baseline/state-folder.ts";
import type { BuildFacts } from "../../options/resolution.ts";
import type { Settings } from "../../options/settings.ts";
import { describeWarning } from "../../report/describe.ts";
import type { PurgeReport } from "../../report/purge-report.ts";
import { environmentOfPage, reportPage } from "../../report/report-page.ts";
import type { Words } from "../../report/english.ts";
import { messageOf } from "../../system/errors.ts";
import type { Logger } from "../../system/logger.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { EnvironmentVariables } from "../../system/system.ts";

/**
 * Writes the reports that the options want, whole or not at all; their folders are made. What was purged stays
 * purged: a report that cannot be written is a warning.
 */
export async function saveReport(
  { json, html }: Settings["report"],
  report: PurgeReport,
  logger: Logger,
  words: Words,
): Promise<void> {
  const save = async (path: string, text: string) => {
    try {
      await prepareStateFolder(path);
      await replaceFile(path, text);
    } catch (error) {
      const message = `The report ${path} cannot be written: ${messageOf(error)}`;
      logger.warn(describeWarning(words, { code: "REPORT_UNWRITABLE", message }));
    }
  };
  if (json !== undefined) await save(json, `${JSON.stringify(report, null, 2)}\n`);
  if (html !== undefined) await save(html, reportPage(report));
}

/**
 * Removes the report of an earlier run, for whoever ends before there is a new one: because of wrong options, say. Else
 * the next step of a pipeline reads that all went well.
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
  const own = member(member(member(options, "environments"), named), "report");
  const report = own ?? member(options, "report");
  for (const kind of ["json", "html"]) {
    const path = textOf(member(report, kind));
    if (path !== undefined) removeReport({ [kind]: resolve(projectDirectory, path) }, named);
  }
}

/**
 * Removes an environment's report for the same reason, and what lies beside it of a build with several outputs. A file
 * that is no report of ours stays, whatever the options say.
 */
export function removeReport(report: Settings["report"], environment: string): void {
  for (const path of [report.json, report.html].filter((each) => each !== undefined)) {
    removeIfOurs(path);
    const { dir, name, ext } = parse(path);
    for (const file of filesIn(dir)) {
      if (file.startsWith(`${name}.`) && file.endsWith(ext)) removeIfOurs(join(dir, file), environment);
    }
  }
}

/** @param environment only its report; anyone's unless given */
function removeIfOurs(path: string, environment?: string): void {
  try {
    // Reading a pipe that reports are written into would wait for somebody.
    if (!statSync(path).isFile()) return;
    const found = environmentOf(readFileSync(path, "utf8"));
    if (found !== undefined && found === (environment ?? found)) rmSync(path);
  } catch {
    // There is none, or it is not ours. What is wrong with the run itself is about to be told.
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The environment that a report of ours is about; `undefined` for any other text. */
function environmentOf(text: string): string | undefined {
  const page = environmentOfPage(text);
  if (page !== undefined) return page;
  const report: unknown = JSON.parse(text);
  const isOurs = textOf(member(report, "tool"))?.startsWith("global-edge-purge/") === true;
  return isOurs && textOf(member(report, "verdict")) !== undefined
    ? (textOf(member(report, "environment")) ?? "")
    : undefined;
}

function member(from: unknown, name: string): unknown {
  return typeof from === "object" && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
