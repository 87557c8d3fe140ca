import { configDefaults, defineConfig } from "vitest/config";
import { CountReporter } from "./.ci/count-reporter.ts";
import { SecretReporter } from "./.ci/secret-reporter.ts";

/** Tests run on our sources: no build has to come first, and a stack trace names the line that was written. */
const conditions = ["@global-edge-purge/source", "module", "node", "development|production"];
const slowTests = "**/*.slow.test.ts";

/** `vitest run` runs the quick tests, `vitest run --mode slow` the slow ones. */
export default defineConfig(({ mode }) => {
  const slow = mode === "slow";
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: slow ? [`{packages,tests,bench}/${slowTests}`] : ["{packages,tests,bench}/**/*.test.ts"],
      exclude: slow ? configDefaults.exclude : [...configDefaults.exclude, slowTests],
      passWithNoTests: slow,
      allowOnly: false,
      pool: "forks",
      maxWorkers: 2,
      // No module of ours keeps state, and loading zod anew for each of 140 files costs a third of the time.
      isolate: false,
      testTimeout: slow ? 300_000 : 20_000,
      hookTimeout: slow ? 300_000 : 20_000,
      reporters: ["default", new SecretReporter(), new CountReporter()],
      coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/*.test.ts"] },
    },
  };
});
