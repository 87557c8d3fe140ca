#!/usr/bin/env node
import { painted } from "@global-edge-purge/core/option-table";
import process from "node:process";
import { createPassingLine } from "./passing-line.ts";
import { runProgram } from "./program.ts";

const stopping = new AbortController();
/** What a shell reports of a process that a signal ended. */
const signals = [
  // The terminal was closed, or the connection to it lost.
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;
let signalCode: number | undefined;
for (const [signal, code] of signals) {
  const stop = () => {
    signalCode = code;
    stopping.abort(new Error(`stopped by ${signal}`));
    // State is saved and the process ends by itself; whoever cannot wait for that sends the signal again. The listener
    // goes later: libraries that clean up at a signal end the process at once where nobody else listens.
    setImmediate(() => process.off(signal, stop));
  };
  process.on(signal, stop);
}

// Whoever read the output may have seen enough (`| head`), or its disk is full. The purge goes on; that an answer was
// lost, and not left unread, is told by the exit code.
let answerLost = false;
process.stderr.on("error", () => {});
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  answerLost ||= error.code !== "EPIPE";
});
// Errors of a stream come a moment after what was written last.
process.once("beforeExit", () => {
  if (answerLost && process.exitCode === 0) process.exitCode = 1;
});

/** A line that somebody types; empty where the question was closed or the process stopped. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While a question is open, the terminal hands these keys to it and not to the process.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return await terminal.question(`${question} `, { signal: stopping.signal }).catch(() => "");
  } finally {
    terminal.close();
  }
}

/** No answer is a no. */
const confirm = async (question: string) => /^y(es)?$/iu.test(await ask(`${question} [y/N]`));

const passing = createPassingLine(process.stderr, process.env);
const exitCode = await runProgram(process.argv.slice(2), {
  print(text) {
    passing.erase();
    process.stdout.write(text);
  },
  printError: (text, tone) => passing.write(painted(text, tone, process.stderr)),
  ...(passing.show && { rewriteLine: passing.show }),
  env: process.env,
  workingDirectory: process.cwd(),
  signal: stopping.signal,
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask, confirm }),
});
process.exitCode = signalCode ?? exitCode;
