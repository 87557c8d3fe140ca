import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEmulator } from "./emulator.ts";
import { hold } from "./faults.ts";
import type { EmulatorOptions } from "./options.ts";
import { send, sendSigned } from "./test/send.ts";
import { start } from "./test/start.ts";

const withCode = (code: string) => expect.objectContaining({ code });

describe("createEmulator", () => {
  it("listens on loopback, on a port of its own for each edge", async () => {
    const emulator = await start({ edges: [{ edgeId: 11197 }, { edgeId: 11200 }] });
    const urls = [emulator.apiUrl, emulator.edgeUrl(11197), emulator.edgeUrl(11200)];
    expect(new Set(urls).size).toBe(3);
    for (const url of urls) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each<[string, EmulatorOptions, string]>([
    ["an edge id of 0", { edges: [{ edgeId: 0 }] }, "EDGE_ID_INVALID"],
    ["a fraction as edge id", { edges: [{ edgeId: 1.5 }] }, "EDGE_ID_INVALID"],
    ["an edge given twice", { edges: [{ edgeId: 1 }, { edgeId: 2 }, { edgeId: 1 }] }, "EDGE_ID_REPEATED"],
    ["a base without a slash", { originBase: "app/" }, "ORIGIN_BASE_INVALID"],
    ["a URL that is none", { origin: "http://" }, "ORIGIN_INVALID"],
  ])("refuses %s", async (_name, options, code) => {
    await expect(createEmulator(options)).rejects.toThrow(withCode(code));
  });

  it("throws for an edge it does not have", async () => {
    const emulator = await start();
    expect(() => emulator.edgeUrl(1)).toThrow(withCode("EDGE_UNKNOWN"));
    expect(() => emulator.cached(1)).toThrow(withCode("EDGE_UNKNOWN"));
  });

  it("frees the ports it has when another is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise((resolve) => taken.close(() => resolve())));
    const { port } = taken.address() as AddressInfo;
    const free = await start();
    const freePort = Number(new URL(free.apiUrl).port);
    await free.close();
    const options = { edges: [{ edgeId: 11197, port: freePort }] };
    await expect(createEmulator({ ...options, apiPort: port })).rejects.toThrow(withCode("EADDRINUSE"));
    const second = await start(options);
    expect(second.edgeUrl(11197)).toBe(`http://127.0.0.1:${freePort}`);
  });
});

describe("close", () => {
  it("ends requests that are under way, at the API, at an edge and at the origin", async () => {
    let arrived = (): void => {};
    const reached = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const silent = createServer(() => arrived());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const emulator = await createEmulator({ origin: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
    const held = hold();
    emulator.faults.next(held.fault);
    const outcomes = Promise.allSettled([
      sendSigned(emulator.apiUrl, "/api/v1/profiles"),
      send(emulator.edgeUrl(11197), "/"),
    ]);
    await Promise.all([held.reached, reached]);
    await emulator.close();
    expect((await outcomes).map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    held.release();
    // The origin's server closes by itself only if the edge left it no connection.
    await new Promise<void>((resolve) => silent.close(() => resolve()));
    await emulator.close();
  });
});
