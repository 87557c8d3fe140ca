import fc from "fast-check";
import { emulatorCredentials, type Fault, gatewayError, htmlAnswer, serviceError } from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { type EdgeLab, startEdgeLab } from "../test/edge-lab.ts";
import { offsetClock } from "../test/fake-clock.ts";
import type { EdgeClientOptions } from "./client-options.ts";
import { createBatch, type PurgeBatch } from "./purge-batch.ts";
import { defaultQuota } from "./quota.ts";
import type { PurgeReceipt } from "./receipts.ts";
import { sendBatches, type SendBatchesOptions } from "./send-batches.ts";

const batch = (name: string, edgeId = 11197, targets = 1) =>
  createBatch(
    edgeId,
    "URL",
    Array.from({ length: targets }, (_, index) => `/${name}/${index}`),
  );
const batches = (count: number, edgeId?: number) =>
  Array.from({ length: count }, (_, index) => batch(`b${index}`, edgeId));

function send(
  lab: EdgeLab,
  toSend: readonly PurgeBatch[],
  options: Partial<SendBatchesOptions> = {},
  client: Partial<EdgeClientOptions> = {},
) {
  return sendBatches(toSend, lab.createClient(client), options);
}

const summary = (receipts: readonly PurgeReceipt[]) =>
  receipts.map(({ status, error, attempts }) =>
    [status, error?.code, attempts].filter((part) => part !== undefined).join(" "),
  );
const targetsOf = (all: readonly { readonly edgeId: number; readonly targets: readonly string[] }[]) =>
  all.flatMap(({ edgeId, targets }) => targets.map((target) => `${edgeId}${target}`));

