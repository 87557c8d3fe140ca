import type { Pauses } from "../net/back-off.ts";

/** What the account may send. */
export interface Quota {
  readonly requestsPerMinute: number;
  readonly targetsPerRequest: number;
  /** Characters of one target. */
  readonly targetLength: number;
  /** Characters of all targets of one request. */
  readonly requestLength: number;
  readonly bodyBytes: number;
  /** Purges that may be READY or RUNNING on one edge at a time. */
  readonly inProgress: number;
}

export interface Retry extends Pauses {
  /** Attempts in all, the first included. */
  readonly attempts: number;
}

/**
 * What an account may send unless its quota was raised. All six numbers are in the official documentation (doc). What
 * the documentation leaves open is read strictly (guess): look-ups count as requests, the minute slides, and a kilobyte
 * of the 26 KB body has 1,000 bytes.
 */
export const defaultQuota = {
  requestsPerMinute: 10,
  targetsPerRequest: 100,
  targetLength: 3800,
  requestLength: 15_000,
  bodyBytes: 26_000,
  inProgress: 100,
};

/** How often and how patiently a request is sent again. Ours: the documentation says nothing about it. */
export const defaultRetry = { attempts: 5, minDelay: 500, maxDelay: 60_000 };

/** The API's origin for each site (doc). Global Edge is not offered on the site `fin` (seen). */
export const endpoints = {
  public: "https://edge.apigw.ntruss.com",
  gov: "https://edge.apigw.gov-ntruss.com",
} as const;
