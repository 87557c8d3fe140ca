import { isLoopback, parseEndpoint } from "../net/address.ts";
import { connectionFailure } from "../net/connection-failure.ts";
import { readBody } from "../net/content-encoding.ts";
import { createHttp } from "../net/create-http.ts";
import { HttpError } from "../net/http.ts";
import { ProxyError, proxyFor } from "../net/proxy.ts";
import type { Warning } from "../system/logger.ts";
import type { EnvironmentVariables } from "../system/system.ts";
import { EdgeError, type EdgeFailure, failureOf, inputError } from "./edge-error.ts";
import { aborted } from "./limits.ts";
import type { EdgeResponse } from "./response.ts";
import type { SignedRequest } from "./sign.ts";

/** How requests reach the API. */
export interface Transport {
  /** One request, one answer, whatever its status. @throws EdgeError where there is no answer */
  send(request: SignedRequest, options: { readonly signal?: AbortSignal }): Promise<EdgeResponse>;
  /** Ends idle connections. A request after that opens new ones. */
  close(): Promise<void>;
}

export interface TransportOptions {
  /** The API's origin: https, or http on this machine. */
  readonly endpoint: string;
  /** Where proxies (`HTTPS_PROXY`, `NO_PROXY`) and `NODE_EXTRA_CA_CERTS` are read from. */
  readonly env: EnvironmentVariables;
  /** Milliseconds for one request in all: connecting, sending, and the answer to its last byte. @default 30000 */
  readonly responseTimeout?: number;
  readonly onWarning?: (warning: Warning) => void;
}

/** Bytes. An answer of the API has a few kilobytes; a list of edges may have more. */
const largestAnswer = 10_000_000;

/**
 * The network for requests to the API.
 *
 * @throws EdgeError with code `ENDPOINT_INVALID`, `ENDPOINT_INSECURE` or `PROXY_INVALID`
 */
export function createTransport(options: TransportOptions): Transport {
  const { endpoint, env, responseTimeout = 30_000, onWarning = () => {} } = options;
  const origin = endpointOrigin(endpoint);
  checkProxy(origin, env);
  const http = createHttp(env, onWarning);
  return {
    async send({ method, requestTarget, headers, body }, { signal }) {
      let left = false;
      const onLeave = () => (left = true);
      try {
        const url = origin + requestTarget;
        const answer = await http({ method, url, headers, body, timeout: responseTimeout, signal, onLeave });
        const text = (await readBody(answer, largestAnswer)).toString("utf8");
        return { status: answer.status, headers: answer.headers, body: text };
      } catch (error) {
        throw new UnansweredError(signal?.aborted ? aborted() : unanswered(error, new URL(origin).host), left);
      }
    },
    close: () => http.close(),
  };
}

function checkProxy(origin: string, env: EnvironmentVariables): void {
  try {
    proxyFor(new URL(origin), env);
  } catch (error) {
    throw error instanceof ProxyError ? inputError(error.code, error.message, error.next) : error;
  }
}

/** A request got no answer. */
export class UnansweredError extends EdgeError {
  /** Whether any of the request may have reached the API, and counts against the quota. */
  readonly left: boolean;

  constructor(failure: EdgeFailure, left: boolean) {
    super(failure);
    this.left = left;
  }
}

const codes = { timeout: "EDGE_TIMEOUT", tls: "EDGE_TLS", proxy: "EDGE_PROXY", network: "EDGE_NETWORK" } as const;

/** What it means for a call that a request got no answer. */
export function unanswered(thrown: unknown, host: string): EdgeFailure {
  const { kind, message, next, canHeal } = thrown instanceof HttpError ? thrown : connectionFailure(thrown, host);
  const mayBeAccepted = "A purge that was sent may have been accepted; sending it twice does no harm.";
  return failureOf(codes[kind], {
    message,
    next: kind === "timeout" ? `${next} ${mayBeAccepted}` : next,
    // A proxy that turned a connection away may let the next one through.
    ...(canHeal && ({ retry: "back-off", stops: "nothing" } as const)),
  });
}

/**
 * The origin of an endpoint, without a slash at its end.
 *
 * @throws EdgeError with code `ENDPOINT_INVALID`, or `ENDPOINT_INSECURE` for plain http to another machine
 */
export function endpointOrigin(endpoint: string): string {
  const parsed = parseEndpoint(endpoint);
  if ("value" in parsed) return parsed.value;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const code = url?.protocol === "http:" && !isLoopback(url) ? "ENDPOINT_INSECURE" : "ENDPOINT_INVALID";
  // What may be a password is not shown.
  const shown = JSON.stringify(endpoint.replace(/[^/\s]*@/u, ""));
  const next = "Give scheme and host and nothing more, such as https://edge.apigw.ntruss.com.";
  throw inputError(code, `The endpoint ${shown} must be ${parsed.problem}.`, next);
}
