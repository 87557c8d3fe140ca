import { describe, expect, it } from "vitest";
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
