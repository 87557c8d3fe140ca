import type { EdgeErrorCode } from "./failure-table.ts";

/** Who refused: the gateway in front says `{"error":{"errorCode"}}` (seen), the service behind it `{"code"}` (doc). */
export type Refuser = "gateway" | "service";

/**
 * Both error tables of the documentation, row by row: who refused, the HTTP status, the API's own code, and what we
 * call it.
 */
export const apiFailures: readonly (readonly [from: Refuser, httpStatus: number, apiCode: string, EdgeErrorCode])[] = [
  ["gateway", 400, "100", "EDGE_BAD_REQUEST"],
  ["gateway", 401, "200", "EDGE_AUTHENTICATION"],
  ["gateway", 401, "210", "EDGE_PERMISSION"],
  ["gateway", 403, "230", "EDGE_FORBIDDEN"],
  ["gateway", 404, "300", "EDGE_NOT_FOUND"],
  ["gateway", 413, "430", "EDGE_TOO_LARGE"],
  ["gateway", 429, "400", "EDGE_QUOTA"],
  ["gateway", 429, "410", "EDGE_QUOTA"],
  ["gateway", 429, "420", "EDGE_QUOTA"],
  ["gateway", 500, "900", "EDGE_SERVER"],
  ["gateway", 503, "500", "EDGE_UNAVAILABLE"],
  ["gateway", 504, "510", "EDGE_UNAVAILABLE"],
  ["service", 400, "0040", "EDGE_VALIDATION"],
  ["service", 400, "0400", "EDGE_VALIDATION"],
  ["service", 403, "0032", "EDGE_NOT_PERMITTED"],
  ["service", 500, "9999", "EDGE_SERVER"],
];

/** For answers without a code, or with one that the tables do not have. */
const byStatus: Readonly<Record<number, EdgeErrorCode>> = {
  400: "EDGE_BAD_REQUEST",
  401: "EDGE_AUTHENTICATION",
  403: "EDGE_FORBIDDEN",
  404: "EDGE_NOT_FOUND",
  407: "EDGE_PROXY",
  413: "EDGE_TOO_LARGE",
  429: "EDGE_QUOTA",
  503: "EDGE_UNAVAILABLE",
  504: "EDGE_UNAVAILABLE",
};

/** What a refusal is, by its status and code and never by its message. */
export function codeOf(httpStatus: number, from: Refuser | undefined, apiCode: string | undefined): EdgeErrorCode {
  const rows = apiFailures.filter(([refuser, , code]) => refuser === from && code === apiCode);
  // An error that comes with HTTP 200 still is the error its code says.
  const row = httpStatus === 200 ? rows[0] : rows.find(([, status]) => status === httpStatus);
  // With an envelope of its own the service says what it refuses, whatever its code is: 0101, 0102 and 0250 exist
  // (doc).
  const isValidation = httpStatus === 400 && from === "service";
  return row?.[3] ?? (isValidation ? "EDGE_VALIDATION" : byStatus[httpStatus]) ?? byClass(httpStatus, apiCode);
}

function byClass(httpStatus: number, apiCode: string | undefined): EdgeErrorCode {
  if (httpStatus >= 500) return "EDGE_SERVER";
  if (httpStatus >= 300 && httpStatus < 400) return "EDGE_REDIRECT";
  return httpStatus < 300 && apiCode === undefined ? "EDGE_UNREADABLE" : "EDGE_REFUSED";
}
