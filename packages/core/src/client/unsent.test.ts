import type { Fault } from "@global-edge-purge/emulator";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSilentServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEdgeLab } from "../test/edge-lab.ts";
import { listen, startProxy, startTlsServer } from "../test/tls-server.ts";
import { EdgeError } from "./edge-error.ts";
import type { QuotaWindow } from "./quota-window.ts";
import type { Transport } from "./transport.ts";

/** A port of this machine where nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

describe("a request that never left", () => {
  const slotsIn = async (folder: string) => {
    const [file = ""] = await readdir(folder);
    return (JSON.parse(await readFile(join(folder, file), "utf8")) as QuotaWindow).slots.length;
  };

  it.each([
    ["since its name is unknown", async () => ({ endpoint: "https://edge.invalid" })],
    ["since nobody listens", async () => ({ endpoint: `http://127.0.0.1:${await closedPort()}` })],
    [
      "since the certificate is not trusted",
      async () => ({ endpoint: `https://localhost:${(await startTlsServer()).port}` }),
    ],
    [
      "since the other side speaks no TLS",
      async () => ({ endpoint: `https://localhost:${await listen(createServer())}` }),
    ],
    [
      "since the proxy does not let it through",
      async () => ({
        endpoint: "https://edge.invalid",
        env: { HTTPS_PROXY: `http://127.0.0.1:${(await startProxy(403)).port}` },
      }),
    ],
    [
      "since the proxy cannot be reached",
      async () => ({
        endpoint: "https://edge.invalid",
        env: { HTTPS_PROXY: `http://127.0.0.1:${await closedPort()}` },
      }),
    ],
  ])("%s, gives its slot of the quota back", async (_why, options) => {
    const { clock, stateDirectory, waits, createClient } = await startEdgeLab();
    const client = createClient({ ...(await options()), retry: { minDelay: 0, maxDelay: 0 } });
    for (let round = 0; round < 3; round += 1) await expect(client.profiles()).rejects.toBeInstanceOf(EdgeError);
    expect(await slotsIn(stateDirectory)).toBe(0);
    expect(waits.filter(({ reason }) => reason === "quota")).toEqual([]);
    expect(clock.now()).toBe(1_700_000_000_000);
  });

  it.each([
    ["aborted", (stop: AbortController) => ({ signal: stop.signal }), "EDGE_ABORTED"],
    ["out of time", () => ({ budget: 1 }), "EDGE_BUDGET"],
  ])("since it was %s while it connected, gives its slot of the quota back", async (_why, optionsOf, code) => {
    const { stateDirectory, createClient } = await startEdgeLab();
    const stop = new AbortController();
    const silent = createSilentServer(() => stop.abort());
    const client = createClient({ endpoint: `https://localhost:${await listen(silent)}`, ...optionsOf(stop) });
    await expect(client.profiles()).rejects.toMatchObject({ code });
    expect(await slotsIn(stateDirectory)).toBe(0);
  });

  it("is another matter than one that was aborted while its answer was awaited, which counts", async () => {
    const { stateDirectory, createClient } = await startEdgeLab();
    const stop = new AbortController();
    const server = createServer(() => stop.abort());
    const client = createClient({ endpoint: `http://127.0.0.1:${await listen(server)}`, signal: stop.signal });
    await expect(client.profiles()).rejects.toMatchObject({ code: "EDGE_ABORTED" });
    expect(await slotsIn(stateDirectory)).toBe(1);
  });

  it.each<[string, Fault]>([
    ["dropped without an answer", { drop: "before-processing" }],
    ["cut in the middle of the answer", { truncate: true }],
  ])("is another matter than one that was %s, which counts", async (_what, fault) => {
    const { emulator, stateDirectory, createClient } = await startEdgeLab();
    emulator.faults.next(fault);
    await expect(createClient({ retry: { attempts: 1 } }).profiles()).rejects.toMatchObject({ code: "EDGE_NETWORK" });
    expect(await slotsIn(stateDirectory)).toBe(1);
  });

  it("is no failed connection where the program is at fault", async () => {
    const { stateDirectory, createClient } = await startEdgeLab();
    const broken: Transport = {
      send: () => Promise.reject(new TypeError("dispatcher.request is not a function")),
      close: () => Promise.resolve(),
    };
    await expect(createClient({ transport: broken }).profiles()).rejects.toBeInstanceOf(TypeError);
    expect(await slotsIn(stateDirectory)).toBe(1);
    const fetching: Transport = {
      send: () =>
        Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) })),
      close: () => Promise.resolve(),
    };
    await expect(createClient({ transport: fetching }).profiles()).rejects.toMatchObject({
      code: "EDGE_NETWORK",
      attempts: 5,
    });
  });
});
