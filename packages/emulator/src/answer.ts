import { EmulatorError } from "./errors.ts";

/** One HTTP answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; it goes out as UTF-8. */
  readonly body: string;
  /** `errorCode` of the gateway's envelope or `code` of the service's, where the body is one of them. */
  readonly code?: string;
}

/** One row of the gateway's error table. */
export interface GatewayErrorRow {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly details?: string;
}

/**
 * The gateway's documented errors. The body of 401/200 was seen in real answers; the others follow its form (a guess).
 */
export const gatewayErrors = [
  { status: 400, errorCode: "100", message: "Bad Request Exception" },
  {
    status: 401,
    errorCode: "200",
    message: "Authentication Failed",
    details: "Invalid authentication information.",
  },
  { status: 401, errorCode: "210", message: "Permission Denied" },
  { status: 403, errorCode: "230", message: "Forbidden" },
  { status: 404, errorCode: "300", message: "Not Found Exception" },
  { status: 413, errorCode: "430", message: "Request Entity Too Large" },
  { status: 429, errorCode: "400", message: "Quota Exceeded" },
  { status: 429, errorCode: "410", message: "Throttle Limited" },
  { status: 429, errorCode: "420", message: "Rate Limited" },
  { status: 500, errorCode: "900", message: "Unexpected Error" },
  { status: 503, errorCode: "500", message: "Endpoint Error" },
  { status: 504, errorCode: "510", message: "Endpoint Timeout" },
] as const satisfies readonly GatewayErrorRow[];

/** One row of the service's error table. */
export interface ServiceErrorRow {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * The service's documented errors. `0400` is the form older pages show for `0040`. Real messages are often Korean;
 * these are our wording.
 */
export const serviceErrors = [
  { status: 400, code: "0040", message: "유효하지 않은 요청입니다." },
  { status: 400, code: "0400", message: "유효하지 않은 요청입니다." },
  { status: 403, code: "0032", message: "허용되지 않은 요청입니다." },
  { status: 500, code: "9999", message: "알 수 없는 오류가 발생했습니다." },
] as const satisfies readonly ServiceErrorRow[];

export interface GatewayErrorOptions {
  /** Overrides the row's `details`; `null` leaves the field out, as some real answers do. */
  readonly details?: string | null;
  /** Adds a `Retry-After` header: seconds, or a point in time that goes out as an HTTP date. */
  readonly retryAfter?: number | Date;
  /** Sends `errorCode` as a JSON number, as real answers do now and then. @default false */
  readonly numericCode?: boolean;
}

/**
 * An error of the API gateway, by its row in `gatewayErrors`. The trace id in `x-ncp-trace-id` is always the same for
 * one row, so that a test can look for it.
 *
 * @throws EmulatorError with code `ANSWER_UNKNOWN` where the table has no such row.
 */
export function gatewayError(
  status: (typeof gatewayErrors)[number]["status"],
  errorCode: (typeof gatewayErrors)[number]["errorCode"],
  options: GatewayErrorOptions = {},
): Answer {
  const row: GatewayErrorRow | undefined = gatewayErrors.find(
    (candidate) => candidate.status === status && candidate.errorCode === errorCode,
  );
  if (!row) throw unknownAnswer("gateway", status, errorCode);
  const details = options.details === undefined ? row.details : (options.details ?? undefined);
  const code = options.numericCode ? Number(errorCode) : errorCode;
  const { retryAfter } = options;
  return {
    status,
    code: errorCode,
    headers: {
      ...jsonType,
      "x-ncp-trace-id": `emulator-trace-${status}-${errorCode}`,
      ...(retryAfter !== undefined && {
        "retry-after": retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter),
      }),
    },
    body: JSON.stringify({ error: { errorCode: code, message: row.message, details } }),
  };
}

/**
 * An error of the Global Edge service, by its row in `serviceErrors`.
 *
 * @param message Replaces the row's message, which is Korean as many real ones are.
 * @throws EmulatorError with code `ANSWER_UNKNOWN` where the table has no such row.
 */
export function serviceError(
  status: (typeof serviceErrors)[number]["status"],
  code: (typeof serviceErrors)[number]["code"],
  message?: string,
): Answer {
  const row = serviceErrors.find((candidate) => candidate.status === status && candidate.code === code);
  if (!row) throw unknownAnswer("service", status, code);
  return { status, code, headers: jsonType, body: JSON.stringify({ code, message: message ?? row.message }) };
}

/** The service's success. `result` is JSON text rather than a value, so that ids beyond 2^53 keep their digits. */
export function success(result: string): Answer {
  return jsonAnswer(`{"code":"0000","message":"Success","result":${result}}`, "0000");
}

/** A 200 with this JSON text. */
export function jsonAnswer(body: string, code?: string): Answer {
  return { status: 200, headers: jsonType, body, ...(code !== undefined && { code }) };
}

/** An error page as a proxy in between writes it. */
export function htmlAnswer(status: number): Answer {
  const body = `<html>\n<head><title>${status} Error</title></head>\n<body><h1>${status} Error</h1></body>\n</html>\n`;
  return { status, headers: { "content-type": "text/html" }, body };
}

/** An error as XML. */
export function xmlAnswer(status: number): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<error><message>${status} Error</message></error>\n`;
  return { status, headers: { "content-type": "application/xml" }, body };
}

/** An answer without a body. */
export function emptyAnswer(status: number): Answer {
  return { status, headers: {}, body: "" };
}

const jsonType = { "content-type": "application/json;charset=UTF-8" };

function unknownAnswer(table: string, status: number, code: string): EmulatorError {
  return new EmulatorError(
    "ANSWER_UNKNOWN",
    `The ${table}'s error table has no row with HTTP ${status} and code ${code}.`,
  );
}
