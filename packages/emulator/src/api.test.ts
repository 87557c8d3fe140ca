import { describe, expect, it } from "vitest";
import { expectedSignature } from "./signature.ts";
import { createFakeClock } from "./test/fake-clock.ts";
import { send, sendPurge, sendSigned, type Received } from "./test/send.ts";
import { start } from "./test/start.ts";

const test = { accessKey: "TESTACCESSKEY0000001", secretKey: "testSecretKey000000000000000000000000001" };
const url = { edgeId: 11197, purgeType: "URL", purgeTarget: ["/a"] } as const;
const noQuota = { requestsPerMinute: 1000 };

const short = ({ status, text }: Received): string => `${status} ${text}`;

describe("the gateway", () => {
  it("answers 401 with its envelope and a trace id where authentication fails, and does not count that", async () => {
    const emulator = await start();
    const unsigned = await send(emulator.apiUrl, "/api/v1/profiles");
    expect(unsigned.status).toBe(401);
    expect(JSON.parse(unsigned.text)).toEqual({
      error: {
        errorCode: "200",
        message: "Authentication Failed",
        details: "Invalid authentication information.",
      },
    });
    expect(unsigned.headers["x-ncp-trace-id"]).toBe("emulator-trace-401-200");
    const wrongSecret = await sendSigned(emulator.apiUrl, "/api/v1/profiles", {
      credentials: { ...test, secretKey: "anotherSecretKey00000000000000000000001" },
    });
    expect(wrongSecret.status).toBe(401);
    expect(emulator.requests.map((request) => request.counted)).toEqual([false, false]);
    expect(emulator.mostInAnyWindow()).toBe(0);
  });

  it("accepts the credentials it was given, and only these", async () => {
    const emulator = await start({ credentials: test });
    expect((await sendSigned(emulator.apiUrl, "/api/v1/profiles", { credentials: test })).status).toBe(200);
    expect((await sendSigned(emulator.apiUrl, "/api/v1/profiles")).status).toBe(401);
  });

  it("checks the timestamp against its own clock, which is also what its Date header says", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock });
    const late = await sendSigned(emulator.apiUrl, "/api/v1/profiles", { now: clock.now() - 12 * 60_000 });
    expect(late.status).toBe(401);
    expect(late.headers.date).toBe(new Date(clock.now()).toUTCString());
    expect(emulator.requests[0]?.refusal).toMatch(/720000 ms behind/);
    expect((await sendSigned(emulator.apiUrl, "/api/v1/profiles", { now: clock.now() })).status).toBe(200);
  });

  it("verifies the target as it went out on the request line", async () => {
    const emulator = await start();
    const timestamp = String(Date.now());
    const headers = {
      "x-ncp-apigw-timestamp": timestamp,
      "x-ncp-iam-access-key": "EMULATORACCESSKEY001",
      "x-ncp-apigw-signature-v2": expectedSignature(
        { method: "GET", requestTarget: "/api/v1/profiles?a=%3A", timestamp },
        { accessKey: "EMULATORACCESSKEY001", secretKey: "emulatorSecretKey00000000000000000000001" },
      ),
    };
    expect((await send(emulator.apiUrl, "/api/v1/profiles?a=:", { headers })).status).toBe(401);
    expect((await send(emulator.apiUrl, "/api/v1/profiles?a=%3A", { headers })).status).toBe(404);
  });

  it.each([
    ["GET", "/"],
    ["GET", "/api/v1/purge"],
    ["PUT", "/api/v1/purge"],
    ["POST", "/api/v1/purge/"],
    ["POST", "/api/v1/purge?edgeId=11197"],
    ["GET", "/api/v1/purge/abc"],
    ["GET", "/api/v1/purge/1599/11197/3720001"],
    ["GET", "/api/v1/cdn-edges/11197"],
  ])("does not know %s %s", async (method, target) => {
    const emulator = await start();
    const answer = await sendSigned(emulator.apiUrl, target, { method });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { errorCode: "300" } });
  });

  it("takes bodies of up to 26,000 bytes and no more, and reads a larger one to its end", async () => {
    const emulator = await start({ quota: noQuota });
    const body = (length: number): string => JSON.stringify(url).padEnd(length, " ");
    const fits = await sendSigned(emulator.apiUrl, "/api/v1/purge", { body: body(26_000) });
    const over = await sendSigned(emulator.apiUrl, "/api/v1/purge", { body: body(26_001) });
    const far = await sendSigned(emulator.apiUrl, "/api/v1/purge", { body: body(3_000_000) });
    expect([fits.status, over.status, far.status]).toEqual([200, 413, 413]);
    expect(JSON.parse(over.text)).toMatchObject({ error: { errorCode: "430" } });
  });
});

