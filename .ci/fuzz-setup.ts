import fc from "fast-check";

/** The budget of `npm run fuzz`, by vitest.config.ts. */
fc.configureGlobal({ numRuns: Number(process.env["FUZZ_RUNS"]), seed: Number(process.env["FUZZ_SEED"]) });
