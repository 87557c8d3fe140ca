import type { Edge } from "./options.ts";
import { pathOf } from "./origin.ts";
import type { PurgeRequest } from "./validate-purge.ts";

type What = Pick<PurgeRequest, "purgeType" | "purgeTarget">;

/**
 * Whether a purge covers the object an edge keeps under `url`. Names are compared byte for byte, so `/docs` and
 * `/docs/`, or `%EA` and `%ea`, are different. `DIRECTORY` and `PATTERN` reach into subfolders and cover every query.
 */
export function covers(purge: What, url: string, cacheQuery: Edge["cacheQuery"]): boolean {
  return purge.purgeType === "ALL" || purge.purgeTarget.some((target) => targetCovers(purge, target, url, cacheQuery));
}

function targetCovers({ purgeType }: What, target: string, url: string, cacheQuery: Edge["cacheQuery"]): boolean {
  if (purgeType === "URL") return (cacheQuery === "ignored" ? pathOf(target) : target) === url;
  const path = pathOf(url);
  const [folder = "", ending = ""] = target.split("*");
  return path.startsWith(folder) && path.endsWith(ending);
}
