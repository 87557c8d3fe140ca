import type { BaselineEntry } from "./baseline.ts";

const digest = /^[0-9a-f]{64}$/;
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
      return fields === 4 && isText(entry["digest"], digest) && isSize(entry["size"]) && isFlag(entry["immutable"]);
    case "unsettled":
      return typeof entry["mark"] === "string" && (fields === 2 || (fields === 3 && entry["removed"] === true));
    case "gone":
      return fields === 3 && isText(entry["digest"], digest) && isText(entry["since"], time);
    default:
      return false;
  }
}

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === "string" && form.test(value);
}

function isSize(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isFlag(value: unknown): boolean {
  return typeof value === "boolean";
}

function isTargets(value: unknown): boolean {
  return Array.isArray(value) && value.every((target) => isText(target, targetForm));
}
