import type { Quota } from "./options.ts";

export type PurgeType = "ALL" | "DIRECTORY" | "PATTERN" | "URL";

/** A purge request that keeps every documented rule. */
export interface PurgeRequest {
  readonly edgeId: number;
  readonly purgeType: PurgeType;
  /** Empty for `ALL`. */
  readonly purgeTarget: readonly string[];
}

/** A valid request, or what is wrong with it in plain words. */
export type CheckedPurge = { readonly request: PurgeRequest } | { readonly mistake: string };

type ListType = Exclude<PurgeType, "ALL">;

const forms: Record<ListType, RegExp> = {
  DIRECTORY: /^[^*?]*\/\*$/,
  PATTERN: /^[^*?]*\/\*\.[A-Za-z0-9_-]+$/,
  URL: /^[^*]*$/,
};

const formNames: Record<ListType, string> = {
  DIRECTORY: "/directory/*",
  PATTERN: "/directory/*.ext",
  URL: "/path?query without a *",
};

const fields = new Set(["edgeId", "purgeType", "purgeTarget"]);

/**
 * Holds the body of a purge request to the documented form, and refuses what the documentation leaves open: a target
 * must be percent-encoded ASCII with upper-case digits, as a client that wants to be sure of its target would send it.
 * `[`, `]`, `|` and `^` may stand raw: browsers ask for them so (URL Standard, path percent-encode set), and no
 * document forbids them. Raw and encoded are two targets, as they are two objects of the edge.
 */
export function checkPurge(contentType: string | undefined, body: Buffer, quota: Quota): CheckedPurge {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? "")) {
    return { mistake: `the content-type is ${contentType ?? "missing"}, not application/json` };
  }
  const parsed = parseObject(body);
  if (!parsed) return { mistake: "the body is not a JSON object" };
  const unknown = Object.keys(parsed).find((field) => !fields.has(field));
  if (unknown !== undefined) return { mistake: `unknown field ${JSON.stringify(unknown)}` };

  const { edgeId, purgeType, purgeTarget } = parsed;
  if (typeof edgeId !== "number" || !Number.isSafeInteger(edgeId)) return { mistake: "edgeId must be a whole number" };
  if (!isPurgeType(purgeType)) return { mistake: "purgeType must be ALL, DIRECTORY, PATTERN or URL" };
  if (purgeType === "ALL") {
    if ("purgeTarget" in parsed) return { mistake: "purgeTarget must be left out when purgeType is ALL" };
    return { request: { edgeId, purgeType, purgeTarget: [] } };
  }
  if (!isTextList(purgeTarget)) return { mistake: "purgeTarget must be a list of strings" };
  const mistake = listMistake(purgeTarget, quota) ?? firstMistake(purgeType, purgeTarget, quota);
  return mistake === undefined ? { request: { edgeId, purgeType, purgeTarget } } : { mistake };
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return isRecord(value) ? value : undefined;
  } catch {
    // Neither UTF-8 nor JSON: the caller answers with what was expected.
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPurgeType(value: unknown): value is PurgeType {
  return value === "ALL" || value === "DIRECTORY" || value === "PATTERN" || value === "URL";
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

function listMistake(targets: readonly string[], quota: Quota): string | undefined {
  if (targets.length === 0) return "purgeTarget is empty";
  if (targets.length > quota.targetsPerRequest) {
    return `purgeTarget holds ${targets.length} targets; at most ${quota.targetsPerRequest} go into one request`;
  }
  const length = targets.reduce((sum, target) => sum + target.length, 0);
  if (length > quota.requestLength) {
    return `the targets are ${length} characters long together; at most ${quota.requestLength} go into one request`;
  }
  return undefined;
}

function firstMistake(type: ListType, targets: readonly string[], quota: Quota): string | undefined {
  for (const [index, target] of targets.entries()) {
    const mistake = targetMistake(type, target, quota);
    if (mistake !== undefined) return `purgeTarget[${index}] ${mistake}`;
  }
  return undefined;
}

function targetMistake(type: ListType, target: string, quota: Quota): string | undefined {
  if (target.length > quota.targetLength) {
    return `is ${target.length} characters long; at most ${quota.targetLength} are allowed`;
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target) || target.startsWith("//")) return "holds a host; a target is a path";
  if (!target.startsWith("/")) return "does not start with /";
  const malformed = /%(?![0-9A-F]{2})/.exec(target);
  if (malformed) return `has a % at ${malformed.index} that two upper-case hexadecimal digits do not follow`;
  // Brackets, | and ^ are not in RFC 3986's pchar, but some browser asks with each of them as it is.
  const raw = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%[\]|^]/u.exec(target);
  if (raw) return `has ${JSON.stringify(raw[0])} at ${raw.index}, which must be percent-encoded`;
  return forms[type].test(target) ? undefined : `is not of the form ${formNames[type]}`;
}
