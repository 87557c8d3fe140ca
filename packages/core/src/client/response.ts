import { z } from "zod";
import type { ResponseHeaders } from "../net/http.ts";
import { oneLine } from "../system/shorten.ts";
import { codeOf, type Refuser } from "./api-failures.ts";
import { type EdgeFailure, failureOf } from "./edge-error.ts";
import { meaningOf } from "./failure-table.ts";
import { quoteLongIntegers } from "./long-id.ts";

/** An answer as it came over the wire. */
export interface EdgeResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ResponseHeaders;
  /** The body as text, whole. */
  readonly body: string;
}

/** What the API answered: the value asked for, or why there is none. */
export type EdgeAnswer<T> = { readonly value: T } | { readonly failure: EdgeFailure };

/** How the result of one endpoint is read. */
export interface ResultReader<T> {
  readonly schema: z.ZodType<T>;
  /** Older pages of the documentation show a purge without `{code, message, result}` around it (seen). */
  readonly unwrapped?: boolean;
}

/** What an answer says of itself beside its HTTP status. */
interface Refusal {
  readonly from?: Refuser;
  readonly apiCode?: string;
  /** Foreign text, for people only. */
  readonly said: string;
}

// Strings by the documentation, numbers now and then (seen).
const codeText = z.union([z.string(), z.number()]).transform(String);
const words = z.string().optional().catch(undefined);
// Newer services say `detail` and `fieldErrors` (doc, of another service); what they hold is for people only.
const gatewayError = z.object({
  error: z.object({
    errorCode: codeText,
    message: words,
    details: words,
    detail: words,
    fieldErrors: z.unknown().optional(),
  }),
});
const serviceSuccess = z.object({ code: z.literal("0000"), result: z.unknown() });
const serviceError = z.object({ code: codeText, message: words });

/**
 * Reads an answer. Success is code `0000` and nothing else, whatever the HTTP status says (a guess, and cheap).
 *
 * @param now milliseconds since the epoch by our clock, for a `Retry-After` that names a date
 */
export function readAnswer<T>(response: EdgeResponse, reader: ResultReader<T>, now: number): EdgeAnswer<T> {
  const json = parseJson(response.body);
  const success = serviceSuccess.safeParse(json);
  if (success.success) return readResult(response, reader.schema, success.data.result, now);
  const refusal = refusalIn(json);
  if (refusal) return { failure: refusalOf(response, refusal, now) };
  if (json !== undefined && reader.unwrapped && response.status === 200) {
    return readResult(response, reader.schema, json, now);
  }
  const firstLine = response.body.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const failure = refusalOf(response, { said: firstLine === "" ? "(empty body)" : firstLine }, now);
  return { failure: json === undefined ? failure : askedOnce(failure) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(quoteLongIntegers(body));
  } catch {
    // Not JSON: the caller shows the body's first line.
    return undefined;
  }
}

function refusalIn(json: unknown): Refusal | undefined {
  const gateway = gatewayError.safeParse(json);
  if (gateway.success) {
    const { errorCode, message, details, detail, fieldErrors } = gateway.data.error;
    const said = [message, details, detail, wordsOf(fieldErrors)].filter(Boolean).join(": ");
    // The gateway's own codes are numbers; services that speak its newer form have words (doc, of another service).
    return { from: /^\d+$/u.test(errorCode) ? "gateway" : "service", apiCode: errorCode, said };
  }
  const service = serviceError.safeParse(json);
  return service.success
    ? { from: "service", apiCode: service.data.code, said: service.data.message ?? "" }
    : undefined;
}

/** What is wrong with which field, whatever form that comes in; empty where nothing is said. */
function wordsOf(fieldErrors: unknown): string {
  if (typeof fieldErrors !== "object" || fieldErrors === null)
    return typeof fieldErrors === "string" ? fieldErrors : "";
  const isEmpty = Object.keys(fieldErrors).length === 0;
  return isEmpty ? "" : JSON.stringify(fieldErrors);
}

function readResult<T>(response: EdgeResponse, schema: z.ZodType<T>, result: unknown, now: number): EdgeAnswer<T> {
  const parsed = schema.safeParse(result);
  if (parsed.success) return { value: parsed.data };
  const said = parsed.error.issues
    .map(({ path, message }) => `${["result", ...path].join(".")}: ${message}`)
    .join("; ");
  return { failure: askedOnce(refusalOf(response, { said }, now)) };
}

/** An answer that came whole would come again, however unreadable. */
function askedOnce(failure: EdgeFailure): EdgeFailure {
  return failure.code === "EDGE_UNREADABLE" ? { ...failure, retry: "never" } : failure;
}

function refusalOf(response: EdgeResponse, { from, apiCode, said }: Refusal, now: number): EdgeFailure {
  const code = codeOf(response.status, from, apiCode);
  const traceId = response.headers["x-ncp-trace-id"];
  const retryAfter = retryAfterOf(response.headers, now);
  const facts = [
    `HTTP ${response.status}`,
    ...(apiCode === undefined ? [] : [`code ${oneLine(apiCode)}`]),
    ...(said === "" ? [] : [`"${oneLine(said)}"`]),
    ...(traceId === undefined ? [] : [`trace id ${oneLine(traceId)}`]),
  ];
  return failureOf(code, {
    message: `${meaningOf(code).message} (${facts.join(", ")}).`,
    httpStatus: response.status,
    ...(apiCode === undefined ? {} : { apiCode }),
    ...(traceId === undefined ? {} : { traceId }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** No more than this is believed, in milliseconds: a mistaken header must not stop every later run for years. */
const longestRetryAfter = 60 * 60_000;

/**
 * Milliseconds to wait by `Retry-After`, given in seconds or as a date; `undefined` without a usable one. A date is
 * compared with the answer's own `Date`, so that our clock does not matter.
 *
 * @param now milliseconds since the epoch by our clock, where the answer has no `Date`
 */
export function retryAfterOf(headers: EdgeResponse["headers"], now: number): number | undefined {
  const value = headers["retry-after"]?.trim() ?? "";
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : parseDate(value) - (dateOf(headers) ?? now);
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfter);
}

/** The answer's `Date` in milliseconds since the epoch, where it has one. It counts whole seconds. */
export function dateOf(headers: EdgeResponse["headers"]): number | undefined {
  const date = parseDate(headers["date"] ?? "");
  return Number.isNaN(date) ? undefined : date;
}

/** `Date.parse` takes nearly anything for a date, a lone number included; an HTTP date starts with a weekday. */
function parseDate(text: string): number {
  return /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
}
