import { describe, expect, it } from "vitest";
import { createFakeClock } from "../test/fake-clock.ts";
import { createMemoryLedger } from "./ledger.ts";
import type { EdgeWait } from "./limits.ts";
import { createThrottle } from "./throttle.ts";

const rules = { requests: 2, length: 1000 };
const processes = { ownId: 1, isAlive: () => true };

function setUp() {
  const clock = createFakeClock(0);
  const ledger = createMemoryLedger();
  const waits: EdgeWait[] = [];
  return {
    clock,
    ledger,
    waits,
    throttle: createThrottle(ledger, rules, clock, processes, (wait) => waits.push(wait)),
  };
}

describe("createThrottle", () => {
  it("tells once why it waits, and for how long", async () => {
    const { clock, throttle, waits } = setUp();
    for (let sent = 0; sent < 5; sent += 1) await throttle.answered(await throttle.take({}, 0));
    expect(clock.now()).toBe(2002);
    expect(waits).toEqual([
      { reason: "quota", milliseconds: 1001 },
      { reason: "quota", milliseconds: 1001 },
    ]);
  });

  it("lets parallel calls through one by one", async () => {
    const { clock, throttle } = setUp();
    const times = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const slot = await throttle.take({}, 0);
        await throttle.answered(slot);
        return clock.now();
      }),
    );
    expect(times).toEqual([0, 0, 1001, 1001, 2002, 2002]);
  });

  it("pauses everyone who shares the ledger", async () => {
    const { clock, throttle, ledger, waits } = setUp();
    const other = createThrottle(ledger, rules, clock, { ...processes, ownId: 2 }, (wait) => waits.push(wait));
    await throttle.pause(30_000);
    await other.take({}, 0);
    expect(clock.now()).toBe(30_000);
    expect(waits).toEqual([{ reason: "used-elsewhere", milliseconds: 30_000 }]);
  });

  it("takes no slot for a call that was stopped or is out of time", async () => {
    const { throttle, ledger } = setUp();
    await expect(throttle.take({ signal: AbortSignal.abort() }, 0)).rejects.toMatchObject({ code: "EDGE_ABORTED" });
    await expect(throttle.take({ deadline: -1 }, 0)).rejects.toMatchObject({ code: "EDGE_BUDGET" });
    expect(await ledger.update((window) => [window, window.slots])).toEqual([]);
  });

  it("does not begin a wait that would go past the deadline", async () => {
    const { clock, throttle } = setUp();
    await throttle.pause(5000);
    await expect(throttle.take({ deadline: 4999 }, 0)).rejects.toMatchObject({ code: "EDGE_BUDGET", stops: "run" });
    expect(clock.slept).toEqual([]);
  });
});
