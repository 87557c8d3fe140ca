import * as fc from "fast-check";
import type { KillScenario } from "./kill-scenario.ts";

const version = fc.constantFrom("old", "new", "newer");
const paths = [
  "index.html",
  "docs/index.html",
  "blog/a.html",
  "robots.txt",
  "main.css",
  "sw.js",
  "가격표.txt",
  "img/logo.svg",
];

/** A site in which some files stay, some change, some come and some go, and one under an immutable name does. */
const build = fc.record(Object.fromEntries(paths.map((path) => [path, version])), { requiredKeys: ["index.html"] });

/** About how many signs of life each command gives from its start to its end. */
const mostSigns = { run: 19, plan: 14, send: 17 };

const scenario: fc.Arbitrary<KillScenario> = fc.constantFrom("run", "plan", "send").chain((command) =>
  fc.record({
    command: fc.constant(command),
    signs: fc.integer({ min: 1, max: mostSigns[command] }),
    before: build.map((files) => ({ ...files, "assets/a-11111111.js": "1" })),
    after: build.map((files) => ({ ...files, "assets/a-22222222.js": "2" })),
  }),
);

/** Scenarios without end, the same for the same seed. */
export function* killScenarios(seed: number): Generator<KillScenario, never> {
  for (let index = 0; ; index++) yield fc.sample(scenario, { seed: seed + index, numRuns: 1 })[0] as KillScenario;
}
