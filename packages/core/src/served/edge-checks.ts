import { type AssetPath, plainName } from "../output/asset-path.ts";
import type { AssetManifest, Digest } from "../output/manifest.ts";
import type { EdgePlan, PlannedPath } from "../plan/purge-plan.ts";
import { isFileServed, type ServedCheck } from "./poll-served.ts";

/** A URL of the edge, or several spellings of one, that must serve the new bytes. */
export interface EdgeCheck extends ServedCheck {
  /** As they were purged: paths from the host's root. */
  readonly targets: readonly string[];
  readonly assetPath: AssetPath;
}

/**
 * What to ask the edge once a purge is through: every URL of every accepted path that is in the build. A file's own URL
 * must serve its bytes, in one of its spellings. Its other URLs (aliases, queries) may not exist on this host, or
 * belong to another file of the build: they are stale only if they serve bytes that the build does not have. So is the
 * own URL of a compressed file, which many hosts do not serve. URLs of an earlier mapping are not asked for: they may
 * be another site's by now.
 *
 * Removed paths are not asked for: an upload that deletes nothing leaves them on the origin, and the edge then rightly
 * serves them.
 *
 * @param acceptedBy says of an edge which paths it accepted
 * @param site the edge's origin as visitors know it, without a slash at its end
 */
export function edgeChecks(
  edges: readonly EdgePlan[],
  acceptedBy: (edge: EdgePlan) => (assetPath: AssetPath) => boolean,
  manifest: AssetManifest,
  site: string,
): readonly EdgeCheck[] {
  const digests = new Set([...manifest.values()].map(({ digest }) => digest));
  const isOfBuild = (digest: Digest) => digests.has(digest);
  const asked = edges.flatMap((edge) => {
    const isAccepted = acceptedBy(edge);
    return edge.purges.flatMap((path) => {
      const file = manifest.get(path.assetPath);
      return file && isAccepted(path.assetPath) ? [{ path, file, ...urlsToAsk(path, manifest) }] : [];
    });
  });
  const ownUrls = new Set(asked.flatMap(({ own }) => own));
  const checks = new Map<string, EdgeCheck>();
  for (const { path, file, own, others } of asked) {
    const check = { assetPath: path.assetPath, size: file.size };
    const [url, ...spellings] = own;
    if (url !== undefined) {
      checks.set(url, {
        ...check,
        targets: own,
        url: site + url,
        otherSpellings: spellings.map((spelling) => site + spelling),
        isServed: (served, more) => isFileServed([served, ...more], file.digest, isOfBuild),
      });
    }
    for (const target of others.filter((other) => !ownUrls.has(other) && !checks.has(other))) {
      const isServed: EdgeCheck["isServed"] = (served) => served.status !== 200 || served.digests.some(isOfBuild);
      checks.set(target, { ...check, targets: [target], url: site + target, isServed });
    }
  }
  return [...checks.values()];
}

/** Those of a path's URLs that must serve its bytes, spellings of one; and those that must not serve old ones. */
function urlsToAsk({ assetPath, urls, ownUrls, currentUrls }: PlannedPath, manifest: AssetManifest) {
  const current = urls.filter((url) => currentUrls.includes(url));
  const plain = plainName(assetPath);
  if (plain === assetPath) {
    return {
      own: current.filter((url) => ownUrls.includes(url)),
      others: current.filter((url) => !ownUrls.includes(url)),
    };
  }
  // What a server makes of a copy without its original is not in the manifest.
  const others = manifest.has(plain) ? current : current.filter((url) => ownUrls.includes(url));
  return { own: [], others };
}
