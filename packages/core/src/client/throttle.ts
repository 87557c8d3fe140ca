import process from "node:process";
import type { Clock } from "../system/clock.ts";
import { systemCode } from "../system/errors.ts";
import type { Ledger } from "./ledger.ts";
import { checkLimits, type EdgeWait, type Limits, waitWithin } from "./limits.ts";
import {
  answerSlot,
  dropSlot,
  fillWindow,
  type Slot,
  takeSlot,
  type Taking,
  tidyWindow,
  type WindowRules,
} from "./quota-window.ts";

/** The one gate that every request of an account goes through. */
export interface Throttle {
  /** Waits for a slot. Throws as `waitWithin` does. */
  take(limits: Limits, attempts: number): Promise<Slot>;
  /** The answer to the slot's request came, or none will. */
  answered(slot: Slot): Promise<void>;
  /** The slot's request never left, so it does not count. */
  giveBack(slot: Slot): Promise<void>;
  /** Sends nothing for this many milliseconds: the API says the account has nothing left. */
  pause(milliseconds: number): Promise<void>;
}

/** The process that sends, and how to tell whether another one still lives. */
export interface ProcessTable {
  readonly ownId: number;
  isAlive(processId: number): boolean;
}

export function createThrottle(
  ledger: Ledger,
  rules: WindowRules,
  clock: Clock,
  processes: ProcessTable,
  onWait: (wait: EdgeWait) => void,
): Throttle {
  const tryTake = (): Promise<Taking> =>
    ledger.update((window) => {
      const now = clock.now();
      return takeSlot(
        tidyWindow(window, rules, now, (id) => processes.isAlive(id)),
        rules,
        processes.ownId,
        now,
      );
    });
  return {
    async take(limits, attempts) {
      let told: string | undefined;
      for (;;) {
        // Before the ledger is touched: a slot that is taken and not used is lost for a minute.
        checkLimits(clock, limits, 0, attempts);
        const taking = await tryTake();
        if ("slot" in taking) return taking.slot;
        if (told !== taking.reason) onWait({ reason: taking.reason, milliseconds: taking.wait });
        told = taking.reason;
        await waitWithin(clock, limits, taking.wait, attempts);
      }
    },
    answered: (slot) => ledger.update((window) => [answerSlot(window, slot, clock.now()), undefined]),
    giveBack: (slot) => ledger.update((window) => [dropSlot(window, slot), undefined]),
    pause: (milliseconds) => ledger.update((window) => [fillWindow(window, clock.now() + milliseconds), undefined]),
  };
}

/** The processes of this machine. */
export const systemProcesses: ProcessTable = {
  ownId: process.pid,
  isAlive(processId) {
    try {
      // Signal 0 asks and does nothing.
      return process.kill(processId, 0);
    } catch (error) {
      // Somebody else's process lives, although we may not signal it.
      return systemCode(error) === "EPERM";
    }
  },
};
