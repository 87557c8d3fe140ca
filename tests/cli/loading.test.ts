import { execFileSync } from "node:child_process";
import process from "node:process";
import { describe, expect, it, onTestFinished } from "vitest";
import { moduleWatcher, namesOfLoaded } from "../harness/loaded-modules.ts";
import { bin, cliEnvironment } from "./start-cli.ts";
import { createTestSite } from "./test-site.ts";

/** What the program loads: core's modules, and the libraries that take long to load. */
function loadedBy(...args: readonly string[]): readonly string[] {
  const site = createTestSite({ "dist/index.html": "1", "watch-modules.mjs": moduleWatcher });
  onTestFinished(() => site.remove());
  execFileSync(process.execPath, ["--import", "./watch-modules.mjs", bin, ...args], {
    cwd: site.directory,
    env: cliEnvironment(site),
    stdio: "pipe",
  });
  return namesOfLoaded(site.read("loaded.txt"), ["zod", "undici", "jiti", "picomatch"]);
}

describe("what the program loads", () => {
  it.each(["--help", "--version", "run --help"])("is of core the option table alone: %s", (args) => {
    const loaded = loadedBy(...args.split(" "));
    expect(loaded).toContain("options/table/option-table.js");
    // What the table needs besides: numbers, names and how text is printed.
    expect(loaded.filter((name) => !/^(?:options|system)\//u.test(name))).toEqual(["client/quota.js"]);
    expect(loaded.length).toBeLessThan(15);
  });

  it("is neither undici where nothing is sent, nor jiti where no config is written in JavaScript", () => {
    const loaded = loadedBy("run", "--dir", "dist", "--edge-id", "1", "--dry-run");
    expect(loaded).toEqual(expect.arrayContaining(["zod", "picomatch", "run/purge-build.js"]));
    expect(loaded).not.toContain("undici");
    expect(loaded).not.toContain("jiti");
    expect(loaded).not.toContain("client/client.js");
  });
});
