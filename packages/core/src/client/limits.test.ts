import { describe, expect, it } from "vitest";
import { createFakeClock } from "../test/fake-clock.ts";
import { checkLimits, describeWait, type Limits, timeLeft, waitWithin } from "./limits.ts";

const aborted = AbortSignal.abort();

describe("checkLimits", () => {
  it.each<[string, Limits, number]>([
    ["there are none", {}, 1_000_000],
    ["the wait ends with the time", { deadline: 5000 }, 5000],
    ["nobody aborted", { signal: new AbortController().signal }, 0],
  ])("lets a call go on where %s", (_what, limits, wait) => {
    expect(() => checkLimits(createFakeClock(0), limits, wait, 0)).not.toThrow();
  });

  it.each<[Limits, number, string | undefined, string, string]>([
    [{ signal: aborted, deadline: -1 }, 0, undefined, "EDGE_ABORTED", "Stopped on request."],
    [{ signal: aborted }, 0, "No.", "EDGE_ABORTED", "Stopped on request. The last attempt: No."],
    [{ deadline: -1 }, 0, undefined, "EDGE_BUDGET", "The time allowed is used up."],
    [
      { deadline: 5000 },
      5001,
      "No.",
      "EDGE_BUDGET",
      "The time allowed is used up, and the next request would have to wait 6 s. The last attempt: No.",
    ],
  ])("ends a call with %j before a wait of %i", (limits, wait, last, code, message) => {
    const error = expect.objectContaining({ code, message, attempts: 3 }) as Error;
    expect(() => checkLimits(createFakeClock(0), limits, wait, 3, last)).toThrow(error);
  });
});

describe("timeLeft", () => {
  it.each([
    [undefined, undefined],
    [30_000, 30_000],
    [1000, 1000],
    [999, 1000],
    [-5, 1000],
  ])("until %s is %s", (deadline, left) => {
    expect(timeLeft(createFakeClock(0), deadline === undefined ? {} : { deadline })).toBe(left);
  });
});

describe("waitWithin", () => {
  it("waits", async () => {
    const clock = createFakeClock(0);
    await waitWithin(clock, { deadline: 500 }, 500);
    expect(clock.slept).toEqual([500]);
  });

  it("does not begin to wait past the limits", async () => {
    const clock = createFakeClock(0);
    await expect(waitWithin(clock, { deadline: 499 }, 500, 2, "No.")).rejects.toMatchObject({
      code: "EDGE_BUDGET",
      attempts: 2,
      message: expect.stringContaining("No.") as string,
    });
    expect(clock.slept).toEqual([]);
  });

  it("ends at once, and with a code of ours, when the signal aborts", async () => {
    const stop = new AbortController();
    const wait = waitWithin(createFakeClock(0), { signal: stop.signal }, 500, 2, "No.");
    stop.abort(new Error("theirs"));
    await expect(wait).rejects.toMatchObject({
      code: "EDGE_ABORTED",
      attempts: 2,
      message: expect.stringContaining("No.") as string,
    });
  });

  it("passes on what a clock throws that nobody stopped", async () => {
    const broken = new Error("no timers");
    const clock = { ...createFakeClock(0), sleep: () => Promise.reject(broken) };
    await expect(waitWithin(clock, {}, 500)).rejects.toBe(broken);
  });
});

describe("describeWait", () => {
  it.each([
    [{ reason: "quota" }, "the requests of this minute are used up"],
    [{ reason: "used-elsewhere" }, "something else uses up the account's requests"],
    [{ reason: "retry", cause: "HTTP 503" }, "the last attempt failed (HTTP 503)"],
    [{ reason: "completion" }, "purges are in progress"],
  ] as const)("says why: %j", (wait, words) => {
    expect(describeWait({ ...wait, milliseconds: 2000 })).toBe(`waiting 2 s: ${words}`);
  });
});