describe("sendBatches", () => {
  it("sends in the order given, and gives a receipt for each", async () => {
    const lab = await startEdgeLab();
    const told: PurgeReceipt[] = [];
    const toSend = batches(3);
    const receipts = await send(lab, toSend, { onReceipt: (receipt) => told.push(receipt) });
    expect(receipts).toEqual([
      { batch: toSend[0], status: "accepted", requestIds: ["3720001"], attempts: 1 },
      { batch: toSend[1], status: "accepted", requestIds: ["3720002"], attempts: 1 },
      { batch: toSend[2], status: "accepted", requestIds: ["3720003"], attempts: 1 },
    ]);
    expect(told).toEqual(receipts);
    expect(lab.emulator.purges.map(({ purgeTarget }) => purgeTarget)).toEqual(toSend.map(({ targets }) => targets));
  });

  it("says which one it sends, as long as it sends any", async () => {
    const lab = await startEdgeLab();
    lab.emulator.faults.next({}, { answer: gatewayError(401, "210") });
    const told: string[] = [];
    await send(lab, batches(4), { onBatch: (number, total) => void told.push(`${number} of ${total}`) });
    expect(told).toEqual(["1 of 4", "2 of 4"]);
  });

  it("goes on after a batch that failed", async () => {
    const lab = await startEdgeLab();
    const drop: Fault = { drop: "before-processing" };
    lab.emulator.faults.next({}, { answer: serviceError(400, "0040") }, drop, drop, { answer: htmlAnswer(407) });
    const receipts = await send(lab, batches(4), {}, { retry: { attempts: 2 } });
    expect(summary(receipts)).toEqual([
      "accepted 1",
      "rejected EDGE_VALIDATION 1",
      "failed EDGE_NETWORK 2",
      "failed EDGE_PROXY 1",
    ]);
  });

  it("stops where all must fail: nothing more is sent", async () => {
    const lab = await startEdgeLab();
    lab.emulator.faults.next({}, { answer: gatewayError(401, "210") });
    const receipts = await send(lab, batches(4));
    expect(summary(receipts)).toEqual([
      "accepted 1",
      "rejected EDGE_PERMISSION 1",
      "deferred EDGE_PERMISSION 0",
      "deferred EDGE_PERMISSION 0",
    ]);
    expect(lab.emulator.requests).toHaveLength(2);
  });

  it.each([0, 720_000])("spends two requests at most on a wrong secret (clock off by %d ms)", async (offset) => {
    const lab = await startEdgeLab();
    const credentials = { ...emulatorCredentials, secretKey: "wrongSecret" };
    const receipts = await send(lab, batches(5), {}, { credentials, clock: offsetClock(lab.clock, offset) });
    expect(receipts.map(({ error }) => error?.code)).toEqual(Array(5).fill("EDGE_AUTHENTICATION"));
    expect(lab.emulator.requests.length).toBeLessThanOrEqual(2);
  });

  it("leaves out the rest of an edge that is not permitted, and serves the others", async () => {
    const lab = await startEdgeLab({ edges: [{ edgeId: 11197 }, { edgeId: 11200 }] });
    lab.emulator.faults.next({ answer: serviceError(403, "0032") });
    const receipts = await send(lab, [batch("a"), batch("b", 11200), batch("c"), batch("d", 11200)]);
    expect(summary(receipts)).toEqual([
      "rejected EDGE_NOT_PERMITTED 1",
      "accepted 1",
      "deferred EDGE_NOT_PERMITTED 0",
      "accepted 1",
    ]);
  });

  it("splits what is too large for the API until it fits", async () => {
    const lab = await startEdgeLab();
    const tooLarge: Fault = { answer: gatewayError(413, "430") };
    lab.emulator.faults.next(tooLarge, tooLarge);
    const whole = batch("a", 11197, 5);
    const receipts = await send(lab, [whole, batch("b")]);
    expect(receipts.map((receipt) => receipt.batch.targets.length)).toEqual([2, 1, 2, 1]);
    expect(receipts.flatMap((receipt) => receipt.batch.targets)).toEqual([...whole.targets, "/b/0"]);
    // The two that were refused count with the first part.
    expect(receipts.map(({ attempts }) => attempts)).toEqual([3, 1, 1, 1]);
    expect(receipts[0]?.batch).toEqual(createBatch(11197, "URL", ["/a/0", "/a/1"]));
  });

  it("splits a batch beyond the quota without asking the API", async () => {
    const lab = await startEdgeLab();
    const receipts = await send(lab, [batch("a", 11197, 5)], {}, { quota: { targetsPerRequest: 2 } });
    expect(summary(receipts)).toEqual(["accepted 1", "accepted 1", "accepted 1"]);
    expect(lab.emulator.requests).toHaveLength(3);
  });

  it("rejects a single target that is too large", async () => {
    const lab = await startEdgeLab();
    lab.emulator.faults.next({ answer: gatewayError(413, "430") });
    expect(summary(await send(lab, [batch("a"), batch("b")]))).toEqual(["rejected EDGE_TOO_LARGE 1", "accepted 1"]);
  });

  it("fails a batch that cannot be sent at all", async () => {
    const lab = await startEdgeLab();
    const receipts = await send(lab, [createBatch(11197, "URL", ["no path"]), batch("b")]);
    expect(summary(receipts)).toEqual(["failed TARGET_INVALID 0", "accepted 1"]);
  });

  it("defers what the account has no requests for, and tries the next", async () => {
    const lab = await startEdgeLab();
    const full: Fault = { answer: gatewayError(429, "400") };
    lab.emulator.faults.next(full, full);
    const receipts = await send(lab, batches(2), {}, { retry: { attempts: 2 } });
    expect(summary(receipts)).toEqual(["deferred EDGE_QUOTA 2", "accepted 1"]);
  });

  it("defers what the budget leaves over", async () => {
    const lab = await startEdgeLab();
    const receipts = await send(lab, batches(25), {}, { budget: 90_000 });
    const codes = receipts.map(({ status, error }) => error?.code ?? status);
    expect(codes).toEqual([...Array(20).fill("accepted"), ...Array(5).fill("EDGE_BUDGET")]);
    expect(lab.clock.slept).toHaveLength(1);
  });

  it("defers what an abort leaves over", async () => {
    const lab = await startEdgeLab();
    const controller = new AbortController();
    const onReceipt = () => controller.abort();
    const receipts = await send(lab, batches(3), { onReceipt }, { signal: controller.signal });
    expect(summary(receipts)).toEqual(["accepted 1", "deferred EDGE_ABORTED 0", "deferred EDGE_ABORTED 0"]);
    expect(lab.emulator.requests).toHaveLength(1);
  });
});

