import { setPriority } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Stryker } from "@stryker-mutator/core";
import { complaintsOf, readPage, summarize, writePage } from "./mutants/page.js";
import { rooms } from "./mutants/rooms.js";

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(rooms);
const unknown = chosen.filter((name) => !Object.hasOwn(rooms, name));
if (unknown.length > 0) throw new Error(`There is no room ${unknown.join(", ")}: ${Object.keys(rooms).join(", ")}.`);

// Nobody waits for it.
setPriority(19);
process.chdir(join(import.meta.dirname, ".."));
for (const name of chosen) {
  process.env["MUTANTS_TESTS"] = rooms[name].tests.join(",");
  const mutants = await new Stryker({
    mutate: [...rooms[name].mutate, "!**/*.test.ts"],
    testRunner: "kept-vitest",
    plugins: ["./.ci/mutants/test-runner.js", "./.ci/mutants/ignore-texts.js"],
    ignorers: ["texts"],
    ignoreStatic: true,
    coverageAnalysis: "perTest",
    timeoutMS: 40_000,
    concurrency: 1,
    tempDirName: ".mutants",
    ignorePatterns: ["/bench", "/docs", "/examples", "/tests", "dist", ".turbo"],
    reporters: ["progress-append-only"],
    allowConsoleColors: false,
  }).runMutationTest();
  const results = readPage();
  results.set(name, summarize(mutants, results.get(name)));
  writePage(results, Object.keys(rooms));
}
const complaints = chosen.flatMap((name) => complaintsOf(name, readPage().get(name)));
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
