import type { AssetPath } from "../output/asset-path.ts";
import { isDocument } from "./is-document.ts";

/**
 * Sending order: 0 assets, 1 documents, 2 service worker and web app manifest. A page that is fetched anew must find
 * its assets fresh, and a service worker that is fetched anew precaches both.
 */
export type Rank = 0 | 1 | 2;

const workers = /(^|\/)(sw|service-?worker|ngsw-worker|firebase-messaging-sw|[^/]*[.-]sw)\.m?js$/i;
const manifests = /(^|\/)([^/]*\.webmanifest|manifest\.json)$/i;

/** The rank of a served path. */
export function rankOf(assetPath: AssetPath): Rank {
  if (workers.test(assetPath) || manifests.test(assetPath)) return 2;
  return isDocument(assetPath) ? 1 : 0;
}
