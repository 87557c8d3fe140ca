import fc from "fast-check";
import { anyStep } from "../histories/histories.ts";
import type { Files, Step } from "../histories/history.ts";

const chunk = 250;
/** So many names of each kind that come with a build are there at once. */
const kept = 6;
/** A name that is older than this never comes back: builds are repeated that were made a few builds ago. */
export const remembered = 80;

/**
 * The steps of a year: those of the histories, without an end; and what real builds have beside them, names that were never there before and never
 * come back. The same for the same seed.
 */
export function* yearSteps(seed: number): Generator<Step> {
  let builds = 0;
  for (let part = 0; ; part++) {
    for (const step of fc.sample(anyStep, { numRuns: chunk, seed: seed + part })) {
      if (!("writing" in step) || !("changes" in step.writing)) yield step;
      else yield { ...step, writing: { changes: { ...freshNames(++builds), ...step.writing.changes } } };
    }
  }
}

function freshNames(build: number): Files {
  const files: Record<string, string> = {};
  for (let old = Math.max(0, build - remembered); old <= build - kept; old++) {
    for (const name of namesOf(old)) files[name] = "";
  }
  for (const name of namesOf(build)) files[name] = `1 ${name}`;
  return files;
}

function namesOf(build: number): readonly string[] {
  return [`assets/fresh-${build}.js`, ...(build % 3 === 0 ? [`posts/fresh-${build}.html`] : [])];
}

/** The number of the build that a name came with; `undefined` where it is one of those that come and go. */
export function buildOf(name: string): number | undefined {
  const number = /\/fresh-(\d+)\./u.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}
