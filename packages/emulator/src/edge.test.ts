import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeClock } from "./test/fake-clock.ts";
import { send, sendPurge } from "./test/send.ts";
import { start } from "./test/start.ts";
import { tempFolder } from "./test/temp-folder.ts";

const purge = (...purgeTarget: readonly string[]) => ({ edgeId: 11197, purgeType: "URL", purgeTarget });

describe("an edge before a folder", () => {
  it("serves old bytes until they are purged", async () => {
    const folder = await tempFolder({ "a.js": "old" });
    const emulator = await start({ origin: folder });
    const visit = async () => {
      const { status, text, headers } = await send(emulator.edgeUrl(11197), "/a.js");
      return `${status} ${text} ${String(headers["x-cache"])}`;
    };
    expect(await visit()).toBe("200 old MISS");
    await writeFile(join(folder, "a.js"), "new");
    expect(await visit()).toBe("200 old HIT");
    await sendPurge(emulator.apiUrl, purge("/b.js"));
    expect(await visit()).toBe("200 old HIT");
    await sendPurge(emulator.apiUrl, purge("/a.js"));
    expect(await visit()).toBe("200 new MISS");
    await rm(join(folder, "a.js"));
    expect(await visit()).toBe("200 new HIT");
    await sendPurge(emulator.apiUrl, purge("/a.js"));
    expect(await visit()).toBe("404 Not found\n MISS");
  });

  it("keeps a 404 for a page that was added since, too", async () => {
    const folder = await tempFolder({ "404.html": "nothing" });
    const emulator = await start({ origin: folder });
    const visit = async () => (await send(emulator.edgeUrl(11197), "/new/")).text;
    expect(await visit()).toBe("nothing");
    await sendPurge(emulator.apiUrl, purge("/other"));
    await rm(join(folder, "404.html"));
    expect(await visit()).toBe("nothing");
    await sendPurge(emulator.apiUrl, purge("/new/"));
    expect(await visit()).toBe("Not found\n");
  });

  it("keeps an object for each spelling of a path and each query", async () => {
    const folder = await tempFolder({ "index.html": "root", "docs/index.html": "docs", "소개.txt": "hangul" });
    const originNames = "normalization-insensitive";
    const emulator = await start({ origin: folder, originNames, cleanUrls: true });
    const paths = [
      "/",
      "/?utm=1",
      "/index.html",
      "/docs",
      "/docs/",
      "/docs/index.html",
      "/%EC%86%8C%EA%B0%9C.txt",
      "/%ec%86%8c%ea%b0%9c.txt",
      "/%E1%84%89%E1%85%A9%E1%84%80%E1%85%A2.txt",
      "/%64ocs/",
      "/docs/../docs/",
    ];
    for (const path of paths) {
      expect((await send(emulator.edgeUrl(11197), path)).headers["x-cache"]).toBe("MISS");
    }
    expect(emulator.cached(11197).map((object) => object.url)).toEqual(paths);
    expect(emulator.cached(11197).map((object) => object.status)).toEqual([...Array<number>(10).fill(200), 404]);
    await sendPurge(emulator.apiUrl, purge("/docs/", "/", "/%EC%86%8C%EA%B0%9C.txt"));
    const gone = new Set(["/docs/", "/", "/%EC%86%8C%EA%B0%9C.txt"]);
    expect(emulator.cached(11197).map((object) => object.url)).toEqual(paths.filter((path) => !gone.has(path)));
  });

  it("keeps what browsers leave raw apart from its encoded spelling, and drops each by its own target", async () => {
    const folder = await tempFolder({ "a[1].js": "old", "b|c^d.js": "old" });
    const emulator = await start({ origin: folder });
    const visit = async (path: string) => {
      const { text, headers } = await send(emulator.edgeUrl(11197), path);
      return `${text} ${String(headers["x-cache"])}`;
    };
    const paths = ["/a[1].js", "/a%5B1%5D.js", "/a[1%5D.js", "/b|c^d.js", "/b%7Cc%5Ed.js", "/b|c%5Ed.js"];
    for (const path of paths) expect(await visit(path)).toBe("old MISS");
    expect(emulator.cached(11197).map((object) => object.url)).toEqual(paths);
    for (const name of ["a[1].js", "b|c^d.js"]) await writeFile(join(folder, name), "new");
    expect((await sendPurge(emulator.apiUrl, purge("/a[1].js", "/b|c^d.js"))).status).toBe(200);
    expect(await Promise.all(paths.map(visit))).toEqual([
      "new MISS",
      "old HIT",
      "old HIT",
      "new MISS",
      "old HIT",
      "old HIT",
    ]);
    await sendPurge(emulator.apiUrl, purge("/a%5B1%5D.js", "/b%7Cc%5Ed.js"));
    expect(await visit("/a%5B1%5D.js")).toBe("new MISS");
    expect(await visit("/b%7Cc%5Ed.js")).toBe("new MISS");
  });

  it("keeps the 404 of a spelling that the origin does not know, until that spelling is purged", async () => {
    const [nfc, nfd] = ["NFC", "NFD"].map((form) => `/${encodeURIComponent("소개".normalize(form))}.txt`) as [
      string,
      string,
    ];
    const emulator = await start({ origin: await tempFolder({ [decodeURIComponent(nfd)]: "old" }) });
    const visit = async (path: string) => (await send(emulator.edgeUrl(11197), path)).text.trim();
    expect([await visit(nfd), await visit(nfc)]).toEqual(["old", "Not found"]);
    emulator.setOrigin(await tempFolder({ [decodeURIComponent(nfc)]: "new" }));
    await sendPurge(emulator.apiUrl, purge(nfd));
    expect([await visit(nfd), await visit(nfc)]).toEqual(["Not found", "Not found"]);
    await sendPurge(emulator.apiUrl, purge(nfc));
    expect([await visit(nfd), await visit(nfc)]).toEqual(["Not found", "new"]);
  });

  it("keeps one object for all queries where it ignores them", async () => {
    const folder = await tempFolder({ "a.js": "a" });
    const emulator = await start({ origin: folder, edges: [{ edgeId: 11197, cacheQuery: "ignored" }] });
    const visit = async (target: string) => (await send(emulator.edgeUrl(11197), target)).headers["x-cache"];
    expect([await visit("/a.js?v=1"), await visit("/a.js"), await visit("/a.js?v=2")]).toEqual(["MISS", "HIT", "HIT"]);
    expect(emulator.cached(11197).map((object) => object.url)).toEqual(["/a.js"]);
    await sendPurge(emulator.apiUrl, purge("/a.js?v=3"));
    expect(emulator.cached(11197)).toEqual([]);
  });

  it("is emptied by wider purges as far as they reach, one edge at a time", async () => {
    const folder = await tempFolder();
    const emulator = await start({ origin: folder, edges: [{ edgeId: 11197 }, { edgeId: 11200 }] });
    const urls = ["/", "/images/a.png", "/images/b.jpg", "/images/deep/c.png?v=1"];
    for (const url of urls) {
      await send(emulator.edgeUrl(11197), url);
      await send(emulator.edgeUrl(11200), url);
    }
    const left = () => emulator.cached(11197).map((object) => object.url);
    await sendPurge(emulator.apiUrl, { edgeId: 11197, purgeType: "PATTERN", purgeTarget: ["/images/*.png"] });
    expect(left()).toEqual(["/", "/images/b.jpg"]);
    await sendPurge(emulator.apiUrl, { edgeId: 11197, purgeType: "DIRECTORY", purgeTarget: ["/images/*"] });
    expect(left()).toEqual(["/"]);
    await sendPurge(emulator.apiUrl, { edgeId: 11197, purgeType: "ALL" });
    expect(left()).toEqual([]);
    expect(emulator.cached(11200)).toHaveLength(4);
  });

  it("drops objects when the purge reaches SUCCESS, also what was fetched while it ran", async () => {
    const clock = createFakeClock();
    const folder = await tempFolder({ "a.js": "old" });
    const emulator = await start({ clock, origin: folder, purgeDuration: { ready: 1000, running: 1000 } });
    const visit = async () => (await send(emulator.edgeUrl(11197), "/a.js")).text;
    await visit();
    await sendPurge(emulator.apiUrl, purge("/a.js"), { now: clock.now() });
    await writeFile(join(folder, "a.js"), "new");
    clock.advance(1999);
    expect(await visit()).toBe("old");
    clock.advance(1);
    expect(await visit()).toBe("new");
  });

  it("keeps everything when a purge fails", async () => {
    const folder = await tempFolder({ "a.js": "old" });
    const emulator = await start({ origin: folder });
    await send(emulator.edgeUrl(11197), "/a.js");
    emulator.faults.next({ failPurge: true });
    await sendPurge(emulator.apiUrl, purge("/a.js"));
    expect(emulator.cached(11197)).toHaveLength(1);
  });

  it("says how old an object is, by the emulator's clock", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock, origin: await tempFolder({ "a.js": "a" }) });
    const first = await send(emulator.edgeUrl(11197), "/a.js");
    expect(first.headers).not.toHaveProperty("age");
    expect(first.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    clock.advance(61_500);
    const second = await send(emulator.edgeUrl(11197), "/a.js");
    expect(second.headers).toMatchObject({ age: "61", date: new Date(clock.now()).toUTCString() });
    expect(emulator.cached(11197)).toEqual([{ url: "/a.js", status: 200, storedAt: clock.now() - 61_500 }]);
  });

  it("answers HEAD without a body, and other methods not at all", async () => {
    const emulator = await start({ origin: await tempFolder({ "a.js": "abc" }) });
    const head = await send(emulator.edgeUrl(11197), "/a.js", { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, text: "", headers: { "content-length": "3" } });
    expect(await send(emulator.edgeUrl(11197), "/a.js")).toMatchObject({ text: "abc", headers: { "x-cache": "HIT" } });
    expect((await send(emulator.edgeUrl(11197), "/a.js", { method: "POST", body: "x" })).status).toBe(405);
  });

  it("keeps what it has when the origin is another one", async () => {
    const emulator = await start();
    const visit = async (path: string) => {
      const { status, text } = await send(emulator.edgeUrl(11197), path);
      return `${status} ${text.slice(0, 3)}`;
    };
    expect(await visit("/a.js")).toBe("502 Thi");
    emulator.setOrigin(await tempFolder({ "a.js": "old" }));
    expect(await visit("/a.js")).toBe("200 old");
    emulator.setOrigin(await tempFolder({ "a.js": "new", "b.js": "new" }));
    expect([await visit("/a.js"), await visit("/b.js")]).toEqual(["200 old", "200 new"]);
  });
});

