import { hasManifestEntry, isDigest } from "../output/manifest.ts";
import type { BaselineEntry } from "./baseline.ts";

/** Percent-encoded, from the root of the host. */
const targetForm = /^\/[\u0021-\u007e]*$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Whether a value is an entry as we write them, with no field beside. By hand, and not by a schema: a baseline has as
 * many entries as the site has files, and each run reads them all.
 */
export function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  const { targets } = entry;
  if (targets !== undefined && !isTargets(targets)) return false;
  const fields = Object.keys(entry).length - (targets === undefined ? 0 : 1);
  switch (entry["state"]) {
    case "settled":
      return fields === 4 && hasManifestEntry(entry);
    case "unsettled":
      return typeof entry["mark"] === "string" && (fields === 2 || (fields === 3 && entry["removed"] === true));
    case "gone":
      return isGone(entry, fields);
    default:
      return false;
  }
}

function isGone(entry: Readonly<Record<string, unknown>>, fields: number): boolean {
  const isWhole = fields === 3 || (fields === 4 && entry["immutable"] === true);
  return isWhole && isDigest(entry["digest"]) && isTime(entry["since"]);
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && time.test(value);
}

function isTargets(value: unknown): boolean {
  return Array.isArray(value) && value.every((target) => typeof target === "string" && targetForm.test(target));
}
