import { handleApiRequest } from "./api.ts";
import type { ApiRequest } from "./api-request.ts";
import { createCache, type Cache } from "./cache.ts";
import { handleVisit } from "./edge.ts";
import { EmulatorError } from "./errors.ts";
import { createFaultQueue, type Faults } from "./faults.ts";
import { openOrigin } from "./open-origin.ts";
import { resolveOptions, type EmulatorOptions } from "./options.ts";
import type { Origin } from "./origin.ts";
import { createPurges, type Purge } from "./purges.ts";
import { mostInAnyWindow } from "./quota-window.ts";
import { startServer, type RunningServer } from "./server.ts";

/** One object an edge keeps. */
export interface CachedObject {
  /** Path and query as the visitor sent them; the path alone if the edge ignores queries. */
  readonly url: string;
  /** 200 or 404. */
  readonly status: number;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly storedAt: number;
}

export interface Emulator {
  /** Base URL of the API, such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly apiUrl: string;
  /** Base URL of an edge, in the same form. @throws EmulatorError with code `EDGE_UNKNOWN`. */
  edgeUrl(edgeId: number): string;
  /** Every API request so far, in the order they arrived. */
  readonly requests: readonly ApiRequest[];
  /** Every accepted purge, in the order they were accepted, with its status as of now. */
  readonly purges: readonly Purge[];
  /** The largest number of counted requests in any window of the quota's length. */
  mostInAnyWindow(): number;
  /** What goes wrong with the API requests to come. */
  readonly faults: Faults;
  /**
   * Has the edges fetch from another folder or URL. What they keep, they keep. @throws EmulatorError: `ORIGIN_INVALID`.
   */
  setOrigin(origin: string): void;
  /** What an edge keeps now, oldest first. @throws EmulatorError with code `EDGE_UNKNOWN`. */
  cached(edgeId: number): readonly CachedObject[];
  /** Ends all connections at once, answered or not, and frees the ports. */
  close(): Promise<void>;
}

interface RunningEdge {
  readonly cache: Cache;
  readonly server: RunningServer;
}

/**
 * Starts a local Global Edge on 127.0.0.1: the API, and one caching edge for each edge id.
 *
 * @throws EmulatorError if the options make no sense; Node's error (such as `EADDRINUSE`) if a port cannot be had.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveOptions(options);
  const { clock, quota } = settings;
  const closing = new AbortController();
  const purges = createPurges(settings);
  const faults = createFaultQueue();
  const requests: ApiRequest[] = [];
  const edges = new Map<number, RunningEdge>();
  const servers: RunningServer[] = [];
  let origin: Origin | undefined;

  function setOrigin(place: string): void {
    origin = openOrigin(place, settings, closing.signal);
  }

  function applyPurges(): void {
    for (const purge of purges.takeSucceeded()) edges.get(purge.edgeId)?.cache.drop(purge);
  }

  function findEdge(edgeId: number): RunningEdge {
    const edge = edges.get(edgeId);
    if (edge) return edge;
    throw new EmulatorError("EDGE_UNKNOWN", `No edge ${edgeId} here. Start the emulator with it in its edges.`);
  }

  async function listen(...parameters: Parameters<typeof startServer>): Promise<RunningServer> {
    const server = await startServer(...parameters);
    servers.push(server);
    return server;
  }

  async function close(): Promise<void> {
    closing.abort();
    await Promise.all(servers.map((server) => server.close()));
  }

  if (settings.origin !== undefined) setOrigin(settings.origin);
  try {
    for (const { edgeId, cacheQuery, port } of settings.edges) {
      const cache = createCache(cacheQuery);
      const context = { cache, clock, origin: () => origin, applyPurges };
      const server = await listen((request, response) => handleVisit(context, request, response), port);
      edges.set(edgeId, { cache, server });
    }
    const edgeDomain = (edgeId: number): string => new URL(findEdge(edgeId).server.url).host;
    const context = { settings, purges, faults, requests, edgeDomain, purgeAccepted: applyPurges };
    const api = await listen((request, response) => handleApiRequest(context, request, response), settings.apiPort);

    return {
      apiUrl: api.url,
      edgeUrl: (edgeId) => findEdge(edgeId).server.url,
      requests,
      get purges() {
        return purges.list();
      },
      mostInAnyWindow: () => mostInAnyWindow(countedTimes(requests), quota.window),
      faults,
      setOrigin,
      cached(edgeId) {
        const { cache } = findEdge(edgeId);
        applyPurges();
        return [...cache.objects].map(([url, { status, storedAt }]) => ({ url, status, storedAt }));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function countedTimes(requests: readonly ApiRequest[]): number[] {
  return requests.filter((request) => request.counted).map((request) => request.time);
}
