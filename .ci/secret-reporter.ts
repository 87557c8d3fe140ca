import type { Reporter, TestCase } from "vitest/node";

type ConsoleLog = Parameters<NonNullable<Reporter["onUserConsoleLog"]>>[0];

/** Every secret key that a test uses has this form, so that it can be told from anything else. */
const secretKey = /(?:emulator|test|wrong)SecretKey0{8,}\d*/u;

/**
 * Fails a run in which a secret key was printed, or stands in an error that a test ended with. What child processes print and leave on
 * the disk is searched where they are started (`tests/harness/refuse-secret.ts`).
 */
export class SecretReporter implements Reporter {
  onUserConsoleLog({ content, taskId }: ConsoleLog): void {
    this.search(content, `printed by ${taskId ?? "a file that was loaded"}`);
  }

  onTestCaseResult(test: TestCase): void {
    const errors = test.result().errors ?? [];
    for (const { message, stack } of errors) this.search(`${message}\n${stack}`, `in an error of "${test.fullName}"`);
  }

  private search(text: string, where: string): void {
    if (!secretKey.test(text)) return;
    process.exitCode = 1;
    process.stdout.write(`A secret key was ${where}.\n`);
  }
}
