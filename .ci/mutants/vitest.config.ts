import { configDefaults, defineConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";

/** The tests of one room in one thread, with the same random inputs each time: a mutant is killed or not. */
export default defineConfig((env) => {
  const { test, ...rest } = workspace(env);
  return {
    ...rest,
    test: {
      ...test,
      include: process.env["MUTANTS_TESTS"]?.split(",") ?? [],
      exclude: [...configDefaults.exclude, "**/*.slow.test.ts"],
      pool: "threads",
      maxWorkers: 1,
      runner: ".ci/mutants/worker-runner.ts",
      reporters: [{}],
      testTimeout: 30_000,
      setupFiles: [".ci/mutants/setup.ts"],
    },
  };
});
