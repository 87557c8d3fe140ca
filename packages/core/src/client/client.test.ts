import { type Answer, emulatorCredentials, gatewayError, hold } from "@global-edge-purge/emulator";
import { readdir, readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { onePurge, startEdgeLab } from "../test/edge-lab.ts";
import { offsetClock } from "../test/fake-clock.ts";
import { createEdgeClient } from "./client.ts";
import { EdgeError } from "./edge-error.ts";
import type { Transport } from "./transport.ts";

const success = (result: string): Answer => ({ status: 200, headers: {}, body: `{"code":"0000","result":${result}}` });

describe("createEdgeClient", () => {
  it("purges each type, and sends ids digit by digit", async () => {
    const { emulator, createClient } = await startEdgeLab({ firstPurgeId: 9_007_199_254_740_993n });
    const client = createClient();
    await expect(client.requestPurge(onePurge)).resolves.toEqual({ requestIds: ["9007199254740993"], attempts: 1 });
    await client.requestPurge({ edgeId: "11197", type: "DIRECTORY", targets: ["/images/*"] });
    await client.requestPurge({ edgeId: 11197, type: "PATTERN", targets: ["/static/*.png", "/static/*.jpg"] });
    await client.requestPurge({ edgeId: 11197, type: "ALL", targets: [] });
    expect(emulator.requests.map(({ body }) => body)).toEqual([
      { edgeId: 11197, purgeType: "URL", purgeTarget: ["/css/main.css?v=2"] },
      { edgeId: 11197, purgeType: "DIRECTORY", purgeTarget: ["/images/*"] },
      { edgeId: 11197, purgeType: "PATTERN", purgeTarget: ["/static/*.png", "/static/*.jpg"] },
      { edgeId: 11197, purgeType: "ALL" },
    ]);
    expect(emulator.requests[0]?.headers).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^global-edge-purge\/\d+\.\d+\.\d+/) as string,
    });
  });

  it.each(["wrapped", "unwrapped"] as const)("views a purge whose answer is %s", async (purgeView) => {
    const { emulator, createClient } = await startEdgeLab({ purgeView, firstPurgeId: 9_007_199_254_740_993n });
    const client = createClient();
    const { requestIds } = await client.requestPurge(onePurge);
    const view = await client.viewPurge(requestIds[0] ?? "");
    expect(view).toMatchObject({ purgeId: "9007199254740993", status: "SUCCESS", purgeType: "URL" });
    expect(view.targetFileList).toEqual(onePurge.targets);
    expect(emulator.requests[1]?.requestTarget).toBe("/api/v1/purge/9007199254740993");
  });

  it("lists profiles and edges, and asks for the status of one", async () => {
    const { createClient } = await startEdgeLab({
      edges: [{ edgeId: 11197, profileId: 77, serviceRegionType: "GLOBAL" }],
    });
    const client = createClient();
    const [profile] = await client.profiles();
    expect(profile).toMatchObject({ id: "77" });
    await expect(client.edges(profile?.id ?? "")).resolves.toMatchObject([
      { id: "11197", profileId: "77", statusType: "RUNNING", serviceRegionType: "GLOBAL" },
    ]);
    await expect(client.edgeStatus(11197)).resolves.toBe("RUNNING");
    await expect(client.viewPurge(1)).rejects.toBeInstanceOf(EdgeError);
  });

  it("reads answers generously", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const client = createClient();
    const answers = ["[3720001,9007199254740993]", '["3720002"]', "3720003", "null", '{"new":"form"}'];
    emulator.faults.next(...answers.map((result) => ({ answer: success(result) })));
    const ids = [];
    for (const _ of answers) ids.push((await client.requestPurge(onePurge)).requestIds);
    expect(ids).toEqual([["3720001", "9007199254740993"], ["3720002"], ["3720003"], [], []]);

    emulator.faults.next({
      answer: success(
        '{"purgeId":"5","status":"PAUSED","instanceNo":9007199254740993,"clientIp":null,"unknown":{"field":1}}',
      ),
    });
    await expect(client.viewPurge(5)).resolves.toEqual({
      purgeId: "5",
      status: "PAUSED",
      instanceNo: "9007199254740993",
    });
  });

  it("says which field of an answer it cannot read, and does not ask again", async () => {
    const { emulator, createClient } = await startEdgeLab();
    emulator.faults.next({ answer: success('{"purgeId":5}') });
    await expect(createClient().viewPurge(5)).rejects.toMatchObject({
      code: "EDGE_UNREADABLE",
      attempts: 1,
      message: expect.stringContaining("result.status") as string,
    });
  });

  it.each([
    ["CREDENTIALS_INVALID", { credentials: { accessKey: "", secretKey: "x" } }],
    ["CREDENTIALS_INVALID", { credentials: { accessKey: "TEST KEY", secretKey: "x" } }],
    ["CREDENTIALS_INVALID", { credentials: { accessKey: "TEST", secretKey: "" } }],
    ["CREDENTIALS_INVALID", { credentials: { accessKey: "TEST", secretKey: new Secret("testSecret\n") } }],
    ["CREDENTIALS_INVALID", { credentials: { accessKey: undefined, secretKey: undefined } }],
    ["CREDENTIALS_INVALID", { credentials: { accessKey: "TEST", secretKey: undefined } }],
    ["ENDPOINT_INSECURE", { endpoint: "http://edge.example" }],
    ["ENDPOINT_INVALID", { endpoint: "edge.apigw.ntruss.com" }],
    ["LIMIT_INVALID", { quota: { requestsPerMinute: 0 } }],
    ["LIMIT_INVALID", { quota: { inProgress: 1.5 } }],
    ["LIMIT_INVALID", { retry: { attempts: 0 } }],
    ["LIMIT_INVALID", { retry: { minDelay: Number.NaN } }],
    ["LIMIT_INVALID", { budget: -1 }],
    [
      "PROXY_INVALID",
      { endpoint: "https://edge.example", env: { HTTPS_PROXY: "socks5://user:testSecret@proxy:3128" } },
    ],
  ])("refuses with %s: %j", (code, options) => {
    const create = () => createEdgeClient({ credentials: emulatorCredentials, ...options } as never);
    expect(create).toThrow(
      expect.objectContaining({ code, attempts: 0, next: expect.stringMatching(/\.$/) as string }),
    );
    expect(create).not.toThrow(/testSecret/);
  });

  it("sends nothing for a mistaken purge", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const client = createClient();
    await expect(client.requestPurge({ ...onePurge, edgeId: 0 })).rejects.toMatchObject({ code: "ID_INVALID" });
    await expect(client.requestPurge({ ...onePurge, targets: ["a"] })).rejects.toMatchObject({
      code: "TARGET_INVALID",
    });
    await expect(client.viewPurge("../profiles")).rejects.toMatchObject({ code: "ID_INVALID" });
    await expect(client.waitForCompletion(["x"])).rejects.toMatchObject({ code: "ID_INVALID" });
    expect(emulator.requests).toEqual([]);
  });

  it("takes what a transport of somebody else's throws for a failed connection", async () => {
    const { createClient } = await startEdgeLab();
    const transport: Transport = {
      send: () => Promise.reject(new Error("no network")),
      close: () => Promise.resolve(),
    };
    await expect(createClient({ transport }).requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_NETWORK",
      attempts: 5,
    });
  });
});

