import { playKill } from "./kill-scenario.ts";
import { killScenarios } from "./kill-scenarios.ts";

export interface KillPlan {
  /** How many. */
  readonly kills: number;
  /** The same seed gives the same scenarios; when the signal lands is up to the machine. */
  readonly seed: number;
  /** How many scenarios at once. */
  readonly together: number;
  readonly finish: "processes" | "in-process";
}

/**
 * Plays scenarios until so many processes were killed before they had ended by themselves.
 *
 * @returns how many were killed
 */
export async function playKills({ kills, seed, together, finish }: KillPlan): Promise<number> {
  const scenarios = killScenarios(seed);
  let killed = 0;
  const playOn = async () => {
    while (killed < kills) {
      const scenario = scenarios.next().value;
      try {
        if (await playKill(scenario, finish)) killed += 1;
      } catch (error) {
        throw new Error(`Killed in this scenario: ${JSON.stringify(scenario)}`, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: together }, playOn));
  return killed;
}
