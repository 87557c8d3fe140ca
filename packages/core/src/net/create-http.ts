import type { Dispatcher } from "undici";
import type { Warning } from "../system/logger.ts";
import { type EnvironmentVariables, toolName } from "../system/system.ts";
import { trustedCertificates } from "./certificates.ts";
import { connectionFailure } from "./connection-failure.ts";
import { createConnecting } from "./connecting.ts";
import { type Http, HttpError, type HttpRequest, type ResponseHeaders } from "./http.ts";
import { proxyFor } from "./proxy.ts";
import { tellWhenLeaving } from "./tell-when-leaving.ts";

/** The network of one run. */
export interface Network extends Http {
  /** Ends idle connections. A request after that opens new ones. */
  close(): Promise<void>;
}

/** Milliseconds for connecting. */
const connectTimeout = 10_000;

/**
 * The network by undici, which is loaded with the first request. Proxies and extra certificates of the environment
 * count, TLS is verified, connections are kept alive, and idle ones do not keep the process alive.
 */
export function createHttp(env: EnvironmentVariables, warn: (warning: Warning) => void): Network {
  let certificates: ReturnType<typeof trustedCertificates> | undefined;
  /** By the proxy, or `undefined` for none. */
  const agents = new Map<string | undefined, Promise<Dispatcher>>();
  const connecting = createConnecting();

  const open = async (proxy: string | undefined): Promise<Dispatcher> => {
    // By its file: Bun answers "undici" with something of its own, which knows no proxies, no certificates and no
    // redirects of ours.
    const { Agent, ProxyAgent, buildConnector } = await import("undici/index.js");
    certificates ??= trustedCertificates(env, warn);
    const ca = await certificates;
    const connect = { timeout: connectTimeout, ...(ca && { ca }) };
    if (proxy === undefined) return new Agent({ connect: connecting.watched(buildConnector(connect)) });
    return new ProxyAgent({ uri: proxy, connect, requestTls: connect, proxyTls: connect });
  };
  const agentFor = (url: URL): Promise<Dispatcher> => {
    const proxy = proxyFor(url, env);
    const agent = agents.get(proxy) ?? open(proxy);
    agents.set(proxy, agent);
    return agent;
  };

  const send: Http = async (request) => {
    const url = new URL(request.url);
    const end = AbortSignal.timeout(Math.max(1, Math.ceil(request.timeout)));
    const failed = (error: unknown) => failureOf(end.aborted ? end.reason : error, request, url.host);
    const stop = request.signal ? AbortSignal.any([request.signal, end]) : end;
    const agent = await agentFor(url);
    stop.addEventListener("abort", connecting.end);
    try {
      const answer = await tellWhenLeaving(agent, request.onLeave).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: { "user-agent": toolName, "accept-encoding": "identity", ...request.headers },
        body: request.body ?? null,
        signal: stop,
      });
      return {
        status: answer.statusCode,
        headers: joinHeaders(answer.headers),
        body: withOurErrors(answer.body, failed),
        discard: () => answer.body.dump(),
      };
    } catch (error) {
      throw failed(error);
    } finally {
      stop.removeEventListener("abort", connecting.end);
    }
  };

  const close = async () => {
    const opened = [...agents.values()];
    agents.clear();
    await Promise.all(opened.map(async (agent) => (await agent).close()));
  };

  return Object.assign(send, { close });
}

async function* withOurErrors(body: AsyncIterable<Uint8Array>, failed: (error: unknown) => unknown) {
  try {
    yield* body;
  } catch (error) {
    throw failed(error);
  }
}

/** The signal's own reason where that ended it. */
function failureOf(error: unknown, { signal }: HttpRequest, host: string): unknown {
  if (signal?.aborted) return signal.reason;
  const { message, canHeal, ...more } = connectionFailure(error, host);
  return new HttpError(message, canHeal, more);
}

function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): ResponseHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
