import { GlobalEdgePurgeError } from "../system/errors.ts";

export type EdgeErrorCode =
  /** The access key or the secret key is empty, or cannot be sent in a header. */
  | "CREDENTIALS_INVALID"
  /** The endpoint is no URL of an origin. */
  | "ENDPOINT_INVALID"
  /** The endpoint is plain http on another machine. */
  | "ENDPOINT_INSECURE"
  /** A number in `quota` or `retry`, or the budget, is out of range. */
  | "LIMIT_INVALID"
  /** A proxy in the environment is no http(s) URL. */
  | "PROXY_INVALID"
  /** An edge id, profile id or purge id is no positive whole number of at most 63 bits. */
  | "ID_INVALID"
  /** A target does not have the form its purge type asks for. */
  | "TARGET_INVALID"
  /** 400 with gateway code 100, or without a known code. */
  | "EDGE_BAD_REQUEST"
  /** 400 with service code 0040 or 0400. */
  | "EDGE_VALIDATION"
  /** 401 with gateway code 200: wrong keys, or the clock is off. */
  | "EDGE_AUTHENTICATION"
  /** 401 with gateway code 210: no permission, the wrong host, or no subscription. */
  | "EDGE_PERMISSION"
  /** 403 with gateway code 230, or without a known code. */
  | "EDGE_FORBIDDEN"
  /** 403 with service code 0032: likely someone else's, an unknown or a stopped edge. */
  | "EDGE_NOT_PERMITTED"
  /** 404. */
  | "EDGE_NOT_FOUND"
  /** 413, or more than the quota lets one request hold (then nothing was sent). */
  | "EDGE_TOO_LARGE"
  /** 429: the account's requests are used up. */
  | "EDGE_QUOTA"
  /** 5xx, except the next one. */
  | "EDGE_SERVER"
  /** 503 and 504: what stands behind the API gateway does not answer. */
  | "EDGE_UNAVAILABLE"
  /** An answer that the API's documentation does not know. */
  | "EDGE_REFUSED"
  /** 3xx: redirects are not followed, since the signature is for one host. */
  | "EDGE_REDIRECT"
  /** The body is no JSON, or not of the documented form. */
  | "EDGE_UNREADABLE"
  /** The connection failed or broke. */
  | "EDGE_NETWORK"
  /** No answer in time. */
  | "EDGE_TIMEOUT"
  /** The server's certificate is not trusted. */
  | "EDGE_TLS"
  /** The proxy did not let the request through. */
  | "EDGE_PROXY"
  /** The time allowed would be exceeded, so nothing more was sent. */
  | "EDGE_BUDGET"
  /** The signal aborted. */
  | "EDGE_ABORTED"
  /** As many purges as the quota allows are in progress on the edge, and none of them ended in time. */
  | "EDGE_IN_PROGRESS"
  /** The purge was accepted and ended in FAILURE. */
  | "EDGE_PURGE_FAILED"
  /** The purge was accepted and was not seen to end in the time to wait for it. Not a failure. */
  | "EDGE_STILL_RUNNING"
  /** The purge was accepted, but how it ends cannot be looked up. Not a failure. */
  | "EDGE_STATUS_UNKNOWN";

/** Something that kept a request from succeeding, as plain data. */
export interface EdgeFailure {
  readonly code: EdgeErrorCode;
  /** What is wrong. Never holds a secret. */
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
  /** Absent where there was no answer. */
  readonly httpStatus?: number;
  /** The API's own code: `errorCode` of the gateway or `code` of the service. */
  readonly apiCode?: string;
  /** `x-ncp-trace-id`, which NAVER Cloud's support asks for. */
  readonly traceId?: string;
  /**
   * - `never`: the same request would fail again.
   * - `back-off`: it may succeed after a growing pause.
   * - `next-window`: it may succeed once the account has requests again.
   * - `split`: its parts may succeed.
   */
  readonly retry: "never" | "back-off" | "next-window" | "split";
  /** What else is bound to fail in the same way: every request, every request for the same edge, or nothing. */
  readonly stops: "run" | "edge" | "nothing";
  /** Milliseconds the API asked to wait, by `Retry-After`. */
  readonly retryAfter?: number;
}

/**
 * Why a call of the client failed. Causes are left out on purpose: errors of the network layer can hold the request,
 * whose headers carry the access key and a signature.
 */
export class EdgeError extends GlobalEdgePurgeError implements EdgeFailure {
  override readonly name = "EdgeError";
  declare readonly code: EdgeErrorCode;
  declare readonly httpStatus?: number;
  declare readonly apiCode?: string;
  declare readonly traceId?: string;
  declare readonly retry: EdgeFailure["retry"];
  declare readonly stops: EdgeFailure["stops"];
  declare readonly retryAfter?: number;
  /** Requests sent before giving up; 0 where nothing was sent. */
  readonly attempts: number;

  constructor(failure: EdgeFailure, attempts = 0) {
    const { code, message, next, ...facts } = failure;
    super(code, message, { next });
    Object.assign(this, facts);
    this.attempts = attempts;
  }
}

/** A mistake of the caller: nothing was sent, and sending it again would not help. */
export function inputError(code: EdgeErrorCode, message: string, next: string): EdgeError {
  return new EdgeError({ code, message, next, retry: "never", stops: "nothing" });
}
