import type { EdgeFailure } from "./edge-error.ts";

/** What a refusal means and what to do about it; the facts of one answer come on top. */
export type FailureMeaning = Pick<EdgeFailure, "code" | "message" | "next" | "retry" | "stops">;

interface FailureRow extends FailureMeaning {
  /** The gateway in front says `{"error":{"errorCode"}}` (seen), the service behind it `{"code"}` (doc). */
  readonly from: "gateway" | "service";
  readonly httpStatus: number;
  readonly apiCode: string;
}

const badRequest: FailureMeaning = {
  code: "EDGE_BAD_REQUEST",
  message: "The API could not read the request",
  next: "This is likely a defect of this program, or the endpoint is not the Global Edge API. Check the endpoint, then report it with the trace id.",
  retry: "never",
  stops: "nothing",
};
const validation: FailureMeaning = {
  code: "EDGE_VALIDATION",
  message: "The API refused a field of the request",
  next: "Check the edge id and the form of the targets.",
  retry: "never",
  stops: "nothing",
};
const authentication: FailureMeaning = {
  code: "EDGE_AUTHENTICATION",
  message: "The API could not authenticate the request",
  next:
    "Likely causes: the access key is wrong, inactive or of another site; the secret key is not the one that belongs to it, or was not copied whole (it may hold = and /); " +
    "or this machine's clock is five minutes or more off. Check both keys in the console, then the clock.",
  retry: "never",
  stops: "run",
};
const permission: FailureMeaning = {
  code: "EDGE_PERMISSION",
  message: "The API denied permission",
  next:
    "One of three: the key's account or sub-account may not use Global Edge (the policies NCP_ADMINISTRATOR and NCP_INFRA_MANAGER suffice); " +
    "the endpoint or site is not the account's; or the account has not subscribed to Global Edge.",
  retry: "never",
  stops: "run",
};
const forbidden: FailureMeaning = {
  code: "EDGE_FORBIDDEN",
  message: "The API forbids the request",
  next: "Check what the key may do, and whether the account limits from which addresses the API may be called.",
  retry: "never",
  stops: "run",
};
// What 0032 stands for is not documented: the causes are a guess.
const notPermitted: FailureMeaning = {
  code: "EDGE_NOT_PERMITTED",
  message: "The API does not permit this for the edge",
  next: "Likely causes: the edge belongs to another account, there is no edge with this id, or the edge is stopped. Compare the edge id with the console.",
  retry: "never",
  stops: "edge",
};
const notFound: FailureMeaning = {
  code: "EDGE_NOT_FOUND",
  message: "The API does not know what was asked for",
  next: "Check the id, and that the endpoint is the Global Edge API.",
  retry: "never",
  stops: "nothing",
};
const tooLarge: FailureMeaning = {
  code: "EDGE_TOO_LARGE",
  message: "The request is too large for the API",
  next: "Send the targets in several requests.",
  retry: "split",
  stops: "nothing",
};
const quota: FailureMeaning = {
  code: "EDGE_QUOTA",
  message: "The account has no requests left for now",
  next: "Something else uses the same account's requests. Run again later; an account's quota can be raised on request.",
  retry: "next-window",
  stops: "nothing",
};
const server: FailureMeaning = {
  code: "EDGE_SERVER",
  message: "The API failed",
  next: "Run again later. If it stays, report it to NAVER Cloud with the trace id.",
  retry: "back-off",
  stops: "nothing",
};
const unavailable: FailureMeaning = {
  ...server,
  code: "EDGE_UNAVAILABLE",
  message: "The Global Edge service did not answer the API gateway",
};
const proxy: FailureMeaning = {
  code: "EDGE_PROXY",
  message: "The proxy did not let the request through",
  next: "Check HTTPS_PROXY with its user and password, or name the API's host in NO_PROXY.",
  retry: "never",
  stops: "run",
};
const redirect: FailureMeaning = {
  code: "EDGE_REDIRECT",
  message: "The endpoint redirects elsewhere, and redirects are not followed",
  next: "Check the endpoint and the proxy: the Global Edge API does not redirect.",
  retry: "never",
  stops: "nothing",
};
const refused: FailureMeaning = {
  code: "EDGE_REFUSED",
  message: "The API gave an answer that its documentation does not know",
  next: "It counts as a refusal. Look up the code in NAVER Cloud's documentation.",
  retry: "never",
  stops: "nothing",
};

const unreadable: FailureMeaning = {
  code: "EDGE_UNREADABLE",
  message: "The answer does not have the API's form",
  next: "If it stays, check the endpoint, and whether a proxy or a login page answers in the API's place.",
  // It may have been cut short.
  retry: "back-off",
  stops: "nothing",
};

/** Both error tables of the documentation, row by row. */
export const failureTable: readonly FailureRow[] = [
  { from: "gateway", httpStatus: 400, apiCode: "100", ...badRequest },
  { from: "gateway", httpStatus: 401, apiCode: "200", ...authentication },
  { from: "gateway", httpStatus: 401, apiCode: "210", ...permission },
  { from: "gateway", httpStatus: 403, apiCode: "230", ...forbidden },
  { from: "gateway", httpStatus: 404, apiCode: "300", ...notFound },
  { from: "gateway", httpStatus: 413, apiCode: "430", ...tooLarge },
  { from: "gateway", httpStatus: 429, apiCode: "400", ...quota },
  { from: "gateway", httpStatus: 429, apiCode: "410", ...quota },
  { from: "gateway", httpStatus: 429, apiCode: "420", ...quota },
  { from: "gateway", httpStatus: 500, apiCode: "900", ...server },
  { from: "gateway", httpStatus: 503, apiCode: "500", ...unavailable },
  { from: "gateway", httpStatus: 504, apiCode: "510", ...unavailable },
  { from: "service", httpStatus: 400, apiCode: "0040", ...validation },
  { from: "service", httpStatus: 400, apiCode: "0400", ...validation },
  { from: "service", httpStatus: 403, apiCode: "0032", ...notPermitted },
  { from: "service", httpStatus: 500, apiCode: "9999", ...server },
];

/** For answers without a code, or with one the tables do not have. */
const byStatus: Readonly<Record<number, FailureMeaning>> = {
  400: badRequest,
  401: authentication,
  403: forbidden,
  404: notFound,
  407: proxy,
  413: tooLarge,
  429: quota,
  503: unavailable,
  504: unavailable,
};

/** What a refusal means, by its status and code and never by its message. */
export function meaningOf(
  httpStatus: number,
  from: FailureRow["from"] | undefined,
  apiCode: string | undefined,
): FailureMeaning {
  const rows = failureTable.filter((row) => row.from === from && row.apiCode === apiCode);
  // An error that comes with HTTP 200 still is the error its code says.
  const row = httpStatus === 200 ? rows[0] : rows.find((candidate) => candidate.httpStatus === httpStatus);
  return row ?? byStatus[httpStatus] ?? byClass(httpStatus, apiCode);
}

function byClass(httpStatus: number, apiCode: string | undefined): FailureMeaning {
  if (httpStatus >= 500) return server;
  if (httpStatus >= 300 && httpStatus < 400) return redirect;
  return httpStatus < 300 && apiCode === undefined ? unreadable : refused;
}
