import { gatewayError } from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { onePurge, startEdgeLab } from "../test/edge-lab.ts";

const lookUps = (requests: readonly { readonly method: string }[]) =>
  requests.filter(({ method }) => method === "GET").length;

describe("waitForCompletion", () => {
  it("looks again with growing pauses until the purge has ended", async () => {
    const { emulator, clock, waits, createClient } = await startEdgeLab({
      purgeDuration: { ready: 5000, running: 5000 },
    });
    const client = createClient();
    const { requestIds } = await client.requestPurge(onePurge);
    const begun = clock.now();
    await expect(client.waitForCompletion(requestIds)).resolves.toEqual([
      { purgeId: requestIds[0], outcome: "completed" },
    ]);
    expect(waits.map(({ reason, milliseconds }) => `${reason} ${milliseconds}`)).toEqual([
      "completion 1000",
      "completion 2000",
      "completion 4000",
      "completion 8000",
    ]);
    expect(clock.now() - begun).toBe(15_000);
    expect(lookUps(emulator.requests)).toBe(4);
  });

  it("keeps to the quota, however many purges there are", async () => {
    const { emulator, createClient } = await startEdgeLab({ purgeDuration: { running: 300_000 } });
    const client = createClient();
    const ids = [];
    for (let sent = 0; sent < 12; sent += 1) ids.push(...(await client.requestPurge(onePurge)).requestIds);
    const completions = await client.waitForCompletion(ids);
    expect(completions.map(({ outcome }) => outcome)).toEqual(ids.map(() => "completed"));
    expect(emulator.mostInAnyWindow()).toBeLessThanOrEqual(10);
    expect(emulator.requests.every(({ status }) => status === 200)).toBe(true);
  });

  it("tells a FAILURE", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const client = createClient();
    emulator.faults.next({ failPurge: true });
    const { requestIds } = await client.requestPurge(onePurge);
    const [completion] = await client.waitForCompletion(requestIds);
    expect(completion).toMatchObject({ outcome: "failed", error: { code: "EDGE_PURGE_FAILED" } });
  });

  it("that runs out of time says that this is no failure", async () => {
    const { clock, createClient } = await startEdgeLab({ purgeDuration: { running: 2_400_000 } });
    const client = createClient();
    const { requestIds } = await client.requestPurge(onePurge);
    const begun = clock.now();
    const [completion] = await client.waitForCompletion(requestIds, { timeout: 60_000 });
    expect(completion).toMatchObject({
      outcome: "unknown",
      error: { code: "EDGE_STILL_RUNNING", next: expect.stringContaining("no failure") as string },
    });
    expect(clock.now() - begun).toBe(60_000);
  });

  it("ends in time although the quota is used up", async () => {
    const { clock, createClient } = await startEdgeLab();
    const client = createClient();
    let last = "";
    for (let sent = 0; sent < 10; sent += 1) last = (await client.requestPurge(onePurge)).requestIds[0] ?? "";
    const begun = clock.now();
    const [completion] = await client.waitForCompletion([last], { timeout: 30_000 });
    expect(completion).toMatchObject({ error: { code: "EDGE_STILL_RUNNING" } });
    expect(clock.now() - begun).toBeLessThanOrEqual(30_000);
  });

  it("goes on with the others where one cannot be looked up", async () => {
    const { createClient } = await startEdgeLab();
    const client = createClient();
    const { requestIds } = await client.requestPurge(onePurge);
    const completions = await client.waitForCompletion([1, ...requestIds]);
    expect(completions).toMatchObject([
      { purgeId: "1", outcome: "unknown", error: { code: "EDGE_STATUS_UNKNOWN" } },
      { outcome: "completed" },
    ]);
  });

  it("asks again after a failure that may heal", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const client = createClient({ retry: { attempts: 1 } });
    const { requestIds } = await client.requestPurge(onePurge);
    emulator.faults.next({ answer: gatewayError(503, "500") });
    await expect(client.waitForCompletion(requestIds)).resolves.toMatchObject([{ outcome: "completed" }]);
  });

  it("stops at once where every look-up must fail", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const client = createClient();
    emulator.faults.next({ answer: gatewayError(401, "210") });
    const completions = await client.waitForCompletion([1, 2, 3]);
    expect(completions.map(({ error }) => error?.code)).toEqual(Array(3).fill("EDGE_STATUS_UNKNOWN"));
    expect(emulator.requests).toHaveLength(1);
  });

  it("ends when told to", async () => {
    const { createClient } = await startEdgeLab();
    const controller = new AbortController();
    const client = createClient({ signal: controller.signal, onWait: () => controller.abort() });
    await expect(client.waitForCompletion([1])).resolves.toMatchObject([
      { outcome: "unknown", error: { code: "EDGE_ABORTED" } },
    ]);
  });

  it("of nothing sends nothing", async () => {
    const { emulator, createClient } = await startEdgeLab();
    await expect(createClient().waitForCompletion([])).resolves.toEqual([]);
    expect(emulator.requests).toEqual([]);
  });
});
