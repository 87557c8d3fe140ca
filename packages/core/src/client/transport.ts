import type { Dispatcher } from "undici";
import { ProxyError, type ProxySettings, proxySettings, trustedCertificates } from "../net/agent.ts";
import { connectionFailure } from "../net/connection-failure.ts";
import { joinHeaders } from "../net/http.ts";
import type { Warning } from "../system/logger.ts";
import { type EnvironmentVariables, toolName } from "../system/system.ts";
import { EdgeError, type EdgeFailure, inputError } from "./edge-error.ts";
import { endpointOrigin } from "./endpoint.ts";
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
  return {
    code: codes[kind],
    message,
    next: kind === "timeout" ? `${next} ${mayBeAccepted}` : next,
    retry: canHeal ? "back-off" : "never",
    // Whoever is not trusted now is not trusted for the next request.
    stops: canHeal ? "nothing" : "run",
  };
}