describe("the quota", () => {
  it("is ten requests in a sliding minute; refused ones count", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock });
    const call = async () => (await sendSigned(emulator.apiUrl, "/api/v1/profiles", { now: clock.now() })).status;
    for (let sent = 0; sent < 10; sent += 1) {
      expect(await call()).toBe(200);
      clock.advance(1000);
    }
    const refused = await sendSigned(emulator.apiUrl, "/api/v1/profiles", { now: clock.now() });
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text)).toMatchObject({ error: { errorCode: "420", message: "Rate Limited" } });
    clock.advance(50_000);
    expect(await call()).toBe(429);
    clock.advance(1000);
    expect(await call()).toBe(429);
    clock.advance(60_000);
    expect(await call()).toBe(200);
    expect(emulator.mostInAnyWindow()).toBe(11);
  });

  it("has a window and a number that can be set", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock, quota: { requestsPerMinute: 1, window: 1000 } });
    const call = async () => (await sendSigned(emulator.apiUrl, "/api/v1/profiles", { now: clock.now() })).status;
    expect(await call()).toBe(200);
    clock.advance(999);
    expect(await call()).toBe(429);
    clock.advance(1000);
    expect(await call()).toBe(200);
    expect(emulator.mostInAnyWindow()).toBe(2);
  });

  it("counts every endpoint, purges and mistakes alike", async () => {
    const emulator = await start({ quota: { requestsPerMinute: 4 } });
    await sendPurge(emulator.apiUrl, url);
    await sendPurge(emulator.apiUrl, { edgeId: 11197 });
    await sendSigned(emulator.apiUrl, "/api/v1/purge/3720001");
    await sendSigned(emulator.apiUrl, "/nowhere");
    expect((await sendSigned(emulator.apiUrl, "/api/v1/cdn-edges/11197/status")).status).toBe(429);
    expect(emulator.requests.map(({ status, code }) => `${status} ${code}`)).toEqual([
      "200 0000",
      "400 0040",
      "200 0000",
      "404 300",
      "429 420",
    ]);
  });

  it("limits the purges in progress of each edge", async () => {
    const clock = createFakeClock();
    const emulator = await start({
      clock,
      edges: [{ edgeId: 11197 }, { edgeId: 11200 }],
      quota: { ...noQuota, inProgress: 2 },
      purgeDuration: { ready: 10, running: 10 },
    });
    const purge = (edgeId: number) => sendPurge(emulator.apiUrl, { ...url, edgeId }, { now: clock.now() });
    expect((await purge(11197)).status).toBe(200);
    expect((await purge(11197)).status).toBe(200);
    const refused = await purge(11197);
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text)).toMatchObject({ error: { errorCode: "410" } });
    expect((await purge(11200)).status).toBe(200);
    clock.advance(20);
    expect((await purge(11197)).status).toBe(200);
  });
});

describe("requesting a purge", () => {
  it("answers with the purge's id", async () => {
    const emulator = await start();
    expect(short(await sendPurge(emulator.apiUrl, url))).toBe(
      '200 {"code":"0000","message":"Success","result":[3720001]}',
    );
    expect(short(await sendPurge(emulator.apiUrl, { edgeId: 11197, purgeType: "ALL" }))).toContain("[3720002]");
    expect(emulator.purges).toMatchObject([
      { id: 3720001n, edgeId: 11197, purgeType: "URL", purgeTarget: ["/a"], status: "SUCCESS" },
      { id: 3720002n, edgeId: 11197, purgeType: "ALL", purgeTarget: [], status: "SUCCESS" },
    ]);
  });

  it("writes ids beyond 2^53 digit by digit", async () => {
    const emulator = await start({ firstPurgeId: 9_007_199_254_740_993n });
    expect((await sendPurge(emulator.apiUrl, url)).text).toContain('"result":[9007199254740993]');
    const view = await sendSigned(emulator.apiUrl, "/api/v1/purge/9007199254740993");
    expect(view.text).toContain('"purgeId":9007199254740993,');
    expect(emulator.purges[0]?.id).toBe(9_007_199_254_740_993n);
  });

  it("refuses what is not valid with 0040 and says what it is", async () => {
    const emulator = await start();
    const answer = await sendPurge(emulator.apiUrl, { ...url, purgeTarget: ["a"] });
    expect(answer.status).toBe(400);
    const message = "Invalid request: purgeTarget[0] does not start with /.";
    expect(JSON.parse(answer.text)).toEqual({ code: "0040", message });
    const plain = await sendSigned(emulator.apiUrl, "/api/v1/purge", {
      body: JSON.stringify(url),
      headers: { "content-type": "text/plain" },
    });
    expect(plain.status).toBe(400);
    expect(emulator.purges).toEqual([]);
  });

  it.each(["STOPPED", "PUBLISHING", "DELETED"] as const)("refuses an edge that is %s with 0032", async (statusType) => {
    const emulator = await start({ edges: [{ edgeId: 11197, statusType }] });
    const answer = await sendPurge(emulator.apiUrl, url);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ code: "0032" });
  });

  it("refuses an unknown edge with 0032", async () => {
    const emulator = await start();
    expect((await sendPurge(emulator.apiUrl, { ...url, edgeId: 1 })).status).toBe(403);
    expect(emulator.requests[0]).toMatchObject({ code: "0032", refusal: "edge 1 does not exist" });
  });
});

