import { covers } from "./covers.ts";
import type { Edge } from "./options.ts";
import { pathOf, type OriginAnswer } from "./origin.ts";
import type { PurgeRequest } from "./validate-purge.ts";

/** An answer of the origin that an edge has, or is about to keep. */
export interface EdgeObject extends OriginAnswer {
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly storedAt: number;
}

export interface Cache {
  /** The kept object, else what `load` brings. `load` runs once for visitors who come at the same time. */
  get(requestTarget: string, load: (requestTarget: string) => Promise<EdgeObject>): Promise<CacheAnswer>;
  drop(purge: PurgeRequest): void;
  /** What is kept, by URL, oldest first. */
  readonly objects: ReadonlyMap<string, EdgeObject>;
}

export interface CacheAnswer {
  readonly object: EdgeObject;
  readonly hit: boolean;
}

/** Keeps 200s and 404s until they are purged. The URL is the request target as it came, without normalising. */
export function createCache(cacheQuery: Edge["cacheQuery"]): Cache {
  const objects = new Map<string, EdgeObject>();
  const loading = new Map<string, Promise<EdgeObject>>();
  return {
    objects,
    async get(requestTarget, load) {
      const url = cacheQuery === "ignored" ? pathOf(requestTarget) : requestTarget;
      const kept = objects.get(url);
      if (kept) return { object: kept, hit: true };
      const joined = loading.get(url);
      if (joined) return { object: await joined, hit: false };

      const started = load(requestTarget);
      loading.set(url, started);
      try {
        const object = await started;
        // Not if a purge came while the origin was answering: the bytes may be older than the purge.
        const current = loading.get(url) === started;
        if (current && (object.status === 200 || object.status === 404)) objects.set(url, object);
        return { object, hit: false };
      } finally {
        if (loading.get(url) === started) loading.delete(url);
      }
    },
    drop(purge) {
      for (const held of [objects, loading]) {
        for (const url of held.keys()) if (covers(purge, url, cacheQuery)) held.delete(url);
      }
    },
  };
}
