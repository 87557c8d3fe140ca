import fc from "fast-check";

/** The same inputs each time, and no long look at any property: it is tried for each mutant that it reaches. */
fc.configureGlobal({ numRuns: 40, seed: 1, interruptAfterTimeLimit: 100 });
