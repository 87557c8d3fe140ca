import type { Dispatcher } from "undici";
import { joinHeaders } from "../response-headers.ts";
import type { EnvironmentVariables } from "../system.ts";
import { toolName } from "../tool-name.ts";
import { trustedCertificates } from "./certificates.ts";
import { connectionFailure } from "./connection-failure.ts";
import { EdgeError } from "./edge-error.ts";
import type { EdgeWarning } from "./edge-warning.ts";
import { endpointOrigin } from "./endpoint.ts";
import { aborted } from "./limits.ts";
import { proxySettings } from "./proxy.ts";
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
  readonly onWarning?: (warning: EdgeWarning) => void;
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
  const proxies = direct ? { httpProxy: "", httpsProxy: "", noProxy: "" } : proxySettings(options.env);
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
        throw new EdgeError(connectionFailure(timeout.aborted ? timeout.reason : error, new URL(origin).host));
      }
    },
    async close() {
      const open = agent;
      agent = undefined;
      await (await open)?.close();
    },
  };
}