describe("a clock that is off", () => {
  it.each([720_000, -720_000, 300_000])(
    "by %d ms is corrected after one refusal, for all requests, and told",
    async (offset) => {
      const { emulator, clock, createClient } = await startEdgeLab();
      const client = createClient({ clock: offsetClock(clock, offset) });
      expect(client.clockSkew).toBeUndefined();
      await expect(client.requestPurge(onePurge)).resolves.toMatchObject({ attempts: 2 });
      await expect(client.requestPurge(onePurge)).resolves.toMatchObject({ attempts: 1 });
      expect(emulator.requests.map(({ status }) => status)).toEqual([401, 200, 200]);
      expect(Math.abs((client.clockSkew ?? 0) - offset)).toBeLessThan(1000);
    },
  );

  it("is not corrected twice by calls that run side by side", async () => {
    const { emulator, clock, createClient } = await startEdgeLab();
    const client = createClient({ clock: offsetClock(clock, 720_000) });
    const [first, second] = [hold(), hold()];
    emulator.faults.next(first.fault, second.fault);
    const calls = Promise.all([client.profiles(), client.profiles()]);
    await Promise.all([first.reached, second.reached]);
    first.release();
    second.release();
    await expect(calls).resolves.toHaveLength(2);
    expect(emulator.requests.map(({ status }) => status)).toEqual([401, 401, 200, 200]);
    expect(client.clockSkew).toBe(720_000);
  });

  it("and set right later is corrected back", async () => {
    const { clock, createClient } = await startEdgeLab();
    let offset = 720_000;
    const client = createClient({ clock: { ...clock, now: () => clock.now() + offset } });
    await client.requestPurge(onePurge);
    offset = 0;
    await expect(client.requestPurge(onePurge)).resolves.toMatchObject({ attempts: 2 });
    expect(client.clockSkew).toBe(0);
  });

  it("does not excuse a wrong secret: two requests at most", async () => {
    const { emulator, clock, createClient } = await startEdgeLab();
    const credentials = { ...emulatorCredentials, secretKey: "wrongSecret" };
    await expect(createClient({ credentials }).requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_AUTHENTICATION",
      attempts: 1,
    });
    const late = createClient({ credentials, clock: offsetClock(clock, -720_000) });
    await expect(late.requestPurge(onePurge)).rejects.toMatchObject({ code: "EDGE_AUTHENTICATION", attempts: 2 });
    expect(emulator.requests).toHaveLength(3);
  });

  it("is not blamed on a gateway whose Date is wrong for one answer", async () => {
    const { emulator, createClient } = await startEdgeLab();
    emulator.faults.next({ answer: gatewayError(401, "200"), dateOffset: 720_000 });
    await expect(createClient().requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_AUTHENTICATION",
      attempts: 2,
    });
  });
});

