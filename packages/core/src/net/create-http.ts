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
    const { Agent, Pool, ProxyAgent, buildConnector } = await import("undici/index.js");
    certificates ??= trustedCertificates(env, warn);
    const ca = await certificates;
    const connect = { timeout: connectTimeout, ...(ca && { ca }) };
    if (proxy === undefined) return new Agent({ connect: connecting.watched(buildConnector(connect)) });
    const clientFactory = (origin: URL, options: { readonly connect?: unknown }) => {
      const connector = options.connect as ReturnType<typeof buildConnector>;
      return new Pool(origin, { ...options, connect: connecting.watched(connector) });
    };
    return new ProxyAgent({ uri: proxy, connect, requestTls: connect, proxyTls: connect, clientFactory });
  };
  const agentFor = (proxy: string | undefined): Promise<Dispatcher> => {
    const agent = agents.get(proxy) ?? open(proxy);
    agents.set(proxy, agent);
    return agent;
  };

  const send: Http = async (request) => {
    const url = new URL(request.url);
    const end = AbortSignal.timeout(Math.max(1, Math.ceil(request.timeout)));
    const failed = (error: unknown) => failureOf(end.aborted ? end.reason : error, request, url.host);
    const stop = request.signal ? AbortSignal.any([request.signal, end]) : end;
    const proxy = proxyFor(url, env);
    const agent = await agentFor(proxy);
    const progress = { hasLeft: false };
    const leaves = () => {
      progress.hasLeft = true;
      request.onLeave?.();
    };
    try {
      // It may have happened while undici was loaded, and nobody hears of it twice.
      stop.throwIfAborted();
      const asked = tellWhenLeaving(agent, leaves).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: { "user-agent": toolName, "accept-encoding": "identity", ...request.headers },
        body: request.body ?? null,
        signal: stop,
      });
      const answer = await unlessAborted(asked, stop);
      return {
        status: answer.statusCode,
        headers: joinHeaders(answer.headers),
        body: withOurErrors(answer.body, failed),
        discard: () => answer.body.dump(),
      };
    } catch (error) {
      if (stop.aborted && !progress.hasLeft) giveUp(agent, proxy);
      throw failed(error);
    }
  };

  /** What else waits for a connection that was not made in time fails, and may be sent again over a new one. */
  const giveUp = (agent: Dispatcher, proxy: string | undefined) => {
    connecting.end();
    if (proxy === undefined) return;
    // A proxy that took the connection and says nothing is no connection that is being made.
    agents.delete(proxy);
    void agent.destroy();
  };

  const close = async () => {
    const opened = [...agents.values()];
    agents.clear();
    await Promise.all(opened.map(async (agent) => (await agent).close()));
  };

  return Object.assign(send, { close });
}

/** undici listens to a signal only once there is a connection. */
async function unlessAborted<T>(asked: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([asked, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
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
