import type { Dispatcher } from "undici";
import { isLoopback } from "../net/address.ts";
import { ProxyError, type ProxySettings, proxySettings, trustedCertificates } from "../net/agent.ts";
import { connectionFailure } from "../net/connection-failure.ts";
import { joinHeaders } from "../net/http.ts";
import type { Warning } from "../system/logger.ts";
import { type EnvironmentVariables, toolName } from "../system/system.ts";
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
  /** Milliseconds for connecting. @default 10000 */
  readonly connectTimeout?: number;
  /** Milliseconds for one request in all: connecting, sending, and the answer to its last byte. @default 30000 */
  readonly responseTimeout?: number;
  readonly onWarning?: (warning: Warning) => void;
}

/** An answer of the API has a few kilobytes; a list of edges may have more. */
const largestAnswer = 10_000_000;

/**
 * The network, by undici, which is loaded when the first request is sent. TLS is verified, connections are kept alive,
 * redirects are not followed, and idle connections do not keep the process alive.
 *
 * @throws EdgeError with code `ENDPOINT_INVALID`, `ENDPOINT_INSECURE` or `PROXY_INVALID`
 */
export function createTransport(options: TransportOptions): Transport {
  const origin = endpointOrigin(options.endpoint);
  // A proxy elsewhere cannot reach this machine, and would see the request in plain text.
  const direct = origin.startsWith("http:");
  const proxies = direct ? { httpProxy: "", httpsProxy: "", noProxy: "" } : proxiesOf(options.env);
  const { connectTimeout = 10_000, responseTimeout = 30_000, onWarning = () => {} } = options;
  let agent: Promise<Dispatcher> | undefined;

  const open = async (): Promise<Dispatcher> => {
    const { EnvHttpProxyAgent } = await import("undici");
    const ca = await trustedCertificates(options.env, onWarning);
    const connect = { timeout: connectTimeout, ...(ca && { ca }) };
    return new EnvHttpProxyAgent({
      ...proxies,
      connect,
      requestTls: connect,
      proxyTls: connect,
      maxResponseSize: largestAnswer,
    });
  };

  return {
    async send(request, { signal }) {
      const timeout = AbortSignal.timeout(responseTimeout);
      try {
        agent ??= open();
        const dispatcher = await agent;
        const answer = await dispatcher.request({
          origin,
          path: request.requestTarget,
          method: request.method,
          headers: { ...request.headers, "user-agent": toolName },
          body: request.body ?? null,
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        return { status: answer.statusCode, headers: joinHeaders(answer.headers), body: await answer.body.text() };
      } catch (error) {
        if (signal?.aborted) throw new EdgeError(aborted());
        throw new EdgeError(unanswered(timeout.aborted ? timeout.reason : error, new URL(origin).host));
      }
    },
    async close() {
      const open = agent;
      agent = undefined;
      await (await open)?.close();
    },
  };
}

function proxiesOf(env: EnvironmentVariables): ProxySettings {
  try {
    return proxySettings(env);
  } catch (error) {
    throw error instanceof ProxyError ? inputError(error.code, error.message, error.next) : error;
  }
}

const codes = { timeout: "EDGE_TIMEOUT", tls: "EDGE_TLS", proxy: "EDGE_PROXY", network: "EDGE_NETWORK" } as const;

/** What it means for a call that a request got no answer. */
export function unanswered(thrown: unknown, host: string): EdgeFailure {
  const { kind, message, next, canHeal } = connectionFailure(thrown, host);
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
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol) || url.pathname !== "/" || url.search || url.hash) {
    throw inputError(
      "ENDPOINT_INVALID",
      `The endpoint ${JSON.stringify(withoutUser(endpoint))} is not the URL of an origin.`,
      "Give scheme and host and nothing more, such as https://edge.apigw.ntruss.com.",
    );
  }
  if (url.username || url.password) {
    const next = "Leave the user out: the API authenticates with an access key and a secret key.";
    throw inputError("ENDPOINT_INVALID", `The endpoint ${url.origin} has a user in it.`, next);
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    const next = "Use https. Plain http is accepted for this machine alone, such as http://127.0.0.1:8080.";
    throw inputError("ENDPOINT_INSECURE", `The endpoint ${url.origin} is plain http to another machine.`, next);
  }
  return url.origin;
}

/** What may be a password is not shown. */
function withoutUser(text: string): string {
  return text.replace(/[^/\s]*@/, "");
}
