import type { Quota } from "../options/settings.ts";

/** Room that a body needs around its targets: the field names, a long edge id, quotes and commas. */
const bodyOverhead = 100;

/** Whether the API takes this as a URL target: no wildcard in it, and short enough. */
export function isExpressible(url: string, quota: Quota): boolean {
  return !url.includes("*") && fitsRequest(url, quota);
}

/** Whether a target is not longer than any one request may carry. */
export function fitsRequest(target: string, { targetLength, requestLength, bodyBytes }: Quota): boolean {
  return target.length <= Math.min(targetLength, requestLength, bodyBytes - bodyOverhead);
}
