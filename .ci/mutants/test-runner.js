/* oxlint-disable unicorn/require-post-message-target-origin -- that is a window's */
import { basename } from "node:path";
import process from "node:process";
import { BroadcastChannel } from "node:worker_threads";
import { createVitest } from "vitest/node";

/**
 * Runs a room's tests in one thread that stays, with everything loaded: a mutant takes milliseconds, where the runner of
 * the library begins a thread for each of them and loads everything anew.
 */
class KeptVitest {
  capabilities() {
    // Nothing is loaded anew for code that ran while a module was loaded, too: what it does in tests is tried.
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.NODE_ENV = "test";
    process.env.VITEST = "1";
    this.channel = new BroadcastChannel(`mutants of ${process.pid}`);
    this.vitest = await createVitest("test", { config: ".ci/mutants/vitest.config.ts", watch: false });
    const ready = this.answer();
    const files = await this.vitest.globTestSpecifications();
    this.vitest.provide("testFiles", files.length);
    this.run = this.vitest.runTestSpecifications(files);
    const { tried, coverage } = await Promise.race([ready, this.run.then(() => this.failed())]);
    this.tests = tried;
    this.coverage = coverage;
  }

  failed() {
    const errors = this.vitest.state.getUnhandledErrors().map(String);
    throw new Error(`The tests ended: ${errors.join("\n")}`);
  }

  answer() {
    return new Promise((resolve) => {
      this.channel.addEventListener("message", ({ data }) => resolve(data), { once: true });
    });
  }

  async dryRun() {
    const tests = this.tests.map(({ id, file, milliseconds, failure }) => ({
      id,
      name: id,
      fileName: file,
      timeSpentMs: milliseconds,
      status: failure === undefined ? 0 : 1,
      ...(failure !== undefined && { failureMessage: failure }),
    }));
    return { status: "complete", tests, mutantCoverage: this.coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const own = basename(activeMutant.fileName, ".ts");
    const wanted = new Set(testFilter ?? this.tests.map(({ id }) => id));
    const costOf = ({ file, milliseconds }) =>
      basename(file, ".test.ts") === own ? milliseconds / 1000 : milliseconds;
    const tests = this.tests.filter(({ id }) => wanted.has(id)).toSorted((a, b) => costOf(a) - costOf(b));
    const answer = this.answer();
    this.channel.postMessage({ id: activeMutant.id, testIds: tests.map(({ id }) => id), hitLimit });
    const { tests: nrOfTests, killedBy, failure, endless } = await answer;
    if (endless) return { status: "timeout", reason: "it would have gone on for ever" };
    if (killedBy === undefined) return { status: "survived", nrOfTests };
    return { status: "killed", nrOfTests, killedBy: [killedBy], failureMessage: failure };
  }

  async dispose() {
    this.channel?.postMessage("end");
    await this.run;
    this.channel?.close();
    await this.vitest?.close();
  }
}

export const strykerPlugins = [{ kind: "TestRunner", name: "kept-vitest", injectableClass: KeptVitest }];
