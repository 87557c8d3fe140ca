import { describe, expect, it } from "vitest";
import { systemClock } from "./clock.ts";

describe("systemClock", () => {
  it("tells milliseconds since the epoch", () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });

  it("resolves a pause of no length", async () => {
    await expect(systemClock.sleep(0)).resolves.toBeUndefined();
  });

  it("ends a pause at once with the signal's own reason", async () => {
    const stop = new AbortController();
    const pause = systemClock.sleep(3_600_000, stop.signal);
    const reason = new Error("enough");
    stop.abort(reason);
    await expect(pause).rejects.toBe(reason);
  });
});
