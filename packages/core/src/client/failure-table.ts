/** What one failure means, whatever ran into it. */
export interface FailureMeaning {
  /** What is wrong, where whoever met it has no words of its own; the facts of one answer come on top. */
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
  /**
   * - `never`: the same request would fail again.
   * - `back-off`: it may succeed after a growing pause.
   * - `next-window`: it may succeed once the account has requests again.
   * - `split`: its parts may succeed.
   */
  readonly retry: "never" | "back-off" | "next-window" | "split";
  /** What else is bound to fail in the same way: every request, every request for the same edge, or nothing. */
  readonly stops: "run" | "edge" | "nothing";
  /** The receipt of its batch: see `ReceiptStatus`. An answer that the API did not give is no rejection. */
  readonly receipt: "rejected" | "failed" | "deferred" | "accepted";
  /** What the batch's paths wait for until a later run has purged them. */
  readonly waitingFor: "accept" | "quota" | "complete";
  /** The exit code of a program that it ends: 2 for a mistake that the same command would run into again. */
  readonly exitCode: 1 | 2;
}

const refusal = { retry: "never", stops: "nothing", receipt: "rejected", waitingFor: "accept", exitCode: 1 } as const;
const noAnswer = { ...refusal, retry: "back-off", receipt: "failed" } as const;
const later = { ...refusal, receipt: "deferred", waitingFor: "quota" } as const;
const accepted = { ...refusal, receipt: "accepted", waitingFor: "complete" } as const;
const mistake = { ...refusal, receipt: "failed" } as const;
const typed = { ...mistake, exitCode: 2 } as const;

const checkProxy = "Check HTTPS_PROXY with its user and password, or name the API's host in NO_PROXY.";
const report = "Run again later. If it stays, report it to NAVER Cloud with the trace id.";

