import { createHash } from "node:crypto";
import type { TargetOfEdges } from "../plan/plan-summary.ts";
import type { PlanFile } from "./plan-file.ts";

/** The version of the document below. Another one is refused, never guessed at. */
export const planVersion = 1;
export const planKind = "global-edge-purge plan";

const about =
  "What `global-edge-purge send` purges once this build is deployed, and why; then the whole build, to compare with " +
  "what the edge is known to serve by then. Not made to be edited: build again instead.";

/** The document of a plan: the same text for the same content, a line for each target and for each file. */
export function formatPlan(plan: PlanFile): string {
  return `{\n  ${formatContent(plan)},\n  "digest": "${planDigest(plan)}"\n}\n`;
}

/** SHA-256 of a plan's content, by which an edited plan is told from one that was only laid out anew. */
export function planDigest(plan: PlanFile): string {
  return createHash("sha256").update(formatContent(plan)).digest("hex");
}

function formatContent(plan: PlanFile): string {
  const { environment, edgeIds, endpoint, ...options } = plan.settings;
  const { base, aliases, queries } = plan.mapping;
  return [
    ...[
      ["kind", planKind],
      ["version", planVersion],
      ["about", about],
      ["environment", environment],
      ["edgeIds", edgeIds],
      ["endpoint", endpoint],
      ["outputDirectory", plan.outputDirectory],
      ["baseline", plan.baseline],
      ["mapping", { base, aliases, queries }],
      ["options", options],
      ["counts", plan.counts],
    ].map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(sortKeys(value))}`),
    `"targets": ${block("[", plan.targets.map(formatTarget), "]")}`,
    ...(plan.aliasesGiven ? [`"aliasesGiven": ${block("{", formatEntries(plan.aliasesGiven), "}")}`] : []),
    `"newNames": ${block(
      "[",
      plan.newNames.map((assetPath) => JSON.stringify(assetPath)),
      "]",
    )}`,
    `"manifest": ${block("{", formatEntries(plan.manifest), "}")}`,
  ].join(",\n  ");
}

/** What people look for first comes first. */
function formatTarget({ target, reason, type, rank, assetPath, edgeIds }: TargetOfEdges): string {
  return JSON.stringify({ target, reason, assetPath, type, rank, edgeIds });
}

function formatEntries(entries: ReadonlyMap<string, unknown>): readonly string[] {
  return [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(sortKeys(value))}`);
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? open + close : `${open}\n    ${lines.join(",\n    ")}\n  ${close}`;
}

/** Objects that were made in different places say the same in the same order. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sortKeys(inner)]));
}
