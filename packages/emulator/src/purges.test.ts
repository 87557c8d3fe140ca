import { describe, expect, it } from "vitest";
import { resolveOptions, type EmulatorOptions } from "./options.ts";
import { createPurges } from "./purges.ts";
import { createFakeClock } from "./test/fake-clock.ts";

const request = { edgeId: 11197, purgeType: "URL", purgeTarget: ["/a"] } as const;

function setUp(options: EmulatorOptions = {}) {
  const clock = createFakeClock();
  return { clock, purges: createPurges(resolveOptions({ ...options, clock })) };
}

describe("createPurges", () => {
  it("goes from READY over RUNNING to SUCCESS by the clock", () => {
    const { clock, purges } = setUp({ purgeDuration: { ready: 10, running: 20 } });
    const { id } = purges.accept(request, false);
    const status = () => purges.find(id)?.status;
    expect(status()).toBe("READY");
    clock.advance(9);
    expect(status()).toBe("READY");
    clock.advance(1);
    expect(status()).toBe("RUNNING");
    clock.advance(20);
    expect(status()).toBe("SUCCESS");
  });

  it("is done at once without a duration", () => {
    const { purges } = setUp();
    expect(purges.accept(request, false).status).toBe("SUCCESS");
    expect(purges.takeSucceeded()).toHaveLength(1);
  });

  it("hands out each succeeded purge once, and a failed one never", () => {
    const { clock, purges } = setUp({ purgeDuration: { running: 10 } });
    const good = purges.accept(request, false);
    const bad = purges.accept(request, true);
    expect(purges.takeSucceeded()).toEqual([]);
    clock.advance(10);
    expect(purges.takeSucceeded().map((purge) => purge.id)).toEqual([good.id]);
    expect(purges.takeSucceeded()).toEqual([]);
    expect(purges.find(bad.id)?.status).toBe("FAILURE");
  });

  it("counts what is in progress, edge by edge", () => {
    const { clock, purges } = setUp({ purgeDuration: { ready: 10, running: 10 } });
    purges.accept(request, false);
    purges.accept(request, true);
    purges.accept({ ...request, edgeId: 11200 }, false);
    clock.advance(10);
    expect([purges.inProgress(11197), purges.inProgress(11200), purges.inProgress(1)]).toEqual([2, 1, 0]);
    clock.advance(10);
    expect(purges.inProgress(11197)).toBe(0);
  });

  it("numbers purges from firstPurgeId on, beyond 2^53 too", () => {
    const { purges } = setUp({ firstPurgeId: 2n ** 53n });
    expect([purges.accept(request, false).id, purges.accept(request, false).id]).toEqual([2n ** 53n, 2n ** 53n + 1n]);
  });
});
