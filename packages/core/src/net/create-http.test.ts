import { createServer } from "node:http";
import { once } from "node:events";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { startHost } from "../test/http-host.ts";
import { listen } from "../test/tls-server.ts";
import { createHttp } from "./create-http.ts";
import { HttpError } from "./http.ts";

const get = { method: "GET", headers: {}, timeout: 10_000 } as const;

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe("createHttp", () => {
  it.each([
    ["a proxy that", (port: number) => ({ https_proxy: `http://127.0.0.1:${port}` }), "https://edge.invalid/"],
    [
      "a proxy behind TLS that",
      (port: number) => ({ https_proxy: `https://127.0.0.1:${port}` }),
      "https://edge.invalid/",
    ],
    ["a host that", () => ({}), undefined],
  ])("waits no longer than it may for %s takes a connection and says nothing", async (_who, envOf, url) => {
    const server = createTcpServer();
    const port = await listen(server);
    const http = createHttp(envOf(port), () => {});
    const request = { ...get, url: url ?? `https://localhost:${port}/` };
    for (const end of ["signal", "timeout"]) {
      const connected = once(server, "connection") as Promise<[Socket]>;
      const stop = new AbortController();
      const asked = http({ ...request, ...(end === "signal" ? { signal: stop.signal } : { timeout: 200 }) });
      const refused = asked.catch((error: unknown) => error);
      const [socket] = await connected;
      const closed = once(
        socket.resume().on("error", () => {}),
        "close",
      );
      if (end === "signal") stop.abort(new Error("enough"));
      expect(String(await refused)).toContain(end === "signal" ? "enough" : "did not answer in time");
      // Nothing keeps the process alive.
      await closed;
    }
  });

  it("sends method, path, headers and body as they are, and hands on the answer", async () => {
    const host = await startHost((request, response) => {
      const { method, url, headers } = request;
      response.writeHead(418, { "x-names": ["a", "b"], etag: '"1"' });
      void textOf(request).then((body) =>
        response.end(JSON.stringify([method, url, headers["x-mine"], headers["user-agent"], body])),
      );
    });
    const body = Buffer.from("한글");
    const answer = await createHttp({}, () => {})({
      ...get,
      method: "PUT",
      url: `${host}/a%2Fb?c=%20`,
      headers: { "x-mine": "yes" },
      body,
    });
    expect(answer).toMatchObject({ status: 418, headers: { "x-names": "a, b", etag: '"1"' } });
    expect(JSON.parse(await textOf(answer.body))).toEqual([
      "PUT",
      "/a%2Fb?c=%20",
      "yes",
      expect.stringMatching(/^global-edge-purge\//),
      "한글",
    ]);
  });

  it("does not follow redirects, and frees the connection of a body that nobody wants", async () => {
    const host = await startHost((_, response) =>
      response.writeHead(302, { location: "/next" }).end("x".repeat(100_000)),
    );
    const http = createHttp({}, () => {});
    for (let round = 0; round < 20; round++) {
      const answer = await http({ ...get, url: host });
      expect(answer.headers["location"]).toBe("/next");
      await answer.discard();
    }
  });

  it("fails with words, and with what may heal", async () => {
    const host = await startHost((request, response) => {
      if (request.url === "/body") response.write("never ends");
    });
    const http = createHttp({}, () => {});
    await expect(http({ ...get, url: "http://127.0.0.1:1/" })).rejects.toEqual(
      expect.objectContaining({ canHeal: true, message: expect.stringContaining("ECONNREFUSED") }),
    );
    await expect(http({ ...get, url: host, timeout: 30 })).rejects.toBeInstanceOf(HttpError);
    const { body } = await http({ ...get, url: `${host}/body`, timeout: 200 });
    await expect(textOf(body)).rejects.toThrow(/did not answer in time/);
  });

  it("ends with the reason of a signal that was given while it got ready", async () => {
    const port = await listen(createTcpServer());
    const stop = new AbortController();
    const http = createHttp({ https_proxy: `http://127.0.0.1:${port}` }, () => {});
    const asked = http({ ...get, url: "https://edge.invalid/", signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });

  it("ends with the reason of a signal", async () => {
    const stop = new AbortController();
    const host = await startHost(() => stop.abort(new Error("stopped")));
    await expect(createHttp({}, () => {})({ ...get, url: host, signal: stop.signal })).rejects.toThrow("stopped");
  });

  it("goes through the proxy of the environment, but not to this machine", async () => {
    const host = await startHost((_, response) => response.end("direct"));
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      asked.push(request.url);
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const { hostname, port } = new URL(host);
      socket.pipe(connect(Number(port), hostname)).pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void proxy.close());
    const http = createHttp({ HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }, () => {});
    expect(await textOf((await http({ ...get, url: "http://origin.test/a" })).body)).toBe("direct");
    expect(await textOf((await http({ ...get, url: host })).body)).toBe("direct");
    expect(asked).toEqual(["origin.test:80"]);
  });

  it("refuses a proxy that is no URL, with the code that the edge's client uses", async () => {
    const http = createHttp({ HTTPS_PROXY: "socks5://proxy.example:3128" }, () => {});
    await expect(http({ ...get, url: "https://origin.test/" })).rejects.toMatchObject({ code: "PROXY_INVALID" });
  });
});
