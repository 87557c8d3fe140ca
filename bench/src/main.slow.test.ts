import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";

/** As it is built for `npm run bench`. */
const program = fileURLToPath(new URL("../dist/main.js", import.meta.url));

it("measures everything in small, writes it down, and leaves nothing behind", () => {
  const folder = mkdtempSync(join(tmpdir(), "global-edge-purge-benchmark-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const temporary = mkdtempSync(join(folder, "temporary-"));
  const out = join(folder, "results.md");
  execFileSync(process.execPath, [program, "--quick", "--out", out], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: "pipe",
  });
  const results = readFileSync(out, "utf8");
  const titles = [...results.matchAll(/^## (.*)$/gmu)].map(([, title]) => title);
  expect(titles).toEqual([
    "run --dir, files of packages",
    "run --dir, 100 synthetic files",
    "run --dir, 200 synthetic files",
    "run --dir, growth",
    "Builds with Vite",
    "Builds with webpack",
    "Import and construction",
    "--help",
    "Planning, 100 paths",
    "Planning, 1,000 paths",
    "Planning, growth",
    "Requests and waiting",
    "Baselines, 100 paths",
    "Baselines, 1,000 paths",
    "Baselines, growth",
  ]);
  expect(results).not.toContain("NaN");
  // Nothing of the machine but what it can do.
  expect(results).not.toContain(folder);
  expect(readdirSync(temporary)).toEqual([]);
});
