#!/usr/bin/env node
import { runProgram } from "./program.ts";

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());

process.exitCode = await runProgram(process.argv.slice(2), {
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  signal: ending.signal,
});
