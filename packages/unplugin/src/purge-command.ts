import type { Settings } from "@global-edge-purge/core/options";
import { relative, sep } from "node:path";

/** What is read of the settings; whatever else they say, the command line takes from a config of its own. */
export type CommandSettings = Pick<
  Settings,
  "environment" | "edgeIds" | "projectDirectory" | "base" | "baseline" | "aliases" | "queries" | "also" | "when"
>;

/**
 * The command that does what a build did not come to do.
 *
 * @param place the output directory, absolute
 * @param workingDirectory where it will be typed: baselines lie beside the project, and the command line looks where it
 * runs
 */
export function purgeCommand(settings: CommandSettings, place: string, workingDirectory: string): string {
  const { environment, edgeIds, projectDirectory, base, baseline, aliases, queries, also, when } = settings;
  const isTold = typeof baseline !== "object" && typeof aliases !== "function";
  const needsConfig = !isTold || queries !== undefined || Object.keys(also).length > 0 || base.pages !== base.assets;
  const words = [
    "npx",
    "global-edge-purge",
    when === "deploy" ? "plan" : "run",
    "--dir",
    fromTo(projectDirectory, place),
    "--edge-id",
    edgeIds.join(","),
    ...(environment === "production" ? [] : ["--env", environment]),
    ...(base.assets === "/" ? [] : ["--base", base.assets]),
    ...(typeof baseline === "string" ? ["--baseline", readable(projectDirectory, baseline)] : []),
    ...(typeof aliases === "string" ? ["--aliases", aliases] : []),
  ];
  const start =
    workingDirectory === projectDirectory ? "" : `cd ${quoted(fromTo(workingDirectory, projectDirectory))} && `;
  const more = needsConfig ? " (with the plugin's other options in global-edge-purge.config.js)" : "";
  return `${start}${words.map(quoted).join(" ")}${more}`;
}

function readable(projectDirectory: string, baseline: string): string {
  return baseline.startsWith("s3://") ? baseline : fromTo(projectDirectory, baseline);
}

function fromTo(from: string, to: string): string {
  return relative(from, to).split(sep).join("/") || ".";
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
