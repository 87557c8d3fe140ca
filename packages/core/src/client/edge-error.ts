import { GlobalEdgePurgeError } from "../system/errors.ts";
import { type EdgeErrorCode, type FailureMeaning, meaningOf } from "./failure-table.ts";

/** Something that kept a request from succeeding, as plain data. */
export interface EdgeFailure extends Pick<FailureMeaning, "message" | "next" | "retry" | "stops"> {
  readonly code: EdgeErrorCode;
  /** Absent where there was no answer. */
  readonly httpStatus?: number;
  /** The API's own code: `errorCode` of the gateway or `code` of the service. */
  readonly apiCode?: string;
  /** `x-ncp-trace-id`, which NAVER Cloud's support asks for. */
  readonly traceId?: string;
  /** Milliseconds the API asked to wait, by `Retry-After`. */
  readonly retryAfter?: number;
}

/** A failure as the table has it, with what is known of this one. Never give it a secret. */
export function failureOf(code: EdgeErrorCode, known: Partial<Omit<EdgeFailure, "code">> = {}): EdgeFailure {
  const { message, next, retry, stops } = meaningOf(code);
  return { code, message, next, retry, stops, ...known };
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

  override get exitCode(): 1 | 2 {
    return meaningOf(this.code).exitCode;
  }
}

/** A mistake of the caller: nothing was sent, and sending it again would not help. */
export function inputError(code: EdgeErrorCode, message: string, next: string): EdgeError {
  return new EdgeError(failureOf(code, { message, next }));
}