describe("sendBatches with a time to wait", () => {
  it("waits for all that was accepted", async () => {
    const lab = await startEdgeLab({ purgeDuration: { running: 3000 } });
    lab.emulator.faults.next({}, { answer: serviceError(400, "0040") }, { failPurge: true });
    const told: string[] = [];
    const receipts = await send(lab, batches(3), {
      waitTimeout: 60_000,
      onReceipt: ({ status }) => told.push(status),
    });
    expect(summary(receipts)).toEqual(["completed 1", "rejected EDGE_VALIDATION 1", "failed EDGE_PURGE_FAILED 1"]);
    expect(receipts[2]?.requestIds).toEqual(["3720002"]);
    expect(told).toEqual(["accepted", "rejected", "accepted", "completed", "failed"]);
  });

  it("keeps accepted what it does not see to the end", async () => {
    const lab = await startEdgeLab({ purgeDuration: { running: 3_600_000 } });
    const nameless: Fault = { answer: { status: 200, headers: {}, body: '{"code":"0000","result":[]}' } };
    lab.emulator.faults.next({}, nameless);
    const receipts = await send(lab, batches(2), { waitTimeout: 5000 });
    expect(summary(receipts)).toEqual(["accepted EDGE_STILL_RUNNING 1", "accepted EDGE_STATUS_UNKNOWN 1"]);
  });
});

describe("the limit of purges in progress", () => {
  const quota = { inProgress: 3, requestsPerMinute: 1000 };

  it.each([1, 2, 3])("is kept by look-ups (%d at once)", async (inProgress) => {
    const lab = await startEdgeLab({ quota: { ...quota, inProgress }, purgeDuration: { running: 20_000 } });
    const receipts = await send(lab, batches(8), {}, { quota: { ...quota, inProgress } });
    expect(receipts.every(({ status }) => status === "accepted" || status === "completed")).toBe(true);
    expect(lab.emulator.purges).toHaveLength(8);
    expect(lab.emulator.requests.every(({ status }) => status === 200)).toBe(true);
  });

  it("costs few look-ups: 50,000 URLs go out in 508 requests", async () => {
    let requests = 0;
    const client: Parameters<typeof sendBatches>[1] = {
      quota: { ...defaultQuota, inProgress: 100 },
      requestPurge: async () => ({ requestIds: [`${++requests}`], attempts: 1 }),
      waitForCompletion: async (ids) => {
        requests += ids.length;
        return ids.map((id) => ({ purgeId: `${id}`, outcome: "completed" }));
      },
    };
    const receipts = await sendBatches(batches(500), client, {});
    expect(receipts.every(({ status }) => status === "accepted" || status === "completed")).toBe(true);
    expect(requests).toBe(508);
  });

  it("is kept by the oldest purge where one in the middle takes long", async () => {
    const two = { ...quota, inProgress: 2 };
    const lab = await startEdgeLab({ quota: two, purgeDuration: { running: 90_000 } });
    const receipts = await send(lab, batches(3), { waitTimeout: 100_000 }, { quota: two });
    expect(receipts.map(({ error }) => error?.code)).not.toContain("EDGE_IN_PROGRESS");
    expect(lab.emulator.purges).toHaveLength(3);
  });

  it("counts each edge by itself", async () => {
    const lab = await startEdgeLab({
      quota,
      purgeDuration: { running: 20_000 },
      edges: [{ edgeId: 11197 }, { edgeId: 11200 }],
    });
    await send(lab, [...batches(3), ...batches(3, 11200)], {}, { quota });
    expect(lab.emulator.requests).toHaveLength(6);
  });

  it("tells when a purge that made room had failed", async () => {
    const lab = await startEdgeLab({ quota });
    lab.emulator.faults.next({}, { failPurge: true });
    expect(summary(await send(lab, batches(4), {}, { quota }))).toEqual([
      "accepted 1",
      "failed EDGE_PURGE_FAILED 1",
      "accepted 1",
      "accepted 1",
    ]);
  });

  it("defers the rest of an edge on which nothing ends in time", async () => {
    const lab = await startEdgeLab({ quota, purgeDuration: { running: 86_400_000 } });
    const receipts = await send(lab, batches(5), {}, { quota });
    expect(summary(receipts)).toEqual([
      "accepted EDGE_STILL_RUNNING 1",
      "accepted EDGE_STILL_RUNNING 1",
      "accepted 1",
      "deferred EDGE_IN_PROGRESS 0",
      "deferred EDGE_IN_PROGRESS 0",
    ]);
    expect(lab.emulator.purges).toHaveLength(3);
  });
});