describe("an edge before a URL", () => {
  async function startOrigin() {
    const seen: { target: string | undefined; headers: IncomingHttpHeaders }[] = [];
    const server = createServer((request, response) => {
      seen.push({ target: request.url, headers: request.headers });
      const status = request.url?.includes("moved") ? 302 : request.url?.includes("missing") ? 404 : 200;
      response.writeHead(status, { "content-type": "text/css", "set-cookie": "a=b", location: "/there" });
      response.end(`${status} ${seen.length}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
    return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
  }

  it("asks it once for each object, byte for byte and without cookies", async () => {
    const origin = await startOrigin();
    const emulator = await start({ origin: `${origin.url}/prefix/` });
    const visit = () =>
      send(emulator.edgeUrl(11197), "/a/../b%ec?v=:%3A", { headers: { cookie: "session=1", "if-none-match": "x" } });
    expect(await visit()).toMatchObject({ status: 200, text: "200 1", headers: { "content-type": "text/css" } });
    const again = await visit();
    expect(again.text).toBe("200 1");
    expect(again.headers).not.toHaveProperty("set-cookie");
    expect(origin.seen.map(({ target }) => target)).toEqual(["/prefix/a/../b%ec?v=:%3A"]);
    expect(origin.seen[0]?.headers).toHaveProperty("connection", "close");
    expect(origin.seen[0]?.headers).not.toHaveProperty("cookie");
    expect(origin.seen[0]?.headers).not.toHaveProperty("if-none-match");
  });

  it("keeps its 404s, and passes a redirect on without keeping it", async () => {
    const origin = await startOrigin();
    const emulator = await start({ origin: origin.url });
    expect((await send(emulator.edgeUrl(11197), "/missing")).text).toBe("404 1");
    expect((await send(emulator.edgeUrl(11197), "/missing")).text).toBe("404 1");
    const moved = await send(emulator.edgeUrl(11197), "/moved");
    expect(moved).toMatchObject({ status: 302, headers: { location: "/there", "x-cache": "MISS" } });
    expect((await send(emulator.edgeUrl(11197), "/moved")).text).toBe("302 3");
  });

  it("is not believed when its answer was under way while a purge finished", async () => {
    let arrived = (): void => {};
    const reached = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let answer = (): void => {};
    const server = createServer((_request, response) => {
      answer = () => response.end("old");
      arrived();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
    const clock = createFakeClock();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const emulator = await start({ clock, origin, purgeDuration: { running: 1000 } });
    await sendPurge(emulator.apiUrl, purge("/a.js"), { now: clock.now() });
    const visit = send(emulator.edgeUrl(11197), "/a.js");
    await reached;
    clock.advance(1000);
    answer();
    expect((await visit).text).toBe("old");
    expect(emulator.cached(11197)).toEqual([]);
  });

  it("answers 502 while it cannot be reached", async () => {
    const origin = await startOrigin();
    await new Promise<void>((resolve) => origin.server.close(() => resolve()));
    const emulator = await start({ origin: origin.url });
    const answer = await send(emulator.edgeUrl(11197), "/");
    expect(answer).toMatchObject({ status: 502, text: expect.stringContaining("ECONNREFUSED") });
    expect(emulator.cached(11197)).toEqual([]);
  });
});
