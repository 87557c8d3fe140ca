import { configDefaults, defineConfig } from "vitest/config";
import { CountReporter } from "./.ci/count-reporter.ts";
import { SecretReporter } from "./.ci/secret-reporter.ts";

/** Tests run on our sources: no build has to come first, and a stack trace names the line that was written. */
const conditions = ["@global-edge-purge/source", "module", "node", "development|production"];
const slowTests = "**/*.slow.test.ts";
const frameworkTests = "**/*.framework.test.ts";
const browserTests = "**/*.browser.test.ts";
const fuzzTests = "**/*.fuzz.test.ts";

/**
 * `vitest run` runs the quick tests, `vitest run --mode slow` the slow ones, `--mode frameworks` those that install frameworks,
 * `--mode browser` those that look at pages of ours in a browser, and `--mode fuzz` the properties of the quick run that feed everything we
 * read with hostile input, with many times as much of it.
 */
export default defineConfig(({ mode }) => {
  const kinds: Readonly<Record<string, string | undefined>> = {
    slow: slowTests,
    frameworks: frameworkTests,
    browser: browserTests,
    fuzz: fuzzTests,
  };
  const only = kinds[mode];
  const timeout = mode === "frameworks" ? 900_000 : mode === "fuzz" ? 36_000_000 : only ? 300_000 : 20_000;
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: [`{packages,tests,bench,docs/.vitepress}/${only ?? "**/*.test.ts"}`],
      exclude: only ? configDefaults.exclude : [...configDefaults.exclude, slowTests, frameworkTests, browserTests],
      passWithNoTests: mode === "slow",
      allowOnly: false,
      pool: "forks",
      // Frameworks build with all processors there are.
      maxWorkers: mode === "frameworks" ? 1 : 2,
      // No module of ours keeps state, and loading zod anew for each of 140 files costs a third of the time.
      isolate: false,
      ...(mode === "fuzz" && { setupFiles: [".ci/fuzz-setup.ts"] }),
      // The machine of whoever runs them may speak Korean.
      env: { GLOBAL_EDGE_PURGE_LANG: "en", ...(mode === "fuzz" && fuzzBudget()) },
      testTimeout: timeout,
      hookTimeout: timeout,
      reporters: ["default", new SecretReporter(), new CountReporter()],
      coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/*.test.ts"] },
    },
  };
});

/** `FUZZ_RUNS` and `FUZZ_SEED` decide how many inputs a property gets, and which: one seed for a whole run, which repeats it. */
function fuzzBudget() {
  const { FUZZ_RUNS = "20000", FUZZ_SEED = String(Math.floor(Math.random() * 2 ** 31)) } = process.env;
  process.stdout.write(`${FUZZ_RUNS} inputs for each property; FUZZ_SEED=${FUZZ_SEED} npm run fuzz repeats them\n`);
  return { FUZZ_RUNS, FUZZ_SEED };
}
