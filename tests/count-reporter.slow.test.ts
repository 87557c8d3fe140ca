import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const reporter = join(root, ".ci", "count-reporter.ts");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "count-reporter-"));
  writeFileSync(
    join(folder, "vitest.config.ts"),
    `import { CountReporter } from ${JSON.stringify(reporter)};
     export default { test: { globals: true, reporters: ["default", new CountReporter()] } };`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one test file and returns the exit code and the last line that was printed. */
function lastLineOf(test: string) {
  writeFileSync(join(folder, "only.test.js"), test);
  const { status, stdout } = spawnSync(process.execPath, [vitest, "run"], { cwd: folder, encoding: "utf8" });
  return { status, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

it.each([
  ["passed and skipped tests", `it("a", () => {}); it.skip("b", () => {}); it.todo("c");`, 0, [1, 0, 2]],
  ["a failed test", `it("a", () => {}); it("b", () => { throw new Error("b"); });`, 1, [1, 1, 0]],
  ["a file that does not load", `throw new Error("load");`, 1, [0, 1, 0]],
  ["a hook that throws", `beforeAll(() => { throw new Error("hook"); }); it("a", () => {});`, 1, [0, 1, 1]],
  [
    "an error outside of any test",
    `it("a", async () => { Promise.reject(new Error("late")); await new Promise((done) => setImmediate(done)); });`,
    1,
    [1, 1, 0],
  ],
  ["a file without a test", ``, 1, [0, 1, 0]],
])("ends with the count of %s", (_, test, status, [passed, failed, skipped]) => {
  expect(lastLineOf(test)).toEqual({ status, lastLine: `${passed} passed, ${failed} failed, ${skipped} skipped` });
});