/** Every failure of the client by its code: the one place that says what it means. */
const failures = {
  /** The access key or the secret key is empty, or cannot be sent in a header. */
  CREDENTIALS_INVALID: {
    message: "The keys cannot be used",
    next: "Copy both keys from the console again.",
    ...mistake,
  },
  /** The endpoint is no URL of an origin. */
  ENDPOINT_INVALID: { message: "The endpoint is no URL of an origin", next: "Mend the endpoint.", ...mistake },
  /** The endpoint is plain http on another machine. */
  ENDPOINT_INSECURE: { message: "The endpoint is plain http", next: "Use https.", ...mistake },
  /** A number in `quota` or `retry`, or the budget, is out of range. */
  LIMIT_INVALID: { message: "A limit is out of range", next: "Mend the limit.", ...mistake },
  /** A proxy in the environment is no http(s) URL. */
  PROXY_INVALID: { message: "The proxy is no URL", next: "Mend the variable, or unset it.", ...mistake },
  /** An edge id, profile id or purge id is no positive whole number of at most 63 bits. */
  ID_INVALID: { message: "The id is no positive whole number", next: "Give it as the console shows it.", ...typed },
  /** A target does not have the form its purge type asks for. */
  TARGET_INVALID: { message: "The target has no form that the API takes", next: "Mend the target.", ...typed },
  /** 400 with gateway code 100, or without a known code. */
  EDGE_BAD_REQUEST: {
    message: "The API could not read the request",
    next:
      "This is likely a defect of this program, or the endpoint is not the Global Edge API. Check the endpoint, " +
      "then report it with the trace id.",
    ...refusal,
  },
  /** 400 in the service's own envelope: code 0040 or 0400, or another of its own. */
  EDGE_VALIDATION: {
    message: "The API refused a field of the request",
    next: "Check the edge id and the form of the targets.",
    ...refusal,
  },
  /** 401 with gateway code 200: wrong keys, or the clock is off. */
  EDGE_AUTHENTICATION: {
    message: "The API could not authenticate the request",
    next:
      "Likely causes: the access key is wrong, inactive or of another site; the secret key is not " +
      "the one that belongs " +
      "to it, or was not copied whole (it may hold = and /); it is a temporary key that has expired; " +
      "or this machine's clock is five minutes or more off. Check both keys in the console, then the clock.",
    ...refusal,
    stops: "run",
  },
  /** 401 with gateway code 210: no permission, the wrong host, or no subscription. */
  EDGE_PERMISSION: {
    message: "The API denied permission",
    next:
      "One of three: the key's account or sub-account may not use Global Edge (the policies NCP_ADMINISTRATOR and " +
      "NCP_INFRA_MANAGER suffice); " +
      "the endpoint or site is not the account's; or the account has not subscribed to Global Edge.",
    ...refusal,
    stops: "run",
  },
  /** 403 with gateway code 230, or without a known code. */
  EDGE_FORBIDDEN: {
    message: "The API forbids the request",
    next: "Check what the key may do, and whether the account limits from which addresses the API may be called.",
    ...refusal,
    stops: "run",
  },
  /**
   * 403 with service code 0032: likely someone else's, an unknown or a stopped edge. That is a guess: only its message
   * tells.
   */
  EDGE_NOT_PERMITTED: {
    message: "The API does not permit this for the edge",
    next:
      "Likely causes: the edge belongs to another account, there is no edge with this id, or the edge is stopped. " +
      "Compare the edge id with the console.",
    ...refusal,
    stops: "edge",
  },
  /** 404. */
  EDGE_NOT_FOUND: {
    message: "The API does not know what was asked for",
    next: "Check the id, and that the endpoint is the Global Edge API.",
    ...refusal,
  },
  /** 413, or more than the quota lets one request hold (then nothing was sent). */
  EDGE_TOO_LARGE: {
    message: "The request is too large for the API",
    next: "Send the targets in several requests.",
    ...refusal,
    retry: "split",
  },
  /** 429: the account's requests are used up. */
  EDGE_QUOTA: {
    message: "The account has no requests left for now",
    next:
      "Something else uses the same account's requests. Run again later; an account's quota can be " +
      "raised on request.",
    ...later,
    retry: "next-window",
  },
  /** 5xx, except the next one. */
  EDGE_SERVER: { message: "The API failed", next: report, ...noAnswer },
  /** 503 and 504: what stands behind the API gateway does not answer. */
  EDGE_UNAVAILABLE: { message: "The Global Edge service did not answer the API gateway", next: report, ...noAnswer },
  /** An answer that the API's documentation does not know. */
  EDGE_REFUSED: {
    message: "The API gave an answer that its documentation does not know",
    next: "It counts as a refusal. Look up the code in NAVER Cloud's documentation.",
    ...refusal,
  },
  /** 3xx: redirects are not followed, since the signature is for one host. */
  EDGE_REDIRECT: {
    message: "The endpoint redirects elsewhere, and redirects are not followed",
    next: "Check the endpoint and the proxy: the Global Edge API does not redirect.",
    ...refusal,
    receipt: "failed",
  },
  /** The body is no JSON, or not of the documented form. It may have been cut short. */
  EDGE_UNREADABLE: {
    message: "The answer does not have the API's form",
    next: "If it stays, check the endpoint, and whether a proxy or a login page answers in the API's place.",
    ...noAnswer,
  },
  /** The connection failed or broke. */
  EDGE_NETWORK: { message: "The connection failed", next: "Check the network, then run again.", ...noAnswer },
  /** No answer in time. */
  EDGE_TIMEOUT: { message: "There was no answer in time", next: "Check the network, then run again.", ...noAnswer },
  /** The server's certificate is not trusted; nor will it be for the next request. */
  EDGE_TLS: {
    message: "The certificate is not trusted",
    next: "Name its certificate authority in NODE_EXTRA_CA_CERTS.",
    ...noAnswer,
    retry: "never",
    stops: "run",
  },
  /** The proxy did not let the request through. */
  EDGE_PROXY: {
    message: "The proxy did not let the request through",
    next: checkProxy,
    ...noAnswer,
    retry: "never",
    stops: "run",
  },
  /** The time allowed would be exceeded, so nothing more was sent. */
  EDGE_BUDGET: {
    message: "The time allowed is used up",
    next: "Run again, or allow more time with budget.",
    ...later,
    stops: "run",
  },
  /** The signal aborted. */
  EDGE_ABORTED: {
    message: "Stopped on request",
    next: "Run again: what was not accepted is purged then.",
    ...later,
    stops: "run",
  },
  /** As many purges as the quota allows are in progress on the edge, and none of them ended in time. */
  EDGE_IN_PROGRESS: {
    message: "The edge has as many purges in progress as it may have",
    next: "Run again later: what was not sent is purged then.",
    ...later,
    stops: "edge",
  },
  /** The purge was accepted and ended in FAILURE. */
  EDGE_PURGE_FAILED: {
    message: "The API accepted the purge, and it ended in FAILURE",
    next: "Purge the same targets again.",
    ...accepted,
    receipt: "failed",
  },
  /** The purge was accepted and was not seen to end in the time to wait for it. Not a failure. */
  EDGE_STILL_RUNNING: {
    message: "The purge was accepted and was not seen to end in the time to wait for it",
    next: "This is no failure. Wide purges of a GLOBAL edge take about 40 minutes; look at its status later.",
    ...accepted,
  },
  /** The purge was accepted, but how it ends cannot be looked up. Not a failure. */
  EDGE_STATUS_UNKNOWN: {
    message: "The purge was accepted, but how it ends cannot be looked up",
    next: "See the edge's purges in the console.",
    ...accepted,
  },
} as const satisfies Readonly<Record<string, FailureMeaning>>;

/** Why a call of the client failed. Stable, and made for programs. */
export type EdgeErrorCode = keyof typeof failures;

/** The meaning of a code. */
export function meaningOf(code: EdgeErrorCode): FailureMeaning {
  return failures[code];
}
