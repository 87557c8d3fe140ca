import { purgeTypes } from "../client/purge-batch.ts";
import { hasManifestEntry, type ManifestEntry } from "../output/manifest.ts";
import type { TargetOfEdges } from "../plan/plan-summary.ts";
import { purgeReasons } from "../plan/purge-plan.ts";
import type { Rank } from "../plan/rank.ts";

// What a plan has as many of as the site has files is checked by hand, and not by a schema: see baseline-entry.ts.

export function isManifestEntry(value: unknown): value is ManifestEntry {
  return isObject(value) && Object.keys(value).length === 3 && hasManifestEntry(value);
}

const reasons = new Set<unknown>(purgeReasons);
const types = new Set<unknown>(purgeTypes);
const ranks = new Set<unknown>([0, 1, 2] satisfies readonly Rank[]);

export function isTarget(value: unknown): value is TargetOfEdges {
  if (!isObject(value)) return false;
  const { target, reason, type, rank, assetPath, edgeIds } = value;
  const hasPath = Object.hasOwn(value, "assetPath");
  return (
    Object.keys(value).length === (hasPath ? 6 : 5) &&
    (!hasPath || isString(assetPath)) &&
    isString(target) &&
    target.startsWith("/") &&
    reasons.has(reason) &&
    types.has(type) &&
    ranks.has(rank) &&
    Array.isArray(edgeIds) &&
    edgeIds.length > 0 &&
    edgeIds.every((edgeId) => Number.isSafeInteger(edgeId) && edgeId > 0)
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isString);
}
