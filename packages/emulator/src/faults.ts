import type { Answer } from "./answer.ts";
import type { ContentEncoding } from "./respond.ts";
import type { Endpoint } from "./route.ts";

/**
 * What goes wrong with one API request. Fields may be combined. The request is recorded, and counts against the quota
 * if its signature is valid, whatever the fault.
 */
export interface Fault {
  /** Only a request to this endpoint takes the fault. Without it, the next request of any kind does. */
  readonly endpoint?: Endpoint;
  /** Answered in place of everything else, as it is: the request is not processed, so no purge is accepted. */
  readonly answer?: Answer;
  /** The connection ends without an answer: before the request is processed, or after (its purge is accepted). */
  readonly drop?: "before-processing" | "after-processing";
  /**
   * Nothing more comes, on a connection that stays open until the client or `close` ends it: no answer, without the
   * request being processed or after (its purge is accepted), or only the head and half of the body.
   */
  readonly stall?: "before-processing" | "after-processing" | "in-body";
  /**
   * The connection ends in the middle of the body, which is shorter than `Content-Length` says: in the usual way, or by
   * a reset. Only what a client has read before a reset it is sure to see, so with `hold` the first half goes out at
   * once, and the reset waits.
   */
  readonly truncate?: boolean | "reset";
  /** The body comes compressed, whatever the client's `Accept-Encoding` says, as some proxies have it. */
  readonly contentEncoding?: ContentEncoding;
  /** Milliseconds added to the `Date` header of the answer. The signature check still uses the emulator's clock. */
  readonly dateOffset?: number;
  /** The purge is accepted and ends in FAILURE. Nothing leaves the cache. */
  readonly failPurge?: boolean;
  /** The answer (or the reset in its middle) waits for this promise. Processing comes first. See `hold`. */
  readonly until?: () => Promise<unknown>;
}

export interface Faults {
  /** Adds faults to the end of the queue. Each API request takes the first one that fits its endpoint. */
  next(...faults: readonly Fault[]): void;
  /** How many faults no request has taken yet. */
  readonly waiting: number;
}

export interface FaultQueue extends Faults {
  take(endpoint: Endpoint | undefined): Fault;
}

export function createFaultQueue(): FaultQueue {
  const queue: Fault[] = [];
  return {
    next: (...faults) => void queue.push(...faults),
    get waiting() {
      return queue.length;
    },
    take(endpoint) {
      const index = queue.findIndex((fault) => fault.endpoint === undefined || fault.endpoint === endpoint);
      return (index === -1 ? undefined : queue.splice(index, 1)[0]) ?? {};
    },
  };
}

export interface Hold {
  readonly fault: Fault;
  /** Resolves once a request has taken the fault and has been processed. */
  readonly reached: Promise<void>;
  /** Lets the answer go, or the reset. */
  release(): void;
}

/** A fault that withholds an answer until the test releases it. */
export function hold(): Hold {
  const [reached, reach] = createSignal();
  const [released, release] = createSignal();
  const until = (): Promise<void> => {
    reach();
    return released;
  };
  return { fault: { until }, reached, release };
}

function createSignal(): [promise: Promise<void>, resolve: () => void] {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return [promise, resolve];
}
