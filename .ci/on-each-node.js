#!/usr/bin/env node
// Runs tests under every Node.js that users may have, in-process ones included: `npm run test:nodes`, or with the folders to test as arguments.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");
const versions = JSON.parse(readFileSync(join(import.meta.dirname, "node-versions.json"), "utf8"));
const { argv, platform, arch } = process;
const folders = argv.length > 2 ? argv.slice(2) : ["tests/failures"];

const place = mkdtempSync(join(tmpdir(), "nodes-"));
// Some tests run as a user that may do nothing special, and that user runs this Node.js, too.
chmodSync(place, 0o755);
const failed = [];
try {
  const dependencies = Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [name, `npm:node-${platform}-${arch}@${version}`]),
  );
  writeFileSync(join(place, "package.json"), JSON.stringify({ private: true, dependencies }));
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  execFileSync("npm", ["install", ...flags], { cwd: place, stdio: "inherit" });
  for (const [name, version] of Object.entries(versions)) {
    const node = join(place, "node_modules", name, "bin/node");
    for (const mode of ["test", "slow"]) {
      process.stdout.write(`== Node.js ${version}: ${folders.join(" ")} (${mode})\n`);
      const vitest = join(root, "node_modules/vitest/vitest.mjs");
      const { status } = spawnSync(node, [vitest, "run", "--mode", mode, ...folders], { cwd: root, stdio: "inherit" });
      if (status !== 0) failed.push(`Node.js ${version} (${mode})`);
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
process.stdout.write(failed.length === 0 ? "All pass.\n" : `Failed under ${failed.join(", ")}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
