import fc from "fast-check";

/** `FUZZ_RUNS` and `FUZZ_SEED` decide how many inputs a property gets, and which. */
const runs = Number(process.env["FUZZ_RUNS"] ?? 20_000);
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

fc.configureGlobal({ numRuns: runs, seed });
process.stdout.write(`${runs} inputs for each property; FUZZ_SEED=${seed} npm run fuzz repeats them\n`);
