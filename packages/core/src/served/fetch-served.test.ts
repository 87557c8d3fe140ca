import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createHttp } from "../net/create-http.ts";
import { startHost } from "../test/http-host.ts";
import { fetchServed } from "./fetch-served.ts";

const http = createHttp({}, () => {});
const options = { headers: {}, timeout: 10_000 };
const text = "body { color: red }\n".repeat(2000);
const digestOf = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

function redirect(response: ServerResponse, location: string, status = 301) {
  response.writeHead(status, { location }).end("moved");
}

describe("fetchServed", () => {
  it("digests what a URL serves and asks for it without an encoding", async () => {
    const asked: (string | undefined)[] = [];
    const host = await startHost((request, response) => {
      asked.push(request.headers["accept-encoding"], String(request.headers["x-more"]), request.url);
      response.writeHead(200, { age: "7" }).end(text);
    });
    const served = await fetchServed(`${host}/a%20b.css?v=1`, http, { ...options, headers: { "x-more": "yes" } });
    expect(served).toMatchObject({ status: 200, digests: [digestOf(text)], headers: { age: "7" } });
    expect(asked).toEqual(["identity", "yes", "/a%20b.css?v=1"]);
  });

  it.each([
    ["gzip", gzipSync(text)],
    ["br", brotliCompressSync(text)],
    ["deflate", deflateSync(text)],
    ["gzip, br", brotliCompressSync(gzipSync(text))],
    ["X-GZIP, identity", gzipSync(text)],
  ])("undoes the encoding %s, and keeps the digest of what lies on the host", async (encoding, bytes) => {
    const host = await startHost((_, response) => response.writeHead(200, { "content-encoding": encoding }).end(bytes));
    const served = await fetchServed(`${host}/a.css`, http, options);
    expect(served).toMatchObject({ digests: [digestOf(bytes), digestOf(text)] });
  });

  it("takes bytes under an encoding it does not know as they are", async () => {
    const host = await startHost((_, response) => response.writeHead(200, { "content-encoding": "rot13" }).end(text));
    expect(await fetchServed(host, http, options)).toMatchObject({ digests: [digestOf(text)] });
  });

  it("says so where an encoding was promised and not kept", async () => {
    const host = await startHost((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(text));
    expect(await fetchServed(host, http, options)).toMatchObject({
      problem: expect.stringMatching(/cannot be undone/),
    });
  });

  it("takes no other failure for one of an encoding", async () => {
    const broken = createHttp({ HTTP_PROXY: "no-url" }, () => {});
    await expect(fetchServed("http://origin.example.com/", broken, options)).rejects.toMatchObject({
      code: "PROXY_INVALID",
    });
  });

  it("follows redirects on the same host to clean URLs", async () => {
    const host = await startHost((request, response) => {
      if (request.url === "/about/index.html") redirect(response, "./");
      else if (request.url === "/about/") redirect(response, `${host}/about`, 308);
      else response.end(text);
    });
    const served = await fetchServed(`${host}/about/index.html`, http, options);
    expect(served).toMatchObject({ status: 200, url: `${host}/about`, digests: [digestOf(text)] });
  });

  it("does not follow them to another host, round in circles, or nowhere", async () => {
    const elsewhere = await startHost((_, response) => response.end(text));
    const host = await startHost((request, response) => {
      if (request.url === "/away") redirect(response, `${elsewhere}/away`);
      else if (request.url === "/circle") redirect(response, "/circle", 302);
      else if (request.url === "/nowhere") redirect(response, "http://");
      else response.writeHead(302).end("no location");
    });
    expect(await fetchServed(`${host}/away`, http, options)).toEqual({
      problem: `it redirects to another place, ${elsewhere}`,
    });
    expect(await fetchServed(`${host}/circle`, http, options)).toEqual({ problem: "it redirects more than 5 times" });
    expect(await fetchServed(`${host}/nowhere`, http, options)).toEqual({ problem: "it redirects to what is no URL" });
    expect(await fetchServed(`${host}/other`, http, options)).toMatchObject({ status: 302 });
  });

  it("says why there is no answer: refused, broken off, too slow", async () => {
    const host = await startHost((request, response) => {
      if (request.url === "/broken")
        response.writeHead(200, { "content-length": 100 }).write("part", () => response.destroy());
    });
    expect(await fetchServed(`${host}/broken`, http, options)).toMatchObject({
      problem: expect.stringMatching(/failed/),
    });
    expect(await fetchServed(`${host}/slow`, http, { ...options, timeout: 50 })).toMatchObject({
      problem: expect.stringMatching(/did not answer in time/),
    });
    expect(await fetchServed("http://127.0.0.1:1/", http, options)).toMatchObject({
      problem: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  it("ends with the signal's reason when it aborts", async () => {
    const stop = new AbortController();
    const host = await startHost(() => stop.abort(new Error("stopped by the user")));
    await expect(fetchServed(host, http, { ...options, signal: stop.signal })).rejects.toThrow("stopped by the user");
  });
});
