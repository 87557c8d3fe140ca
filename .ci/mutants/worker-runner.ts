/* oxlint-disable unicorn/require-post-message-target-origin -- that is a window's */
import process from "node:process";
import { BroadcastChannel } from "node:worker_threads";
import {
  inject,
  type RunnerTestCase as Test,
  type RunnerTestFile as File,
  type RunnerTask as Task,
  TestRunner,
} from "vitest";

/** A mutant to try. */
interface Mutant {
  readonly id: string;
  /** In the order in which to run them. */
  readonly testIds: readonly string[];
  readonly hitLimit?: number;
}

/** A test that was run for the second time; one that fails then cannot be repeated. */
interface Tried {
  readonly id: string;
  /** Absolute. */
  readonly file: string;
  readonly milliseconds: number;
  readonly failure?: string;
}

/** What became of a mutant. */
interface Outcome {
  readonly tests: number;
  readonly killedBy?: string;
  readonly failure?: string;
  /** It would have gone on for ever. */
  readonly endless?: true;
}

declare module "vitest" {
  interface ProvidedContext {
    /** How many there are. */
    testFiles: number;
  }
}

/** What the instrumented code looks at, and writes down. */
interface Stryker {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

const stryker = ((globalThis as { __stryker__?: Stryker }).__stryker__ ??= {});

/**
 * Runs each test once, and then stays, with everything loaded, to run tests again for each mutant that it is told. Hooks
 * are not run again: the rooms' tests have none, and a test that cannot be repeated is left out.
 */
// oxlint-disable-next-line import/no-default-export -- so Vitest finds it
export default class KeptRunner extends TestRunner {
  private readonly tests = new Map<string, Test>();
  private filesLeft = inject("testFiles");
  /** The test that stays: the last one of the last file. */
  private last: (Test & { onFinished?: ((context: Test["context"]) => unknown)[] }) | undefined;

  onBeforeRunFiles(files: File[]): void {
    this.filesLeft -= files.length;
    if (this.filesLeft === 0) this.last = files.flatMap(testsIn).at(-1);
  }

  async runTask(test: Test): Promise<void> {
    const id = idOf(test);
    this.tests.set(id, test);
    stryker.currentTestId = id;
    try {
      await TestRunner.getTestFn(test)();
    } finally {
      stryker.currentTestId = undefined;
    }
    if (test === this.last) await this.serve();
  }

  private async serve(): Promise<void> {
    const coverage = structuredClone(stryker.mutantCoverage);
    const tried: Tried[] = [];
    for (const [id, test] of this.tests) {
      const begin = performance.now();
      const failure = await this.attempt(test);
      tried.push({
        id,
        file: test.file.filepath,
        milliseconds: performance.now() - begin,
        ...(failure !== undefined && { failure }),
      });
    }
    const channel = new BroadcastChannel(`mutants of ${process.pid}`);
    await new Promise<void>((resolve) => {
      channel.addEventListener("message", (event) => {
        const { data } = event as unknown as { readonly data: Mutant | "end" };
        if (data === "end") resolve();
        else void this.tryMutant(data).then((outcome) => channel.postMessage(outcome));
      });
      channel.postMessage({ tried, coverage });
    });
    channel.close();
  }

  private async tryMutant({ id, testIds, hitLimit }: Mutant): Promise<Outcome> {
    Object.assign(stryker, { activeMutant: id, hitCount: 0, hitLimit });
    let tests = 0;
    try {
      for (const testId of testIds) {
        const test = this.tests.get(testId);
        if (!test) continue;
        tests++;
        const failure = await this.attempt(test);
        const isEndless = hitLimit !== undefined && (stryker.hitCount ?? 0) > hitLimit;
        if (isEndless) return { tests, endless: true };
        if (failure !== undefined) return { tests, killedBy: testId, failure };
      }
      return { tests };
    } finally {
      Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    }
  }

  /** Runs a test, and what it left to be done at its end, which is kept at the test that stays. */
  private async attempt(test: Test): Promise<string | undefined> {
    let failure: string | undefined;
    try {
      await TestRunner.getTestFn(test)();
    } catch (error) {
      failure = String(error);
    }
    const finished = this.last?.onFinished?.splice(0).toReversed() ?? [];
    for (const finish of finished) {
      try {
        await finish(test.context);
      } catch {
        // What a mutant leaves behind may not be there to be removed.
      }
    }
    return failure;
  }
}

function testsIn(task: Task): Test[] {
  if (task.mode !== "run") return [];
  return task.type === "test" ? [task] : task.tasks.flatMap(testsIn);
}

function idOf(test: Test): string {
  return `${test.file.name}#${test.id}`;
}
