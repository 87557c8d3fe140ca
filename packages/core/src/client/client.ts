import type { Clock } from "../system/clock.ts";
import { createSystem } from "../system/system.ts";
import {
  edgeList,
  type EdgeProfile,
  edgeStatus,
  type EdgeSummary,
  profileList,
  purgeIds,
  purgeView,
  type PurgeView,
} from "./answers.ts";
import { checkPurge } from "./check-purge.ts";
import { checkClientOptions, type CheckedOptions, type EdgeClientOptions } from "./client-options.ts";
import { createFileLedger, ledgerPath, userStateDirectory } from "./ledger.ts";
import type { Limits } from "./limits.ts";
import { idDigits, type LongId } from "./long-id.ts";
import {
  type EdgeRequest,
  edgesRequest,
  edgeStatusRequest,
  profilesRequest,
  purgeRequest,
  type PurgeRequest,
  viewPurgeRequest,
} from "./request.ts";
import type { ResultReader } from "./response.ts";
import { sendRequest, type SendTools, type Sent } from "./send-request.ts";
import { createThrottle, systemProcesses } from "./throttle.ts";
import { createTransport } from "./transport.ts";
import { type PurgeCompletion, waitForCompletion } from "./wait-for-completion.ts";

/** A purge that the API accepted. */
export interface AcceptedPurge {
  /** For `viewPurge`. Every example of the documentation has one; nothing promises only one (doc). */
  readonly requestIds: readonly string[];
  /** Requests it took. */
  readonly attempts: number;
}

/**
 * The purge side of the Global Edge API. Every call takes its requests from the quota, waits for it where needed, and
 * tries again what may heal. Every call throws EdgeError, whose `code`, `message` and `next` say what happened; all of
 * them may throw `EDGE_ABORTED` and `EDGE_BUDGET`.
 */
export interface EdgeClient {
  /** The quota this client keeps to. */
  readonly quota: CheckedOptions["quota"];
  /**
   * Asks for a purge. Accepted does not mean completed: see `waitForCompletion`. A purge may be asked for again without
   * harm; it costs a request.
   *
   * @throws EdgeError with code `ID_INVALID`, `TARGET_INVALID` or `EDGE_TOO_LARGE` before anything is sent
   */
  requestPurge(purge: PurgeRequest): Promise<AcceptedPurge>;
  /** What the API says of a purge now. */
  viewPurge(purgeId: LongId): Promise<PurgeView>;
  /**
   * Looks purges up with growing pauses until each has ended or the time is over. Out of time is no failure, and
   * nothing the API says makes it throw: each purge has its `outcome`, in the order given.
   *
   * @param options.timeout milliseconds. @default 600000
   */
  waitForCompletion(
    purgeIds: readonly LongId[],
    options?: { readonly timeout?: number | undefined },
  ): Promise<readonly PurgeCompletion[]>;
  /** The account's profiles. */
  profiles(): Promise<readonly EdgeProfile[]>;
  /** The edges of a profile. */
  edges(profileId: LongId): Promise<readonly EdgeSummary[]>;
  /** `RUNNING` and so on: see `EdgeSummary.statusType`. */
  edgeStatus(edgeId: LongId): Promise<string>;
  /**
   * By how many milliseconds this machine's clock is ahead of the API's (negative: behind), once the API refused a
   * request because of it; `undefined` as long as the clock was good enough. Requests are signed with the corrected
   * time.
   */
  readonly clockSkew: number | undefined;
  /** Ends idle connections. Nothing keeps the process alive without it either. */
  close(): Promise<void>;
}

/**
 * A client of the Global Edge API. Nothing is sent, read or loaded before the first call.
 *
 * @throws EdgeError with code `CREDENTIALS_INVALID`, `ENDPOINT_INVALID`, `ENDPOINT_INSECURE`, `LIMIT_INVALID` or
 * `PROXY_INVALID`
 */
export function createEdgeClient(options: EdgeClientOptions): EdgeClient {
  const checked = checkClientOptions(options);
  const system = createSystem();
  const { clock = system.clock, env = system.env, signal, onWait = () => {}, onWarning = () => {} } = options;
  const { credentials, endpoint, quota, retry, window } = checked;
  const folder = options.stateDirectory ?? userStateDirectory(env);
  const path = folder === undefined ? undefined : ledgerPath(folder, endpoint, credentials.accessKey);
  const ledger = createFileLedger(path, window, clock, onWarning, signal);
  const rules = { requests: quota.requestsPerMinute, length: window };
  const tools: SendTools = {
    transport: options.transport ?? createTransport({ endpoint, env, onWarning }),
    throttle: createThrottle(ledger, rules, clock, systemProcesses, onWait),
    credentials,
    retry,
    window,
    clock,
    random: options.random ?? system.random,
    onWait,
    skew: {},
  };
  const limitsNow = createLimits(clock, options.budget, signal);
  const send = <T>(request: EdgeRequest, reader: ResultReader<T>, limits = limitsNow()): Promise<Sent<T>> =>
    sendRequest(request, reader, tools, limits);
  const view = async (purgeId: LongId, limits?: Limits) =>
    (await send(viewPurgeRequest(purgeId), purgeView, limits)).value;

  return {
    quota,
    async requestPurge(purge) {
      checkPurge(purge, quota);
      const { value, attempts } = await send(purgeRequest(purge), purgeIds);
      return { requestIds: value, attempts };
    },
    viewPurge: (purgeId) => view(purgeId),
    async waitForCompletion(ids, { timeout = 600_000 } = {}) {
      const texts = ids.map((id) => idDigits(id, "purge id"));
      return waitForCompletion(texts, timeout, { viewPurge: view, clock, onWait }, limitsNow());
    },
    profiles: async () => (await send(profilesRequest(), profileList)).value,
    edges: async (profileId) => (await send(edgesRequest(profileId), edgeList)).value,
    edgeStatus: async (edgeId) => (await send(edgeStatusRequest(edgeId), edgeStatus)).value,
    get clockSkew() {
      return tools.skew.milliseconds;
    },
    close: () => tools.transport.close(),
  };
}

/** The budget starts with the first call. */
function createLimits(clock: Clock, budget: number | undefined, signal: AbortSignal | undefined): () => Limits {
  let deadline: number | undefined;
  return () => {
    if (budget !== undefined) deadline ??= clock.now() + budget;
    return { ...(deadline !== undefined && { deadline }), ...(signal && { signal }) };
  };
}
