import type { ApiRequest } from "./api-request.ts";
import { EmulatorError } from "./errors.ts";
import type { Purge } from "./purges.ts";

/** Where the emulator reads the time from: milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

export interface EmulatorCredentials {
  readonly accessKey: string;
  /** Text; it is not base64-decoded, even where it looks like base64. */
  readonly secretKey: string;
}

export type EdgeStatus = "PUBLISHING" | "RUNNING" | "STOPPING" | "STOPPED" | "ACTIVATING" | "DELETING" | "DELETED";

/** How a folder origin compares the names of a request with those of files: see `EmulatorOptions.originNames`. */
export type OriginNames = "exact" | "normalization-insensitive";

export type ServiceRegion = "KOREA" | "JAPAN" | "GLOBAL";

export interface EdgeOptions {
  /** A positive whole number. */
  readonly edgeId: number;
  /** @default 1599 */
  readonly profileId?: number;
  /** @default "edge-<edgeId>" */
  readonly edgeName?: string;
  /**
   * What the API says about the edge. Only a `RUNNING` one takes purges; visitors are served by any. @default "RUNNING"
   */
  readonly statusType?: EdgeStatus;
  /** @default "KOREA" */
  readonly serviceRegionType?: ServiceRegion;
  /** Whether `/a.js` and `/a.js?v=1` are two objects (`included`) or one (`ignored`). @default "included" */
  readonly cacheQuery?: "included" | "ignored";
  /** Port on 127.0.0.1; 0 takes a free one. @default 0 */
  readonly port?: number;
}

/** The documented quotas of one account. Users with a raised quota set their own numbers. */
export interface QuotaOptions {
  /** Authenticated API requests in any `window`, refused ones included. @default 10 */
  readonly requestsPerMinute?: number;
  /** Length of the sliding window in milliseconds. @default 60000 */
  readonly window?: number;
  /** @default 100 */
  readonly targetsPerRequest?: number;
  /** Characters of one purge target. @default 3800 */
  readonly targetLength?: number;
  /** Characters of all purge targets of one request, quotes and commas left out. @default 15000 */
  readonly requestLength?: number;
  /** Bytes of one request body. The documentation says 26 KB; this is the strict reading. @default 26000 */
  readonly bodyBytes?: number;
  /** Purges of one edge that are still READY or RUNNING. @default 100 */
  readonly inProgress?: number;
}

export interface PurgeDuration {
  /** Milliseconds a purge stays READY. @default 0 */
  readonly ready?: number;
  /** Milliseconds a purge stays RUNNING after that. @default 0 */
  readonly running?: number;
}

export interface EmulatorOptions {
  /** Folder path or http(s) URL the edges fetch from. Without one they answer 502 until `setOrigin` gives one. */
  readonly origin?: string;
  /**
   * Path at which a folder origin serves its root, percent-encoded, for sites with a `base`: with `/app/`, the file
   * `a.js` is `/app/a.js` and everything outside `/app/` is a 404. A URL origin is not affected. @default "/"
   */
  readonly originBase?: string;
  /**
   * Whether a folder origin finds a file by its name's very bytes only (`exact`), as object storages and most web
   * servers do, or also by the name's other Unicode form, NFC or NFD (`normalization-insensitive`), as servers on file
   * systems of Apple do. A URL origin is not affected. @default "exact"
   */
  readonly originNames?: OriginNames;
  /** A folder origin also answers `/docs` from `docs/index.html` and `/page` from `page.html`. @default false */
  readonly cleanUrls?: boolean;
  /** The only key pair the API accepts. @default emulatorCredentials */
  readonly credentials?: EmulatorCredentials;
  /** @default [{ edgeId: 11197 }] */
  readonly edges?: readonly EdgeOptions[];
  readonly quota?: QuotaOptions;
  /**
   * How long a purge takes. What it covers leaves the cache when it reaches SUCCESS: at once by default, later if a
   * duration is given. @default { ready: 0, running: 0 }
   */
  readonly purgeDuration?: PurgeDuration;
  /** Id of the first purge; each next one is one higher. May lie beyond 2^53. @default 3720001n */
  readonly firstPurgeId?: bigint;
  /**
   * Whether viewing a purge wraps the object in `{code, message, result}`; older pages show it bare. @default "wrapped"
   */
  readonly purgeView?: "wrapped" | "unwrapped";
  /** Port of the API on 127.0.0.1; 0 takes a free one. @default 0 */
  readonly apiPort?: number;
  /** @default the system clock */
  readonly clock?: Clock;
  /** Called for each API request when it is over: answered, or left without an answer by a fault. */
  readonly onRequest?: (request: ApiRequest) => void;
  /** Called once for each accepted purge. */
  readonly onPurge?: (purge: Purge) => void;
}

/** Key pair the emulator accepts unless told otherwise. Fake: no account has it. */
export const emulatorCredentials: EmulatorCredentials = {
  accessKey: "EMULATORACCESSKEY001",
  secretKey: "emulatorSecretKey00000000000000000000001",
};

export type Edge = Required<EdgeOptions>;
export type Quota = Required<QuotaOptions>;

type Optional = "origin" | "onRequest" | "onPurge";

/** The options with every default filled in. */
export interface Settings extends Required<Omit<EmulatorOptions, Optional>>, Pick<EmulatorOptions, Optional> {
  readonly edges: readonly Edge[];
  readonly quota: Quota;
  readonly purgeDuration: Required<PurgeDuration>;
}

const defaultQuota: Quota = {
  requestsPerMinute: 10,
  window: 60_000,
  targetsPerRequest: 100,
  targetLength: 3800,
  requestLength: 15_000,
  bodyBytes: 26_000,
  inProgress: 100,
};

/** @throws EmulatorError with code `EDGE_ID_INVALID`, `EDGE_ID_REPEATED` or `ORIGIN_BASE_INVALID`. */
export function resolveOptions(options: EmulatorOptions): Settings {
  const edges = (options.edges ?? [{ edgeId: 11197 }]).map(resolveEdge);
  const repeated = edges.find((edge, index) => edges.findIndex((other) => other.edgeId === edge.edgeId) < index);
  if (repeated) {
    throw new EmulatorError("EDGE_ID_REPEATED", `Edge ${repeated.edgeId} is given twice. Give each edge id once.`);
  }
  return {
    credentials: emulatorCredentials,
    originNames: "exact",
    cleanUrls: false,
    firstPurgeId: 3_720_001n,
    purgeView: "wrapped",
    apiPort: 0,
    clock: Date,
    ...options,
    edges,
    originBase: resolveBase(options.originBase ?? "/"),
    quota: { ...defaultQuota, ...options.quota },
    purgeDuration: { ready: 0, running: 0, ...options.purgeDuration },
  };
}

function resolveEdge(edge: EdgeOptions): Edge {
  if (!Number.isSafeInteger(edge.edgeId) || edge.edgeId < 1) {
    throw new EmulatorError("EDGE_ID_INVALID", `The edge id ${edge.edgeId} is not a positive whole number.`);
  }
  return {
    profileId: 1599,
    edgeName: `edge-${edge.edgeId}`,
    statusType: "RUNNING",
    serviceRegionType: "KOREA",
    cacheQuery: "included",
    port: 0,
    ...edge,
  };
}

function resolveBase(base: string): string {
  if (!base.startsWith("/")) {
    throw new EmulatorError("ORIGIN_BASE_INVALID", `originBase is "${base}"; it must start with "/", such as "/app/".`);
  }
  return base.endsWith("/") ? base : `${base}/`;
}
