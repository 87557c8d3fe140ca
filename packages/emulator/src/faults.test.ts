import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { emptyAnswer, gatewayError, serviceError } from "./answer.ts";
import { hold } from "./faults.ts";
import { createFakeClock } from "./test/fake-clock.ts";
import { send, sendPurge, sendSigned } from "./test/send.ts";
import { start } from "./test/start.ts";

const url = { edgeId: 11197, purgeType: "URL", purgeTarget: ["/a"] } as const;

describe("faults", () => {
  it("are taken one by one, then all is well again", async () => {
    const emulator = await start();
    emulator.faults.next(
      { answer: gatewayError(503, "500") },
      { answer: gatewayError(429, "420", { retryAfter: 7 }) },
      { answer: emptyAnswer(502) },
    );
    const answers = [];
    for (let sent = 0; sent < 4; sent += 1) answers.push(await sendPurge(emulator.apiUrl, url));
    expect(answers.map((answer) => answer.status)).toEqual([503, 429, 502, 200]);
    expect(answers[1]?.headers["retry-after"]).toBe("7");
    expect(answers[2]?.text).toBe("");
    expect(emulator.faults.waiting).toBe(0);
    expect(emulator.purges).toHaveLength(1);
    expect(emulator.requests.map((request) => request.counted)).toEqual([true, true, true, true]);
  });

  it("may wait for one endpoint", async () => {
    const emulator = await start();
    emulator.faults.next({ endpoint: "view-purge", answer: serviceError(500, "9999") }, { answer: emptyAnswer(500) });
    expect((await sendPurge(emulator.apiUrl, url)).status).toBe(500);
    expect((await sendPurge(emulator.apiUrl, url)).status).toBe(200);
    expect(emulator.faults.waiting).toBe(1);
    expect((await sendSigned(emulator.apiUrl, "/api/v1/purge/3720001")).text).toContain("9999");
  });

  it("answer in place of a refusal, too", async () => {
    const emulator = await start();
    emulator.faults.next({ answer: emptyAnswer(200) });
    expect((await send(emulator.apiUrl, "/api/v1/profiles")).status).toBe(200);
    expect(emulator.requests).toMatchObject([{ counted: false, status: 200 }]);
  });

  it("drop the connection before a purge is processed", async () => {
    const emulator = await start();
    emulator.faults.next({ drop: "before-processing" });
    await expect(sendPurge(emulator.apiUrl, url)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(emulator.purges).toEqual([]);
    expect(emulator.requests).toMatchObject([{ counted: true, body: url }]);
    expect(emulator.requests[0]).not.toHaveProperty("status");
  });

  it("drop the connection after a purge was accepted", async () => {
    const emulator = await start();
    emulator.faults.next({ drop: "after-processing" });
    await expect(sendPurge(emulator.apiUrl, url)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(emulator.purges).toHaveLength(1);
    expect(emulator.requests[0]).not.toHaveProperty("status");
  });

  it("cut the body off, which a client notices by its length", async () => {
    const emulator = await start();
    emulator.faults.next({ truncate: true });
    await expect(sendPurge(emulator.apiUrl, url)).rejects.toThrow(/aborted/);
    expect(emulator.purges).toHaveLength(1);
    emulator.faults.next({ truncate: true, answer: gatewayError(500, "900") });
    const half = await fetch(`${emulator.apiUrl}/api/v1/profiles`);
    expect(half.status).toBe(500);
    await expect(half.text()).rejects.toThrow(/terminated/);
  });

  it("reset the connection in the middle of the body, once the client has read its beginning", async () => {
    const emulator = await start();
    const held = hold();
    emulator.faults.next({ ...held.fault, truncate: "reset", answer: gatewayError(500, "900") });
    const { status, headers, body } = await fetch(`${emulator.apiUrl}/api/v1/profiles`);
    await held.reached;
    expect(status).toBe(500);
    const reader = body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(Number(headers.get("content-length")) >> 1);
    held.release();
    await expect(reader?.read()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  });

  it("reset the connection under a client that reads too late, which fails all the same", async () => {
    const emulator = await start();
    emulator.faults.next({ truncate: "reset" });
    await expect(sendPurge(emulator.apiUrl, url)).rejects.toThrow(/aborted|ECONNRESET/);
    expect(emulator.purges).toHaveLength(1);
  });

  it.each([
    ["before-processing", 0],
    ["after-processing", 1],
  ] as const)("never answer (%s); what was accepted by then", async (stall, accepted) => {
    let over = (): void => {};
    const reached = new Promise<void>((resolve) => {
      over = resolve;
    });
    const emulator = await start({ onRequest: () => over() });
    emulator.faults.next({ stall });
    let said = "nothing";
    const answer = sendPurge(emulator.apiUrl, url).then(
      () => (said = "answered"),
      (error: unknown) => (said = String(error)),
    );
    await reached;
    expect(emulator.purges).toHaveLength(accepted);
    expect(emulator.requests).toMatchObject([{ counted: true, body: url }]);
    expect(emulator.requests[0]).not.toHaveProperty("status");
    // Other requests are served meanwhile.
    expect((await sendSigned(emulator.apiUrl, "/api/v1/profiles")).status).toBe(200);
    expect(said).toBe("nothing");
    await emulator.close();
    expect(await answer).toMatch(/socket hang up|ECONNRESET/);
  });

  it("stall in the middle of the body", async () => {
    const emulator = await start();
    emulator.faults.next({ stall: "in-body", answer: gatewayError(500, "900") });
    const { status, headers, body } = await fetch(`${emulator.apiUrl}/api/v1/profiles`);
    const length = Number(headers.get("content-length"));
    expect(status).toBe(500);
    const reader = body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(length >> 1);
    let said = "nothing";
    const rest = reader?.read().then(
      () => (said = "more"),
      (error: unknown) => (said = String(error)),
    );
    expect((await sendSigned(emulator.apiUrl, "/api/v1/profiles")).status).toBe(200);
    expect(said).toBe("nothing");
    await emulator.close();
    expect(await rest).toMatch(/terminated/);
  });

  it.each([
    ["gzip", gunzipSync],
    ["deflate", inflateSync],
    ["br", brotliDecompressSync],
  ] as const)("compress the body with %s, asked for or not", async (contentEncoding, decode) => {
    const emulator = await start();
    emulator.faults.next({ contentEncoding }, { contentEncoding }, { contentEncoding, truncate: true });
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      const socket = connect(Number(new URL(emulator.apiUrl).port), "127.0.0.1");
      const pieces: Buffer[] = [];
      socket.on("data", (piece) => pieces.push(piece)).on("error", reject);
      socket.on("end", () => resolve(Buffer.concat(pieces)));
      socket.write("GET /x HTTP/1.1\r\nHost: api\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n");
    });
    const end = bytes.indexOf("\r\n\r\n");
    const [head, body] = [bytes.subarray(0, end).toString("latin1").toLowerCase(), bytes.subarray(end + 4)];
    expect(head).toContain(`content-encoding: ${contentEncoding}`);
    expect(head).toContain(`content-length: ${body.length}`);
    expect(JSON.parse(decode(body).toString("utf8"))).toMatchObject({ error: { errorCode: "200" } });

    expect((await sendPurge(emulator.apiUrl, url)).headers["content-encoding"]).toBe(contentEncoding);
    expect(emulator.purges).toHaveLength(1);
    const half = await fetch(`${emulator.apiUrl}/api/v1/profiles`);
    await expect(half.text()).rejects.toThrow(/terminated/);
  });

  it("answer whatever a test writes, such as the envelope of newer services", async () => {
    const emulator = await start();
    const error = {
      errorCode: "BadRequest",
      message: "The request is malformed.",
      detail: "purgeTarget",
      fieldErrors: [{ field: "purgeTarget[0]", message: "must start with /" }],
    };
    const headers = { "content-type": "application/json" };
    emulator.faults.next({ answer: { status: 400, headers, body: JSON.stringify({ error }), code: error.errorCode } });
    const received = await sendPurge(emulator.apiUrl, url);
    expect(received).toMatchObject({ status: 400, headers, text: JSON.stringify({ error }) });
    expect(emulator.requests).toMatchObject([{ status: 400, code: "BadRequest" }]);
  });

  it.each([301, 302, 303, 307, 308])(
    "redirect to another host with %i, which never hears of it here",
    async (status) => {
      let asked = 0;
      const other = createServer((_request, response) => {
        asked += 1;
        response.end();
      });
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      onTestFinished(() => new Promise((resolve) => other.close(() => resolve())));
      const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/api/v1/purge`;
      const emulator = await start();
      emulator.faults.next({ answer: { status, headers: { location }, body: "" } });
      expect(await sendPurge(emulator.apiUrl, url)).toMatchObject({ status, headers: { location } });
      expect(asked).toBe(0);
      expect(emulator.purges).toEqual([]);
    },
  );

  it("move the Date header and nothing else", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock });
    emulator.faults.next({ dateOffset: -720_000 });
    const answer = await sendPurge(emulator.apiUrl, url, { now: clock.now() });
    expect(answer.status).toBe(200);
    expect(answer.headers.date).toBe(new Date(clock.now() - 720_000).toUTCString());
  });

  it("end a purge in FAILURE", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock, purgeDuration: { running: 10 } });
    emulator.faults.next({ failPurge: true });
    await sendPurge(emulator.apiUrl, url, { now: clock.now() });
    expect(emulator.purges[0]?.status).toBe("RUNNING");
    clock.advance(10);
    expect(emulator.purges[0]?.status).toBe("FAILURE");
    const view = await sendSigned(emulator.apiUrl, "/api/v1/purge/3720001", { now: clock.now() });
    expect(JSON.parse(view.text)).toMatchObject({ code: "0000", result: { status: "FAILURE" } });
  });

  it("hold an answer back until the test releases it; the purge is accepted by then", async () => {
    const emulator = await start();
    const held = hold();
    emulator.faults.next(held.fault);
    let answered = false;
    const answer = sendPurge(emulator.apiUrl, url).then((received) => {
      answered = true;
      return received;
    });
    await held.reached;
    expect(emulator.purges).toHaveLength(1);
    // Other requests are served meanwhile.
    expect((await sendSigned(emulator.apiUrl, "/api/v1/profiles")).status).toBe(200);
    expect(answered).toBe(false);
    held.release();
    expect((await answer).status).toBe(200);
  });

  it("may be combined", async () => {
    const clock = createFakeClock();
    const emulator = await start({ clock });
    emulator.faults.next({ answer: gatewayError(401, "200"), dateOffset: 1000 });
    const answer = await sendPurge(emulator.apiUrl, url, { now: clock.now() });
    expect(answer.status).toBe(401);
    expect(answer.headers.date).toBe(new Date(clock.now() + 1000).toUTCString());
  });
});
