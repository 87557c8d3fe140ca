import process from "node:process";
import { systemCode } from "../errors.ts";
import type { ProcessTable } from "./throttle.ts";

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