describe("the time allowed", () => {
  it("keeps a wait that would go past it from beginning", async () => {
    const { clock, emulator, createClient } = await startEdgeLab();
    const client = createClient({ budget: 100_000 });
    emulator.faults.next({ answer: gatewayError(429, "400", { retryAfter: 60 }) });
    await client.requestPurge(onePurge);
    emulator.faults.next({ answer: gatewayError(429, "400", { retryAfter: 60 }) });
    const before = clock.now();
    await expect(client.requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_BUDGET",
      attempts: 1,
      message: expect.stringContaining("The account has no requests left for now") as string,
    });
    expect(clock.now()).toBe(before);
  });

  it("begins with the first call", async () => {
    const { clock, createClient } = await startEdgeLab();
    const client = createClient({ budget: 1000 });
    clock.advance(5000);
    await client.requestPurge(onePurge);
    clock.advance(1001);
    await expect(client.requestPurge(onePurge)).rejects.toMatchObject({ code: "EDGE_BUDGET", attempts: 0 });
  });
});

describe("an abort", () => {
  it("ends a wait at once", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const controller = new AbortController();
    emulator.faults.next({ answer: gatewayError(503, "500") });
    const client = createClient({ signal: controller.signal, onWait: () => controller.abort(new Error("enough")) });
    await expect(client.requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_ABORTED",
      attempts: 1,
      stops: "run",
    });
    expect(emulator.requests).toHaveLength(1);
  });

  it("ends a request that is under way", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const controller = new AbortController();
    const held = hold();
    emulator.faults.next(held.fault);
    const client = createClient({ signal: controller.signal });
    const [thrown] = await Promise.all([
      client.requestPurge(onePurge).catch((error: unknown) => error),
      held.reached.then(() => controller.abort()),
    ]);
    expect(thrown).toMatchObject({ code: "EDGE_ABORTED", attempts: 1 });
    held.release();
  });

  it("before the first call sends nothing", async () => {
    const { emulator, createClient } = await startEdgeLab();
    await expect(createClient({ signal: AbortSignal.abort() }).profiles()).rejects.toMatchObject({ attempts: 0 });
    expect(emulator.requests).toEqual([]);
  });
});

