import { type AssetPath, isDocument, plainName } from "../output/asset-path.ts";

/**
 * Sending order: 0 assets, 1 documents, 2 service worker and web app manifest. A page that is fetched anew must find
 * its assets fresh, and a service worker that is fetched anew precaches both.
 */
export type Rank = 0 | 1 | 2;

interface NamedRank {
  readonly rank: Rank;
  /** Of the file's own name, in lower case and without the folder. */
  readonly name: RegExp;
}

/**
 * Names that tools give to files which decide what is fetched next, by their documentation; the first row that matches
 * counts. What only a worker reads before it is installed (`workbox-<hash>.js`, which it imports) or nobody but a
 * debugger (`sw.js.map`) is an asset.
 */
const namedRanks: readonly NamedRank[] = [
  // Service workers. Once one is fetched anew it fetches whatever it precaches, and keeps that for good.
  { rank: 2, name: /^(?:.*[._-])?sw(?:\.min)?\.m?js$/su },
  { rank: 2, name: /^(?:flutter_)?service[-_]?worker(?:\.min)?\.m?js$/u },
  // Angular's worker, and the one that takes its place to switch it off.
  { rank: 2, name: /^(?:ngsw-worker|safety-worker|worker-basic\.min)\.js$/u },
  { rank: 2, name: /^onesignalsdk(?:updater)?worker\.js$/u },
  // What a worker reads to see that there is a new version: a list of files with their digests. Angular's refuses a
  // version of which one file is still the old one; Create React App's and Blazor's import the list.
  { rank: 2, name: /^ngsw\.json$/u },
  {
    rank: 2,
    name: /^(?:sw|service[-_]?worker|precache|workbox|ngsw)[-_.](?:precache[-_.])?(?:manifest|assets)(?:[-_.].+)?\.(?:m?js|json)$/su,
  },
  // Web app manifests: an installed application is updated from what its manifest names.
  { rank: 2, name: /^(?:.*\.webmanifest|manifest\.json)$/su },
  // What tells pages, often another site's, which scripts to fetch: Module Federation's entries, import maps, lists of
  // assets.
  { rank: 1, name: /^remote-?entry(?:[-_.].+)?\.(?:m?js|json)$/su },
  { rank: 1, name: /^(?:mf-manifest|federation\.manifest)\.json$/u },
  { rank: 1, name: /^(?:import-?map\.json|.+\.importmap)$/su },
  { rank: 1, name: /^(?:asset-manifest|blazor\.boot)\.json$/u },
];

// Rows of the higher rank stand first, so it is enough to ask about each rank at once.
const [last, later] = ([2, 1] as const).map((rank) => {
  const names = namedRanks.filter((row) => row.rank === rank).map(({ name }) => name.source);
  return new RegExp(names.join("|"), "su");
});

/** The rank of a file; a compressed one has that of the file that it is a copy of. */
export function rankOf(assetPath: AssetPath): Rank {
  const plain = plainName(assetPath);
  const name = plain.slice(plain.lastIndexOf("/") + 1).toLowerCase();
  if (last?.test(name)) return 2;
  return later?.test(name) || isDocument(name) ? 1 : 0;
}