describe("whatever goes wrong", () => {
  const fault = fc.constantFrom<Fault>(
    {},
    {},
    { answer: gatewayError(400, "100") },
    { answer: gatewayError(401, "200") },
    { answer: gatewayError(401, "200"), dateOffset: 720_000 },
    { answer: gatewayError(413, "430") },
    { answer: gatewayError(429, "400") },
    { answer: gatewayError(429, "420", { retryAfter: 5 }) },
    { answer: gatewayError(503, "500") },
    { answer: serviceError(403, "0032") },
    { answer: serviceError(500, "9999") },
    { answer: htmlAnswer(200) },
    { answer: htmlAnswer(502) },
    { drop: "before-processing" },
    { drop: "after-processing" },
    { truncate: true },
    { failPurge: true },
  );
  const settings = fc.record({
    faults: fc.array(fault, { maxLength: 25 }),
    sizes: fc.array(fc.record({ targets: fc.integer({ min: 1, max: 6 }), edgeId: fc.constantFrom(11197, 11200) }), {
      maxLength: 8,
    }),
    attempts: fc.integer({ min: 1, max: 3 }),
    inProgress: fc.constantFrom(1, 3, 100),
    budget: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
    waitTimeout: fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: undefined }),
    running: fc.constantFrom(0, 1500, 100_000),
  });

  it("no target is lost: each is in one receipt, and each accepted one really was", async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ faults, sizes, attempts, inProgress, budget, waitTimeout, running }) => {
        const lab = await startEdgeLab({ edges: [{ edgeId: 11197 }, { edgeId: 11200 }], purgeDuration: { running } });
        lab.emulator.faults.next(...faults);
        const toSend = sizes.map(({ targets, edgeId }, index) => batch(`b${index}`, edgeId, targets));
        const receipts = await send(
          lab,
          toSend,
          { waitTimeout },
          { retry: { attempts }, quota: { inProgress }, budget },
        );

        expect(targetsOf(receipts.map((receipt) => receipt.batch))).toEqual(targetsOf(toSend));
        const taken = new Set(
          targetsOf(lab.emulator.purges.map(({ edgeId, purgeTarget }) => ({ edgeId, targets: purgeTarget }))),
        );
        for (const receipt of receipts) {
          const good = receipt.status === "accepted" || receipt.status === "completed";
          if (good) expect(targetsOf([receipt.batch]).filter((target) => !taken.has(target))).toEqual([]);
          else expect(receipt.error).toMatchObject({ code: expect.stringMatching(/^EDGE_/) as string });
          if (receipt.status === "completed") {
            const ended = lab.emulator.purges.filter(({ id }) => receipt.requestIds.includes(String(id)));
            expect(ended.map(({ status }) => status)).toEqual(["SUCCESS"]);
          }
        }
        expect(lab.emulator.mostInAnyWindow()).toBeLessThanOrEqual(10);
        const purges = lab.emulator.requests.filter(({ method }) => method === "POST").length;
        expect(receipts.reduce((sum, receipt) => sum + receipt.attempts, 0)).toBe(purges);
        await lab.emulator.close();
      }),
      { numRuns: 20 },
    );
  });
});
