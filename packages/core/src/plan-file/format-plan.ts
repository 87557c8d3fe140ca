import { hash } from "node:crypto";
import type { ManifestEntry } from "../output/manifest.ts";
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
  const content = formatContent(plan);
  return start + content + endOf(digestOf(content));
}

/**
 * Whether a plan says what it did when it was written. One that was only laid out anew does.
 *
 * @param text its document
 * @param plan what was read from that
 * @param digest of its content when it was written, as the document has it
 */
export function isAsWritten(text: string, plan: PlanFile, digest: string): boolean {
  const end = endOf(digest);
  // Nearly always it still is the very text, and nothing has to be written to see that.
  const isLaidOutByUs = text.startsWith(start) && text.endsWith(end);
  if (isLaidOutByUs && digestOf(text.slice(start.length, -end.length)) === digest) return true;
  return digestOf(formatContent(plan)) === digest;
}

const start = "{\n  ";

function endOf(digest: string): string {
  return `,\n  "digest": "${digest}"\n}\n`;
}

/** SHA-256 of a plan's content, by which an edited plan is told from one that was only laid out anew. */
function digestOf(content: string): string {
  return hash("sha256", content, "hex");
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
      ...(plan.commit === undefined ? [] : [["commit", plan.commit]]),
      ["mapping", { base, aliases, queries }],
      ["options", options],
      ["counts", plan.counts],
    ].map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(sortKeys(value))}`),
    `"targets": ${block("[", plan.targets.map(formatTarget), "]")}`,
    ...(plan.aliasesGiven
      ? [
          `"aliasesGiven": ${block(
            "{",
            formatEntries(plan.aliasesGiven, (paths) => paths),
            "}",
          )}`,
        ]
      : []),
    `"newNames": ${block(
      "[",
      plan.newNames.map((assetPath) => JSON.stringify(assetPath)),
      "]",
    )}`,
    `"manifest": ${block("{", formatEntries(plan.manifest, inOrder), "}")}`,
  ].join(",\n  ");
}

/** What people look for first comes first. */
function formatTarget({ target, reason, type, rank, assetPath, edgeIds }: TargetOfEdges): string {
  return JSON.stringify({ target, reason, assetPath, type, rank, edgeIds });
}

function formatEntries<Value>(
  entries: ReadonlyMap<string, Value>,
  inOrder: (value: Value) => Value,
): readonly string[] {
  return [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(inOrder(value))}`);
}

function inOrder({ digest, immutable, size }: ManifestEntry): ManifestEntry {
  return { digest, immutable, size };
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
