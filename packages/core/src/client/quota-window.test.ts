import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerSlot,
  dropSlot,
  emptyWindow,
  fillWindow,
  longestAnswer,
  type Slot,
  takeSlot,
  tidyWindow,
} from "./quota-window.ts";

const rules = { requests: 3, length: 1000 };
const everyoneLives = () => true;
const take = (window = emptyWindow, now = 0, processId = 1) => takeSlot(window, rules, processId, now);

/** A window with three slots, answered at these times. */
function filled(...answers: readonly number[]) {
  return answers.reduce((window, answeredAt) => {
    const [taken, taking] = take(window);
    return "slot" in taking ? answerSlot(taken, taking.slot, answeredAt) : taken;
  }, emptyWindow);
}

describe("takeSlot", () => {
  it("gives slots until the window is full, then says when the first is free: one window after its answer", () => {
    expect(take(filled(20, 30))[1]).toHaveProperty("slot");
    expect(take(filled(20, 10, 30), 40)[1]).toEqual({ wait: 971, reason: "quota" });
    expect(take(tidyWindow(filled(20, 10, 30), rules, 1010, everyoneLives), 1010)[1]).toEqual({
      wait: 1,
      reason: "quota",
    });
    expect(take(tidyWindow(filled(20, 10, 30), rules, 1011, everyoneLives), 1011)[1]).toHaveProperty("slot");
  });

  it("asks again soon while all answers are awaited", () => {
    let window = emptyWindow;
    for (let sent = 0; sent < 3; sent += 1) [window] = take(window);
    expect(take(window)[1]).toEqual({ wait: 50, reason: "quota" });
  });

  it("waits for enough slots where the quota was lowered", () => {
    const [, taking] = takeSlot(filled(10, 20, 30), { ...rules, requests: 2 }, 1, 40);
    expect(taking).toEqual({ wait: 981, reason: "quota" });
  });

  it("gives nothing while the API says the account has nothing left", () => {
    const full = fillWindow(fillWindow(emptyWindow, 5000), 3000);
    expect(take(full, 1000)[1]).toEqual({ wait: 4000, reason: "used-elsewhere" });
    expect(take(full, 5000)[1]).toHaveProperty("slot");
  });
});

describe("asking again while answers are awaited", () => {
  it.each([
    [1000, 50],
    [100, 10],
    [60_000, 250],
  ])("in a window of %i ms is done after %i ms", (length, wait) => {
    const [full] = takeSlot(emptyWindow, { requests: 1, length }, 1, 0);
    expect(takeSlot(full, { requests: 1, length }, 1, 0)[1]).toEqual({ wait, reason: "quota" });
  });
});

describe("answerSlot, dropSlot", () => {
  const slot = { id: 1, processId: 1, takenAt: 0 };
  const others = [
    { id: 1, processId: 2, takenAt: 0 },
    { id: 2, processId: 1, takenAt: 0 },
  ];
  const window = { nextId: 3, slots: [slot, ...others], fullUntil: 9 };

  it("change that slot of that process alone", () => {
    expect(answerSlot(window, slot, 5)).toEqual({ ...window, slots: [{ ...slot, answeredAt: 5 }, ...others] });
    expect(dropSlot(window, slot)).toEqual({ ...window, slots: others });
  });
});

describe("tidyWindow", () => {
  const [window] = take(emptyWindow, 0, 77);

  it("counts the slot of a dead process as answered now", () => {
    const noticed = tidyWindow(window, rules, 500, (id) => id !== 77);
    expect(noticed.slots).toEqual([{ id: 1, processId: 77, takenAt: 0, answeredAt: 500 }]);
    expect(tidyWindow(noticed, rules, 1501, everyoneLives).slots).toEqual([]);
  });

  it("gives up on an answer that cannot come any more", () => {
    expect(tidyWindow(window, rules, longestAnswer, everyoneLives).slots).toEqual(window.slots);
    expect(tidyWindow(window, rules, longestAnswer + 1, everyoneLives).slots).toMatchObject([
      { answeredAt: longestAnswer + 1 },
    ]);
  });

  it("takes times from a clock that was set back for now", () => {
    const ahead = fillWindow(filled(9_000_000), 99_000_000);
    expect(tidyWindow(ahead, rules, 10, everyoneLives)).toEqual({
      nextId: 2,
      slots: [{ id: 1, processId: 1, takenAt: 0, answeredAt: 10 }],
      fullUntil: 3_600_010,
    });
  });
});

describe("the account's count", () => {
  const command = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("take" as const), process: fc.integer({ min: 1, max: 3 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("answer" as const),
        which: fc.nat(9),
        counted: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("pass" as const),
        milliseconds: fc.oneof(fc.nat(1100), fc.constantFrom(0, 1, 999, 1000, 1001)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("kill" as const),
        process: fc.integer({ min: 1, max: 3 }),
        counted: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
  );

  it("never exceeds the quota in any window, whenever the API counts a request between its sending and its answer", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 120 }), (commands) => {
        let window = emptyWindow;
        let now = 0;
        let open: Slot[] = [];
        const counted: number[] = [];
        const dead = new Set<number>();
        const count = (slot: Slot, share: number) =>
          counted.push(slot.takenAt + Math.floor(share * (now - slot.takenAt)));
        for (const step of commands) {
          window = tidyWindow(window, rules, now, (id) => !dead.has(id));
          if (step.do === "pass") now += step.milliseconds;
          if (step.do === "take") {
            const [next, taking] = takeSlot(window, rules, step.process, now);
            window = next;
            if ("slot" in taking) open.push(taking.slot);
          }
          const slot = step.do === "answer" ? open[step.which] : undefined;
          if (slot && step.do === "answer") {
            count(slot, step.counted);
            window = answerSlot(window, slot, now);
            open = open.filter((other) => other !== slot);
          }
          if (step.do === "kill") {
            for (const lost of open.filter(({ processId }) => processId === step.process)) count(lost, step.counted);
            open = open.filter(({ processId }) => processId !== step.process);
            dead.add(step.process);
            window = tidyWindow(window, rules, now, (id) => !dead.has(id));
            // The next process with this number is another one, and nothing of the dead one is open.
            dead.delete(step.process);
          }
        }
        for (const time of counted) {
          const inWindow = counted.filter((other) => other >= time && other <= time + rules.length);
          expect(inWindow.length).toBeLessThanOrEqual(rules.requests);
        }
      }),
      { numRuns: 300 },
    );
  });
});
