import type { Reporter, TestModule } from "vitest/node";

/**
 * Prints `N passed, N failed, N skipped` as the very last line of a run.
 *
 * A file that could not be loaded, a hook that threw and an error outside of any test count as failures, and so does
 * a run that ends badly for any other reason: the line never says `0 failed` for a run that did not succeed.
 */
export class CountReporter implements Reporter {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  onInit(): void {
    // Other reporters and the coverage table print until the end; only the exit handler is certainly last.
    process.once("exit", (exitCode) => {
      if (exitCode !== 0 && this.failed === 0) this.failed = 1;
      process.stdout.write(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.passed = 0;
    this.failed = unhandledErrors.length;
    this.skipped = 0;
    for (const module of modules) this.count(module);
  }

  private count(module: TestModule): void {
    const failedBefore = this.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") this.passed += 1;
      else if (state === "skipped") this.skipped += 1;
      // "pending" is a test that the run never came to.
      else this.failed += 1;
    }
    if (!module.ok() && this.failed === failedBefore) this.failed += 1;
  }
}