describe("the quota", () => {
  it("holds for all calls and all clients of a key, and takes hardly longer than it must", async () => {
    const { emulator, clock, waits, createClient } = await startEdgeLab();
    const clients = [createClient(), createClient()] as const;
    const begun = clock.now();
    for (let sent = 0; sent < 95; sent += 1) await clients[sent % 2 === 0 ? 0 : 1].requestPurge(onePurge);
    const forced = 9 * 60_000;
    expect(emulator.mostInAnyWindow()).toBe(10);
    expect(emulator.requests.every(({ status }) => status === 200)).toBe(true);
    expect(clock.now() - begun).toBeLessThan(forced * 1.05);
    expect(waits[0]).toEqual({ reason: "quota", milliseconds: 60_001 });
  });

  it("is the user's where it was raised", async () => {
    const { emulator, clock, createClient } = await startEdgeLab({ quota: { requestsPerMinute: 50 } });
    const client = createClient({ quota: { requestsPerMinute: 50 } });
    const begun = clock.now();
    await Promise.all(Array.from({ length: 50 }, () => client.profiles()));
    expect(clock.now()).toBe(begun);
    expect(emulator.mostInAnyWindow()).toBe(50);
  });

  it("that others use up too is met by slowing down, and everything goes through", async () => {
    const { emulator, clock, createClient } = await startEdgeLab({ quota: { requestsPerMinute: 4 } });
    const client = createClient();
    const begun = clock.now();
    for (let sent = 0; sent < 20; sent += 1) await client.requestPurge(onePurge);
    expect(emulator.purges).toHaveLength(20);
    // One refusal in each of the five minutes that the other's use forces tells us that there is somebody.
    expect(emulator.requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(6);
    expect(clock.now() - begun).toBeLessThanOrEqual(7 * 60_000);
  });
});

describe("a secret", () => {
  it("is in no error, client or file, however deep one looks", async () => {
    const { emulator, stateDirectory, createClient } = await startEdgeLab();
    const client = createClient();
    const everything: unknown[] = [client, Object.entries(client)];
    emulator.faults.next(
      { answer: gatewayError(401, "200") },
      { drop: "before-processing" },
      { truncate: true },
      { answer: gatewayError(413, "430") },
    );
    const once = createClient({ retry: { attempts: 1 } });
    for (let sent = 0; sent < 4; sent += 1) {
      everything.push(await once.requestPurge(onePurge).catch((error: unknown) => error));
    }
    await emulator.close();
    everything.push(await once.requestPurge(onePurge).catch((error: unknown) => error));
    for (const file of await readdir(stateDirectory))
      everything.push(file, await readFile(`${stateDirectory}/${file}`, "utf8"));

    const shown =
      inspect(everything, { depth: 20, showHidden: true, getters: true }) +
      JSON.stringify(everything) +
      everything.join();
    expect(everything.filter((thing) => thing instanceof EdgeError)).toHaveLength(5);
    expect(shown).not.toContain(emulatorCredentials.secretKey);
    // Neither are the access key and a signature, which undici's own errors could bring along.
    expect(shown).not.toContain(emulatorCredentials.accessKey);
    expect(shown).not.toContain("signature-v2");
  });
});
