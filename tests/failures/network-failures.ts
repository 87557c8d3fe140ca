import { emptyAnswer, gatewayError, htmlAnswer, serviceError } from "@global-edge-purge/emulator";
import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer, type Server as TcpServer } from "node:net";
import { gzipSync } from "node:zlib";
import type { Failure, World } from "./failure.ts";

async function listen(world: World, server: Server | TcpServer): Promise<number> {
  server.listen(0, "127.0.0.1");
  world.onEnd(() => server.close());
  if ("closeAllConnections" in server) world.onEnd(() => server.closeAllConnections());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Another API in the place of the emulator's. */
const api = (listener: RequestListener) => async (world: World) => ({
  GLOBAL_EDGE_PURGE_ENDPOINT: `http://127.0.0.1:${await listen(world, createHttpServer(listener))}`,
});

/** A proxy that turns every connection away. */
const proxy = (status: number) => async (world: World) => {
  const server = createHttpServer().on("connect", (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
  const port = await listen(world, server);
  return {
    GLOBAL_EDGE_PURGE_ENDPOINT: "https://edge.invalid",
    HTTPS_PROXY: `http://user:testPassword@127.0.0.1:${port}`,
  };
};

/** 100 MB of nothing. */
const bomb = gzipSync(Buffer.alloc(100_000_000));

const twice = <Item>(item: Item): readonly Item[] => [item, item];

/** What may be wrong with the way to the API, and with its answers. */
export const networkFailures: readonly Failure[] = [
  {
    what: "nobody listens",
    async arrange(world) {
      const server = createServer();
      const port = await listen(world, server);
      server.close();
      await once(server, "close");
      return { GLOBAL_EDGE_PURGE_ENDPOINT: `http://127.0.0.1:${port}` };
    },
    verdict: "failed",
    code: "EDGE_NETWORK",
  },
  {
    what: "the API's name is unknown",
    arrange: () => ({ GLOBAL_EDGE_PURGE_ENDPOINT: "https://edge.invalid" }),
    verdict: "failed",
    code: "EDGE_NETWORK",
  },
  {
    what: "the other side speaks no TLS",
    arrange: async (world) => ({
      GLOBAL_EDGE_PURGE_ENDPOINT: `https://localhost:${await listen(world, createHttpServer())}`,
    }),
    verdict: "failed",
    code: "EDGE_NETWORK",
  },
  { what: "the proxy wants a password", arrange: proxy(407), verdict: "failed", code: "EDGE_PROXY" },
  { what: "the proxy forbids it", arrange: proxy(403), verdict: "failed", code: "EDGE_PROXY" },
  { what: "the proxy reaches nobody", arrange: proxy(502), verdict: "failed", code: "EDGE_PROXY" },
  {
    what: "the proxy takes the connection and says nothing",
    arrange: async (world) => ({
      GLOBAL_EDGE_PURGE_ENDPOINT: "https://edge.invalid",
      HTTPS_PROXY: `http://127.0.0.1:${await listen(world, createServer())}`,
    }),
    options: { budget: 1000 },
    verdict: "partial",
    code: "EDGE_BUDGET",
  },
  {
    what: "the proxy is none that can be used",
    arrange: () => ({
      GLOBAL_EDGE_PURGE_ENDPOINT: "https://edge.invalid",
      HTTPS_PROXY: "socks5://user:testPassword@x",
    }),
    verdict: "failed",
    code: "PROXY_INVALID",
  },
  {
    what: "the connection ends before the request is read",
    faults: twice({ drop: "before-processing" }),
    verdict: "failed",
    code: "EDGE_NETWORK",
    requests: 2,
  },
  {
    what: "the connection ends after the purge was accepted",
    faults: twice({ drop: "after-processing" }),
    verdict: "failed",
    code: "EDGE_NETWORK",
    requests: 2,
  },
  {
    what: "the first answer is lost, the second comes",
    faults: [{ drop: "after-processing" }],
    verdict: "purged",
    requests: 2,
  },
  {
    what: "the connection is reset in the middle of the answer",
    faults: twice({ truncate: "reset" }),
    verdict: "failed",
    code: "EDGE_NETWORK",
    requests: 2,
  },
  {
    what: "half an answer comes, and then nothing more",
    faults: [{ stall: "in-body" }],
    options: { budget: 1000 },
    verdict: "partial",
    code: "EDGE_BUDGET",
    requests: 1,
  },
  {
    what: "no answer ever comes",
    faults: [{ stall: "before-processing" }],
    options: { budget: 1000 },
    verdict: "partial",
    code: "EDGE_BUDGET",
    requests: 1,
  },
  {
    what: "the answer is a page of HTML with status 200",
    faults: twice({ answer: { ...htmlAnswer(502), status: 200 } }),
    verdict: "failed",
    code: "EDGE_UNREADABLE",
    requests: 2,
  },
  {
    what: "the answer is a page of HTML",
    faults: twice({ answer: htmlAnswer(502) }),
    verdict: "failed",
    requests: 2,
  },
  {
    what: "the answer is empty",
    faults: twice({ answer: emptyAnswer(200) }),
    verdict: "failed",
    code: "EDGE_UNREADABLE",
    requests: 2,
  },
  { what: "the API is out of order", faults: twice({ answer: emptyAnswer(500) }), verdict: "failed", requests: 2 },
  {
    what: "the API is too busy for now",
    faults: [{ answer: gatewayError(500, "900") }],
    verdict: "purged",
    requests: 2,
  },
  {
    what: "the keys may not do this",
    faults: [{ answer: gatewayError(401, "210") }],
    verdict: "failed",
    requests: 1,
  },
  { what: "the edge does not exist", faults: [{ answer: serviceError(403, "0032") }], verdict: "failed", requests: 1 },
  {
    what: "the answer is compressed although nobody asked for it",
    faults: [{ contentEncoding: "br" }],
    verdict: "purged",
  },
  {
    what: "a small answer unpacks to 100 MB",
    arrange: api((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    }),
    verdict: "failed",
    code: "EDGE_NETWORK",
  },
  {
    what: "the answer has no end",
    arrange: api((_request, response) => {
      response.writeHead(200);
      const part = Buffer.alloc(1_000_000, " ");
      const more = (): void => {
        while (!response.destroyed && response.write(part));
      };
      response.on("drain", more);
      more();
    }),
    verdict: "failed",
    code: "EDGE_NETWORK",
  },
  {
    what: "the connection ends in the middle of the answer",
    faults: twice({ truncate: true }),
    verdict: "failed",
    code: "EDGE_NETWORK",
    requests: 2,
  },
  {
    what: "the answer is nested too deep",
    arrange: api((_request, response) => void response.end("[".repeat(1_000_000))),
    verdict: "failed",
    code: "EDGE_UNREADABLE",
  },
  {
    what: "this machine's clock is a day behind",
    emulator: { clock: { now: () => Date.now() + 86_400_000 } },
    verdict: "purged",
    code: "CLOCK_OFF",
    requests: 2,
  },
  {
    what: "this machine's clock is a day ahead",
    emulator: { clock: { now: () => Date.now() - 86_400_000 } },
    verdict: "purged",
    code: "CLOCK_OFF",
    requests: 2,
  },
  {
    what: "the purge is accepted and fails later, and the run waits for it",
    faults: [{ failPurge: true }],
    options: { wait: true },
    verdict: "failed",
    requests: 2,
  },
];
