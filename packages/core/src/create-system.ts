import ci from "ci-info";
import { homedir } from "node:os";
import { systemClock } from "./clock.ts";
import type { System } from "./system.ts";

/** The real system: this process, its clock, its environment and its standard error. */
export function createSystem(overrides: Partial<System> = {}): System {
  return {
    clock: systemClock,
    random: Math.random,
    env: process.env,
    homeDirectory: homedir(),
    isCI: ci.isCI,
    isPullRequest: ci.isPR === true,
    write: (text) => void process.stderr.write(text),
    ...overrides,
  };
}
