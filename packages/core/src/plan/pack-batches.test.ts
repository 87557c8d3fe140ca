import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPurge } from "../client/check-purge.ts";
import type { PurgeBatch } from "../client/purge-batch.ts";
import { defaultQuota, type Quota } from "../client/quota.ts";
import { purgeRequest } from "../client/request.ts";
import { isExpressible, packBatches, packTargets } from "./pack-batches.ts";
import type { PurgeTarget } from "./purge-plan.ts";

const target = (length: number, index = 0) => `/${String(index).padStart(length - 1, "a")}`;

/** What the API would count, from the body that really goes out. */
function fits(batch: PurgeBatch, quota: Quota): boolean {
  const { body } = purgeRequest(batch);
  const { purgeTarget } = JSON.parse(body) as { purgeTarget: string[] };
  return (
    purgeTarget.length <= quota.targetsPerRequest &&
    purgeTarget.every(({ length }) => length <= quota.targetLength) &&
    purgeTarget.reduce((sum, { length }) => sum + length, 0) <= quota.requestLength &&
    Buffer.byteLength(body) <= quota.bodyBytes
  );
}

const quotas = fc
  .record({
    targetsPerRequest: fc.integer({ min: 1, max: 8 }),
    targetLength: fc.integer({ min: 1, max: 60 }),
    requestLength: fc.integer({ min: 1, max: 200 }),
    bodyBytes: fc.integer({ min: 101, max: 300 }),
  })
  .map((quota): Quota => ({ ...defaultQuota, ...quota }));

const edgeIds = fc.oneof(fc.constant(11197), fc.constant(Number.MAX_SAFE_INTEGER), fc.integer({ min: 1 }));

/** Targets that the quota lets through at all. */
const packings = fc
  .tuple(quotas, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }), edgeIds)
  .map(([quota, lengths, edgeId]) => ({
    quota,
    edgeId,
    targets: lengths.map(target).filter((url) => isExpressible(url, quota)),
  }));

/** The fewest requests that hold these targets in this order, by trying every way to cut them. */
function fewest(targets: readonly string[], edgeId: number, quota: Quota): number {
  if (targets.length === 0) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (let end = 1; end <= targets.length; end++) {
    if (!fits({ id: "", edgeId, type: "URL", targets: targets.slice(0, end) }, quota)) continue;
    best = Math.min(best, 1 + fewest(targets.slice(end), edgeId, quota));
  }
  return best;
}

describe("packBatches", () => {
  it("keeps the order, loses nothing and respects every quota", () => {
    fc.assert(
      fc.property(packings, ({ targets, edgeId, quota }) => {
        const batches = packBatches(edgeId, "URL", targets, quota);
        expect(batches.flatMap((batch) => batch.targets)).toEqual(targets);
        for (const batch of batches) {
          expect(fits(batch, quota)).toBe(true);
          expect(() => checkPurge(batch, quota)).not.toThrow();
        }
      }),
    );
  });

  it("makes the fewest requests for the order", () => {
    fc.assert(
      fc.property(packings, ({ targets, edgeId, quota }) => {
        const few = targets.slice(0, 9);
        expect(packBatches(edgeId, "URL", few, quota)).toHaveLength(fewest(few, edgeId, quota));
      }),
    );
  });

  it("starts no request before the one before it is full", () => {
    fc.assert(
      fc.property(packings, ({ targets, edgeId, quota }) => {
        const batches = packBatches(edgeId, "URL", targets, quota);
        for (const [index, batch] of batches.entries()) {
          const next = batches[index + 1]?.targets[0];
          if (next === undefined) continue;
          expect(fits({ ...batch, targets: [...batch.targets, next] }, quota)).toBe(false);
        }
      }),
    );
  });

  it.each([
    ["100 targets", 201, () => 10, [100, 100, 1]],
    ["15,000 characters", 9, () => 3750, [4, 4, 1]],
    ["26,000 bytes", 20, () => 150, [20]],
  ])("fills a request up to %s", (_, count, length, sizes) => {
    const targets = Array.from({ length: count }, (_, index) => target(length(), index));
    expect(packBatches(11197, "URL", targets, defaultQuota).map((batch) => batch.targets.length)).toEqual(sizes);
  });

  it("counts the body to the byte", () => {
    const targets = [target(10, 1), target(10, 2)];
    const { body } = purgeRequest({ edgeId: 11197, type: "URL", targets });
    const quota = { ...defaultQuota, bodyBytes: Buffer.byteLength(body) };
    expect(packBatches(11197, "URL", targets, quota)).toHaveLength(1);
    expect(packBatches(11197, "URL", targets, { ...quota, bodyBytes: quota.bodyBytes - 1 })).toHaveLength(2);
  });

  it("gives equal batches equal ids, and others others", () => {
    const id = (edgeId: number, targets: string[]) => packBatches(edgeId, "URL", targets, defaultQuota)[0]?.id;
    expect(id(1, ["/a", "/b"])).toBe(id(1, ["/a", "/b"]));
    expect(new Set([id(1, ["/a", "/b"]), id(2, ["/a", "/b"]), id(1, ["/a"]), id(1, ["/b", "/a"])]).size).toBe(4);
  });
});

describe("packTargets", () => {
  it("sends what is of one type and stands together in one request", () => {
    const of = (type: PurgeTarget["type"], ...targets: string[]): PurgeTarget[] =>
      targets.map((target) => ({ target, type, rank: 0, reason: "changed" }));
    const targets = [...of("URL", "/a", "/b"), ...of("DIRECTORY", "/x/*"), ...of("URL", "/c")];
    expect(packTargets(1, targets, defaultQuota).map(({ type, targets }) => [type, ...targets])).toEqual([
      ["URL", "/a", "/b"],
      ["DIRECTORY", "/x/*"],
      ["URL", "/c"],
    ]);
  });
});
