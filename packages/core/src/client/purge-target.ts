/**
 * The forms in which the API takes targets (doc), by what they purge: one URL, all inside a folder, or the files with
 * one extension inside it.
 */
export type TargetForm = "URL" | "DIRECTORY" | "PATTERN";

/**
 * What a target cannot hold as it is: what neither RFC 3986 allows in a URL nor browsers leave as it is (`[`, `]`, `|`,
 * `^`). The documentation does not say so; a target out of ASCII, or with a lone `%`, is refused (guess).
 */
export const notInTargets = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%[\]|^]|%(?![0-9A-Fa-f]{2})/u;

/** Whether a target begins as the API takes it: at the host's root, without the host. */
export function isFromRoot(target: string): boolean {
  return target.startsWith("/") && !target.startsWith("//");
}

/**
 * Whether a target's path has a part `.` or `..`, encoded or not. No visitor asks for one: browsers take them away
 * before they ask, so what is meant is another URL.
 */
export function hasDotSegment(target: string): boolean {
  const [path = ""] = target.split("?");
  return path.split("/").some((segment) => /^(?:\.|%2e){1,2}$/iu.test(segment));
}

/**
 * The form of a target that somebody wrote, from the host's root and percent-encoded: `/news?page=2`, `/app/*`,
 * `/static/*.png`. `undefined` for everything the API does not take.
 */
export function formOfTarget(target: string): TargetForm | undefined {
  if (!isFromRoot(target) || notInTargets.test(target) || hasDotSegment(target)) return undefined;
  if (!target.includes("*")) return "URL";
  if (/^[^*?]*\/\*$/.test(target)) return "DIRECTORY";
  return /^[^*?]*\/\*\.[A-Za-z0-9_-]+$/.test(target) ? "PATTERN" : undefined;
}

/**
 * Whether a purge of a wide target reaches a URL. That it reaches into subfolders and takes every query along is a
 * guess: the documentation only says "directory" and "extension".
 */
export function isInsideTarget(url: string, wideTarget: string): boolean {
  const [folder = "", ending = ""] = wideTarget.split("*");
  const [path = ""] = url.split("?");
  return path.startsWith(folder) && path.endsWith(ending);
}
