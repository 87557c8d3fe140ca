import http from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { EnvironmentVariables } from "../system/system.ts";
import { testAuthority } from "../test/certificates.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { listen, startProxy, startTlsServer } from "../test/tls-server.ts";
import type { SignedRequest } from "./sign.ts";
import { createTransport, type Transport, type TransportOptions } from "./transport.ts";

const request: SignedRequest = { method: "GET", requestTarget: "/api/v1/purge/1?a=%3A:", headers: { "x-a": "b" } };

function open(options: Partial<TransportOptions> & { readonly endpoint: string }): Transport {
  const transport = createTransport({ env: {}, ...options });
  onTestFinished(() => transport.close());
  return transport;
}

async function authorityFile(): Promise<string> {
  const path = join(await tempFolder(), "authority.pem");
  await writeFile(path, testAuthority);
  return path;
}

const send = (port: number, env: EnvironmentVariables) =>
  open({ endpoint: `https://localhost:${port}`, env }).send(request, {});

describe("createTransport", () => {
  it("sends a request as it is, and keeps the connection for the next one", async () => {
    const seen: http.IncomingMessage[] = [];
    const server = http.createServer((incoming, response) => {
      seen.push(incoming);
      response.writeHead(202, { "x-one": "1", "set-cookie": ["a", "b"] }).end("body");
    });
    let connections = 0;
    server.on("connection", () => (connections += 1));
    const transport = open({ endpoint: `http://127.0.0.1:${await listen(server)}` });
    const answer = await transport.send(request, {});
    expect(answer).toMatchObject({ status: 202, body: "body", headers: { "x-one": "1", "set-cookie": "a, b" } });
    // undici frees a connection a moment after the body was read.
    await setImmediate();
    await transport.send({ ...request, method: "POST", body: "{}" }, {});
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /api/v1/purge/1?a=%3A:",
      "POST /api/v1/purge/1?a=%3A:",
    ]);
    expect(seen[0]?.headers).toMatchObject({
      "x-a": "b",
      "user-agent": expect.stringMatching(/^global-edge-purge\/\d/) as string,
    });
    expect(connections).toBe(1);
  });

  it("ends its connections when it is closed, and opens new ones when it is used again", async () => {
    const server = http.createServer((_, response) => response.end());
    const transport = open({ endpoint: `http://127.0.0.1:${await listen(server)}` });
    await transport.close();
    const connected = once(server, "connection");
    await transport.send(request, {});
    const [socket] = (await connected) as [http.IncomingMessage["socket"]];
    const ended = once(socket, "close");
    await transport.close();
    await ended;
    await expect(transport.send(request, {})).resolves.toMatchObject({ status: 200 });
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("undoes the compression (%s) of a proxy that nobody asked for it", async (encoding, compress) => {
    const accepted: unknown[] = [];
    const server = http.createServer(({ headers }, response) => {
      accepted.push(headers["accept-encoding"]);
      response.writeHead(200, { "content-encoding": encoding }).end(compress('{"code":"0000","result":[1]}'));
    });
    const transport = open({ endpoint: `http://127.0.0.1:${await listen(server)}` });
    await expect(transport.send(request, {})).resolves.toMatchObject({ body: '{"code":"0000","result":[1]}' });
    expect(accepted).toEqual(["identity"]);
  });

  it("does not unpack a small answer to one that fills the memory", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const server = http.createServer((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    const transport = open({ endpoint: `http://127.0.0.1:${await listen(server)}` });
    await expect(transport.send(request, {})).rejects.toMatchObject({ code: "EDGE_NETWORK" });
  });

  it("does not take an endless answer", async () => {
    const server = http.createServer((_, response) => response.end(Buffer.alloc(10_000_001)));
    const transport = open({ endpoint: `http://127.0.0.1:${await listen(server)}` });
    await expect(transport.send(request, {})).rejects.toMatchObject({ code: "EDGE_NETWORK" });
  });
});

describe("TLS", () => {
  it("refuses a certificate that nobody vouches for, once and for all", async () => {
    const { port, paths } = await startTlsServer();
    await expect(send(port, {})).rejects.toMatchObject({ code: "EDGE_TLS", retry: "never", stops: "run" });
    expect(paths).toEqual([]);
  });

  it("trusts the authorities of NODE_EXTRA_CA_CERTS", async () => {
    const { port, paths } = await startTlsServer();
    await expect(send(port, { NODE_EXTRA_CA_CERTS: await authorityFile() })).resolves.toMatchObject({ status: 200 });
    expect(paths).toEqual([request.requestTarget]);
  });

  it("warns about a file of authorities that cannot be read, and goes on without it", async () => {
    const { port } = await startTlsServer();
    const warnings: string[] = [];
    const transport = open({
      endpoint: `https://localhost:${port}`,
      env: { NODE_EXTRA_CA_CERTS: join(await tempFolder(), "missing.pem") },
      onWarning: ({ code }) => warnings.push(code),
    });
    await expect(transport.send(request, {})).rejects.toMatchObject({ code: "EDGE_TLS" });
    expect(warnings).toEqual(["CA_FILE_UNREADABLE"]);
  });
});

describe("a proxy", () => {
  it("is used as the environment says, with its user, and with authorities of one's own behind it", async () => {
    const { port, paths } = await startTlsServer();
    const proxy = await startProxy();
    const env = {
      https_proxy: `http://me:pass%20word@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: await authorityFile(),
    };
    await expect(send(port, env)).resolves.toMatchObject({ status: 200, body: '{"code":"0000","result":[]}' });
    expect(paths).toEqual([request.requestTarget]);
    const authorization = `Basic ${Buffer.from("me:pass word").toString("base64")}`;
    expect(proxy.requests).toEqual([{ host: `localhost:${port}`, authorization }]);
  });

  it.each([
    ["HTTPS_PROXY without a scheme", (port: number) => ({ HTTPS_PROXY: `127.0.0.1:${port}` }), 1],
    [
      "HTTPS_PROXY beside a blank https_proxy",
      (port: number) => ({ https_proxy: " ", HTTPS_PROXY: `http://127.0.0.1:${port}` }),
      1,
    ],
    ["an HTTP_PROXY that https does not need", () => ({ HTTP_PROXY: "proxy.invalid:3128" }), 0],
    ["an HTTP_PROXY that could not be used", () => ({ HTTP_PROXY: "socks5://proxy.invalid:1080" }), 0],
  ])("is read as curl does: %s", async (_what, variables, asked) => {
    const { port } = await startTlsServer();
    const proxy = await startProxy();
    const env = { ...variables(proxy.port), NODE_EXTRA_CA_CERTS: await authorityFile() };
    await expect(send(port, env)).resolves.toMatchObject({ status: 200 });
    expect(proxy.requests).toHaveLength(asked);
  });

  it("does not loosen TLS", async () => {
    const { port } = await startTlsServer();
    const proxy = await startProxy();
    await expect(send(port, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` })).rejects.toMatchObject({
      code: "EDGE_TLS",
    });
    expect(proxy.requests).toHaveLength(1);
  });

  it("is left out for the hosts of NO_PROXY", async () => {
    const { port } = await startTlsServer();
    const proxy = await startProxy();
    const env = {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: "localhost",
      NODE_EXTRA_CA_CERTS: await authorityFile(),
    };
    await expect(send(port, env)).resolves.toMatchObject({ status: 200 });
    expect(proxy.requests).toEqual([]);
  });

  it("never sees plain http to this machine", async () => {
    const proxy = await startProxy();
    const server = http.createServer((_, response) => response.end());
    const transport = open({
      endpoint: `http://localhost:${await listen(server)}`,
      env: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    await expect(transport.send(request, {})).resolves.toMatchObject({ status: 200 });
    expect(proxy.requests).toEqual([]);
  });

  it.each([407, 403, 502])("that answers %d is named, without its password", async (status) => {
    const proxy = await startProxy(status);
    const failed = send(9, { HTTPS_PROXY: `http://me:testPassword@127.0.0.1:${proxy.port}` });
    await expect(failed).rejects.toMatchObject({
      code: "EDGE_PROXY",
      message: expect.stringContaining(String(status)) as string,
    });
    await expect(failed).rejects.not.toThrow(/testPassword/);
  });

  it("from this process's own environment does not count, only what is passed in", async () => {
    const { port } = await startTlsServer();
    const before = process.env["HTTPS_PROXY"];
    process.env["HTTPS_PROXY"] = "http://127.0.0.1:1";
    onTestFinished(() => {
      if (before === undefined) delete process.env["HTTPS_PROXY"];
      else process.env["HTTPS_PROXY"] = before;
    });
    await expect(send(port, { NODE_EXTRA_CA_CERTS: await authorityFile() })).resolves.toMatchObject({ status: 200 });
  });
});
