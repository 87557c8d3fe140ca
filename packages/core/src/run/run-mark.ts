import type { System } from "../system.ts";

/** The mark of one run: when it began, for people, and enough chance that no two runs share one. */
export function createRunMark({ clock, random }: Pick<System, "clock" | "random">): string {
  const chance = Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, "0");
  return `${new Date(clock.now()).toISOString()} ${chance}`;
}
