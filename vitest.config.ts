import { configDefaults, defineConfig } from "vitest/config";
import { CountReporter } from "./.ci/count-reporter.ts";
import { SecretReporter } from "./.ci/secret-reporter.ts";

/** Tests run on our sources: no build has to come first, and a stack trace names the line that was written. */
const conditions = ["@global-edge-purge/source", "module", "node", "development|production"];
const slowTests = "**/*.slow.test.ts";
const frameworkTests = "**/*.framework.test.ts";

/** `vitest run` runs the quick tests, `vitest run --mode slow` the slow ones, `--mode frameworks` those that install frameworks. */
export default defineConfig(({ mode }) => {
  const only = mode === "slow" ? slowTests : mode === "frameworks" ? frameworkTests : undefined;
  const timeout = mode === "frameworks" ? 900_000 : only ? 300_000 : 20_000;
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: [`{packages,tests,bench}/${only ?? "**/*.test.ts"}`],
      exclude: only ? configDefaults.exclude : [...configDefaults.exclude, slowTests, frameworkTests],
      passWithNoTests: mode === "slow",
      allowOnly: false,
      pool: "forks",
      // Frameworks build with all processors there are.
      maxWorkers: mode === "frameworks" ? 1 : 2,
      // No module of ours keeps state, and loading zod anew for each of 140 files costs a third of the time.
      isolate: false,
      // The machine of whoever runs them may speak Korean.
      env: { GLOBAL_EDGE_PURGE_LANG: "en" },
      testTimeout: timeout,
      hookTimeout: timeout,
      reporters: ["default", new SecretReporter(), new CountReporter()],
      coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/*.test.ts"] },
    },
  };
});
