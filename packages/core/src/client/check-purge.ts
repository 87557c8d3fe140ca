import { EdgeError, failureOf, inputError } from "./edge-error.ts";
import { formOfTarget, hasDotSegment, isFromRoot, notInTargets, type TargetForm } from "./purge-target.ts";
import type { Quota } from "./quota.ts";
import { purgeRequest, type PurgeRequest } from "./request.ts";

type SizeQuota = Pick<Quota, "targetsPerRequest" | "targetLength" | "requestLength" | "bodyBytes">;

const examples: Readonly<Record<TargetForm, string>> = {
  URL: "a path without *, such as /css/main.css?v=2",
  DIRECTORY: "a path that ends with /*, such as /images/*",
  PATTERN: "a path that ends with /*.ext, such as /static/*.png",
};

/**
 * Holds a purge to the documented forms and sizes before it costs a request. What the documentation leaves open is
 * refused: a target must be percent-encoded ASCII.
 *
 * @throws EdgeError with code `ID_INVALID`, `TARGET_INVALID` or, where parts of it would do, `EDGE_TOO_LARGE`
 */
export function checkPurge(purge: PurgeRequest, quota: SizeQuota): void {
  const { type, targets } = purge;
  if (type !== "ALL") checkTargets(type, targets, quota.targetLength);
  else if (targets.length > 0) {
    const next = "Leave the targets out, or choose the type URL.";
    throw inputError("TARGET_INVALID", "A purge of type ALL has targets.", next);
  }
  checkSize(purge, quota);
}

function checkTargets(type: TargetForm, targets: readonly string[], targetLength: number): void {
  if (!Object.hasOwn(examples, type)) {
    const next = "Use URL, DIRECTORY, PATTERN or ALL.";
    throw inputError("TARGET_INVALID", `There is no purge type ${JSON.stringify(type)}.`, next);
  }
  if (targets.length === 0) {
    const next = "Give at least one target, or choose the type ALL.";
    throw inputError("TARGET_INVALID", `A purge of type ${type} has no target.`, next);
  }
  for (const target of targets) checkTarget(type, target, targetLength);
}

function checkTarget(type: TargetForm, target: string, targetLength: number): void {
  const mistake = targetMistake(type, target, targetLength);
  if (mistake === undefined) return;
  const shown = target.length > 200 ? `${target.slice(0, 200)}…` : target;
  throw inputError("TARGET_INVALID", `The target ${JSON.stringify(shown)} ${mistake.what}.`, mistake.next);
}

function targetMistake(type: TargetForm, target: string, targetLength: number) {
  if (target.length > targetLength) {
    return {
      what: `is ${target.length} characters long; the API takes ${targetLength}`,
      next: "Cover it with a DIRECTORY or PATTERN purge.",
    };
  }
  if (!isFromRoot(target)) {
    return { what: "is not a path from the host's root", next: "Leave the host out and start with one /." };
  }
  const raw = notInTargets.exec(target);
  if (raw) {
    return {
      what: `has ${JSON.stringify(raw[0])} in it`,
      next: "Percent-encode it: encodeURI does most of it, # is %23, % is %25.",
    };
  }
  if (hasDotSegment(target)) {
    return { what: 'has a part "." or ".." in its path', next: "Write the path that it leads to." };
  }
  if (formOfTarget(target) === type) return undefined;
  return { what: `is no target of type ${type}`, next: `A ${type} target is ${examples[type]}.` };
}

function checkSize(purge: PurgeRequest, quota: SizeQuota): void {
  const { body } = purgeRequest(purge);
  const sizes = [
    [purge.targets.length, quota.targetsPerRequest, "targets"],
    [purge.targets.reduce((sum, target) => sum + target.length, 0), quota.requestLength, "characters of targets"],
    [Buffer.byteLength(body), quota.bodyBytes, "bytes of body"],
  ] as const;
  for (const [size, most, unit] of sizes) {
    if (size <= most) continue;
    throw new EdgeError(
      failureOf("EDGE_TOO_LARGE", { message: `The purge has ${size} ${unit}; one request takes ${most}.` }),
    );
  }
}