describe("viewing a purge", () => {
  it("shows its course", async () => {
    const clock = createFakeClock(Date.parse("2022-11-24T07:54:13.500Z"));
    const emulator = await start({ clock, purgeDuration: { ready: 1000, running: 2000 } });
    await sendPurge(emulator.apiUrl, url, { now: clock.now() });
    const view = async (): Promise<unknown> =>
      JSON.parse((await sendSigned(emulator.apiUrl, "/api/v1/purge/3720001", { now: clock.now() })).text);
    expect(await view()).toEqual({
      code: "0000",
      message: "Success",
      result: {
        clientIp: "127.0.0.1",
        purgeId: 3720001,
        instanceNo: 11197,
        requestDateTime: "2022-11-24T07:54:13Z",
        serviceDomain: emulator.edgeUrl(11197).replace("http://", ""),
        status: "READY",
        targetDirectory: "",
        targetFileList: ["/a"],
        purgeType: "URL",
        workerType: "SUBACCOUNT",
      },
    });
    clock.advance(1000);
    expect(await view()).toMatchObject({ result: { status: "RUNNING" } });
    clock.advance(2000);
    expect(await view()).toMatchObject({ result: { status: "SUCCESS" } });
  });

  it("can leave the wrapper out", async () => {
    const emulator = await start({ purgeView: "unwrapped" });
    await sendPurge(emulator.apiUrl, { edgeId: 11197, purgeType: "DIRECTORY", purgeTarget: ["/a/*"] });
    const view = await sendSigned(emulator.apiUrl, "/api/v1/purge/3720001");
    expect(JSON.parse(view.text)).toMatchObject({ purgeId: 3720001, targetDirectory: "/a/*", targetFileList: [] });
  });

  it("refuses an unknown id with 0032", async () => {
    const emulator = await start();
    expect((await sendSigned(emulator.apiUrl, "/api/v1/purge/1")).status).toBe(403);
  });
});

describe("profiles and edges", () => {
  it("are listed as documented", async () => {
    const emulator = await start({
      edges: [
        { edgeId: 11197 },
        { edgeId: 11200, profileId: 1600, edgeName: "staging", statusType: "STOPPED", serviceRegionType: "GLOBAL" },
      ],
    });
    const get = async (target: string): Promise<unknown> =>
      JSON.parse((await sendSigned(emulator.apiUrl, target)).text);
    expect(await get("/api/v1/profiles")).toMatchObject({ result: [{ id: 1599 }, { id: 1600 }] });
    expect(await get("/api/v1/profiles/1599/cdn-edges")).toMatchObject({
      result: [{ id: 11197, profileId: 1599, edgeName: "edge-11197", statusType: "RUNNING" }],
    });
    expect(await get("/api/v1/profiles/1600/cdn-edges")).toMatchObject({
      result: [{ id: 11200, edgeName: "staging", statusType: "STOPPED", serviceRegionType: "GLOBAL" }],
    });
    expect(await get("/api/v1/cdn-edges/11200/status")).toMatchObject({ code: "0000", result: "STOPPED" });
    expect(await get("/api/v1/profiles/1/cdn-edges")).toMatchObject({ code: "0032" });
    expect(await get("/api/v1/cdn-edges/1/status")).toMatchObject({ code: "0032" });
  });
});

describe("the record of requests", () => {
  it("shows what came and what was answered, without credentials", async () => {
    const clock = createFakeClock();
    const finished: unknown[] = [];
    const emulator = await start({ clock, onRequest: (request) => finished.push(request) });
    await sendPurge(emulator.apiUrl, url, { now: clock.now(), headers: { "user-agent": "test/1", cookie: "a=b" } });
    expect(emulator.requests).toEqual([
      {
        time: clock.now(),
        method: "POST",
        requestTarget: "/api/v1/purge",
        headers: expect.objectContaining({
          "content-type": "application/json",
          cookie: "(left out)",
          "user-agent": "test/1",
          "x-ncp-apigw-timestamp": String(clock.now()),
          "x-ncp-iam-access-key": "(left out)",
          "x-ncp-apigw-signature-v2": "(left out)",
        }),
        body: url,
        counted: true,
        status: 200,
        code: "0000",
      },
    ]);
    expect(finished).toEqual(emulator.requests);
  });

  it("keeps a body that is not JSON as text", async () => {
    const emulator = await start();
    await sendSigned(emulator.apiUrl, "/api/v1/purge", { body: "<purge/>" });
    await sendSigned(emulator.apiUrl, "/api/v1/profiles");
    expect(emulator.requests.map((request) => request.body)).toEqual(["<purge/>", undefined]);
  });
});
