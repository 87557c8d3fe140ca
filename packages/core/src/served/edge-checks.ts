import type { AssetPath } from "../output/asset-path.ts";
import type { AssetManifest } from "../output/manifest.ts";
import type { EdgePlan } from "../plan/purge-plan.ts";
import type { ServedCheck } from "./poll-served.ts";

/** A URL of the edge that must serve the new bytes. */
export interface EdgeCheck extends ServedCheck {
  /** As it was purged: a path from the host's root. */
  readonly target: string;
  readonly assetPath: AssetPath;
}

/**
 * What to ask the edge once a purge is through: every URL of every accepted path that is in the build. A file's own URL must serve
 * its bytes. Its other URLs (aliases, queries) may not exist on this host, or belong to another file of the build: they are stale only
 * if they serve bytes that the build does not have. URLs of an earlier mapping are not asked for: they may be another site's by now.
 *
 * Removed paths are not asked for: an upload that deletes nothing leaves them on the origin, and the edge then rightly serves them.
 *
 * @param site the edge's origin as visitors know it, without a slash at its end
 */
export function edgeChecks(
  edges: readonly EdgePlan[],
  isAccepted: (edge: EdgePlan, assetPath: AssetPath) => boolean,
  manifest: AssetManifest,
  site: string,
): readonly EdgeCheck[] {
  const digests = new Set([...manifest.values()].map(({ digest }) => digest));
  const checks = new Map<string, EdgeCheck>();
  for (const edge of edges) {
    for (const { assetPath, served, currentUrls, urls } of edge.purges) {
      const file = manifest.get(assetPath);
      // A compressed sibling has no URL that serves its bytes as they lie on the disk.
      if (!file || served !== assetPath || !isAccepted(edge, assetPath)) continue;
      for (const target of urls.filter((url) => currentUrls.includes(url))) {
        const isOwn = target === currentUrls[0];
        if (checks.has(target) && !isOwn) continue;
        checks.set(target, {
          target,
          assetPath,
          url: site + target,
          size: file.size,
          isServed: ({ status, digests: served }) =>
            isOwn
              ? status === 200 && served.includes(file.digest)
              : status !== 200 || served.some((digest) => digests.has(digest)),
        });
      }
    }
  }
  return [...checks.values()];
}
