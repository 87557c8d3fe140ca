#!/usr/bin/env node
// Runs the quick tests and those of the bundlers, and prints how many branches of each room they take, in child processes, too.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { mergeProcessCovs } from "@bcoe/v8-coverage";
import { convert } from "ast-v8-to-istanbul";
import { parseAst } from "vite";

const root = join(import.meta.dirname, "..");
const place = mkdtempSync(join(tmpdir(), "coverage-"));
const [children, report] = [join(place, "children"), join(place, "report")];

// Each source by itself, as it is counted: users get several in one file.
for (const name of ["core", "cli"]) {
  build(name, ["-p", "tsconfig.build.json", "--emitDeclarationOnly", "false"], "node_modules/typescript/bin/tsc");
}

const vitest = join(root, "node_modules/vitest/vitest.mjs");
const options = [
  "--coverage",
  "--coverage.reporter=json",
  `--coverage.reportsDirectory=${report}`,
  "--coverage.reportOnFailure",
];
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--mode", "coverage", ...options, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, COVERAGE_OF_CHILDREN: children },
  },
);

const files = JSON.parse(readFileSync(join(report, "coverage-final.json"), "utf8"));
for (const script of await coverageOfChildren()) addBranches(script);
printRooms();
rmSync(place, { recursive: true });
for (const name of ["core", "cli"])
  build(name, ["-c", "../../rolldown.config.js"], "node_modules/rolldown/bin/cli.mjs");
process.exitCode = status ?? 1;

/** Writes what a package is run from. */
function build(name, args, program) {
  const { status: code } = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: join(root, "packages", name),
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (code !== 0) throw new Error(`packages/${name} cannot be built.`);
}

/** What child processes ran of what we publish, as Istanbul counts it: the same parser as Vitest's, on what was built of the same sources. */
async function coverageOfChildren() {
  let merged = { result: [] };
  for (const name of readdirSync(children)) {
    const { result } = JSON.parse(readFileSync(join(children, name), "utf8"));
    const ours = result.filter(
      ({ url }) => /^file:.*\/packages\/[a-z]+\/dist\/.*js$/u.test(url) && url.startsWith(`file://${root}`),
    );
    merged = mergeProcessCovs([merged, { result: ours }]);
  }
  const converted = merged.result.map(async ({ url, functions }) => {
    const code = readFileSync(fileURLToPath(url), "utf8");
    return Object.values(await convert({ ast: parseAst(code), code, wrapperLength: 0, coverage: { url, functions } }));
  });
  return (await Promise.all(converted)).flat();
}

/** Adds the branches of a built file to those of its source: the two have the same ones in the same order, at other places. */
function addBranches({ path, b: built, branchMap }) {
  const source = files[path.replace(/\/dist\/(.*)\.(c?)js$/u, "/src/$1.$2ts")];
  const [ours, theirs] = [Object.keys(source?.branchMap ?? {}), Object.keys(branchMap)];
  const isAlike = ours.every((id, index) => source.branchMap[id].type === branchMap[theirs[index]]?.type);
  if (!source || ours.length !== theirs.length || !isAlike) {
    if (theirs.length > 0) process.stdout.write(`${relative(root, path)} has other branches than its source.\n`);
    return;
  }
  for (const [index, id] of ours.entries()) {
    source.b[id] = source.b[id].map((count, way) => count + (built[theirs[index]][way] ?? 0));
  }
}

function printRooms() {
  const rooms = new Map();
  const missing = [];
  for (const [path, { b, branchMap }] of Object.entries(files)) {
    const [, name, , ...inner] = relative(root, path).split(sep);
    if (inner[0] === "test") continue;
    for (const room of [name, ...(name === "core" && inner.length > 1 ? [`core/${inner[0]}`] : [])]) {
      const sum = rooms.get(room) ?? { taken: 0, all: 0 };
      for (const counts of Object.values(b)) for (const count of counts) sum.taken += count > 0 ? 1 : 0;
      sum.all += Object.values(b).flat().length;
      rooms.set(room, sum);
    }
    for (const [id, counts] of Object.entries(b)) {
      for (const [way, count] of counts.entries()) {
        if (count > 0) continue;
        const { line } = branchMap[id].locations[way]?.start ?? branchMap[id].loc.start;
        missing.push(`${relative(root, path)}:${line ?? branchMap[id].loc.start.line} (${branchMap[id].type})`);
      }
    }
  }
  process.stdout.write(`\nBranches that no test takes:\n${missing.toSorted().join("\n")}\n\n`);
  for (const [room, { taken, all }] of [...rooms].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    process.stdout.write(
      `${room.padEnd(16)} ${((100 * taken) / all).toFixed(1).padStart(5)} %  ${taken} of ${all} branches\n`,
    );
  }
}
