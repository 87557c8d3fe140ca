import process from "node:process";
import { alternate, type Subject } from "./alternate.ts";
import { cleanEnvironment } from "./account.ts";
import { samplesOf, walls } from "./comparison.ts";
import { formatRatio, formatSpread } from "./figures.ts";
import { type Bench, type Group, moreRounds, now } from "./group.ts";
import { countModules, type LoadedModules } from "./loaded-modules.ts";
import { measureProcess } from "./measure-process.ts";
import { benchDirectory, bin } from "./project.ts";
import { differenceOf, ratioOf, spreadOf } from "./spread.ts";
import type { Table } from "./table.ts";

/** What configs import, how they make a plugin of it, and the library that stands beneath it. */
const entries = [
  entry("@global-edge-purge/vite", "new entry.default({ edgeId: 11197 });"),
  entry("@global-edge-purge/webpack", "new entry.GlobalEdgePurgePlugin({ edgeId: 11197 });"),
  ...["vite", "webpack", "rollup", "rolldown", "rspack", "rsbuild", "esbuild"].map((name) =>
    entry(`@global-edge-purge/unplugin/${name}`, "entry.globalEdgePurge({ edgeId: 11197 });"),
  ),
];
const empty = { name: "an empty module", program: `await import("data:text/javascript,");` };
const library = { name: "unplugin", program: `await import("unplugin");` };

function entry(name: string, make: string) {
  return { name, program: `const entry = await import(${JSON.stringify(name)}); ${make}` };
}

/** What importing each entry and constructing a plugin takes, and what `--help` does. */
export const measureEntries: Group = async function* (bench) {
  yield await measureImports(bench);
  yield await measureHelp(bench);
};

async function measureImports(bench: Bench): Promise<Table> {
  const { workspace, tell } = bench;
  tell("import and construction");
  const env = cleanEnvironment(workspace.folder("home"));
  const imported = ({ name, program }: typeof empty): Subject => ({ name, run: () => timeImport("", program, env) });
  const alone = (name: string) => `${name}, without the library`;
  const subjects = [
    ...[empty, library, ...entries].map(imported),
    ...entries.map(({ name, program }) => ({
      name: alone(name),
      run: () => timeImport(library.program, program, env),
    })),
  ];
  // A process is short, and what else the machine does is not: more rounds cost little.
  const samples = await alternate(subjects, moreRounds(bench, 3), now);
  const times = (name: string) => walls(samplesOf(samples, name));
  const rows: string[][] = [];
  for (const { name, program } of [empty, library, ...entries]) {
    const isOurs = program !== empty.program && program !== library.program;
    rows.push([
      name,
      formatSpread(spreadOf(times(name)), formatShort),
      formatSpread(ratioOf(times(name), times(empty.name)), formatRatio),
      formatSpread(ratioOf(times(name), times(library.name)), formatRatio),
      isOurs ? formatSpread(differenceOf(times(alone(name)), times(empty.name)), formatShort) : "",
      ...formatModules(await countModules(program, workspace.folder("modules"), env)),
    ]);
  }
  return {
    title: "Import and construction",
    notes: [
      "Each in a new process that measures from just before the import until the plugin is made. *without the library*: the same after `unplugin` was imported, less what an empty module takes. " +
        "*modules*: files that were loaded, and how many of them are ours; *heavy*: which of zod, undici and `node:http` are among them.",
    ],
    head: ["", "time", "× an empty module", "× unplugin", "without the library", "modules", "ours", "heavy"],
    rows,
  };
}

/** Times an import in a new process, after another one that does not count. */
async function timeImport(before: string, program: string, env: NodeJS.ProcessEnv) {
  const timed = `${before} const start = performance.now(); ${program} console.log(performance.now() - start);`;
  const { stdout, cpu, peak } = await measureProcess({
    program: process.execPath,
    args: ["--input-type=module", "--eval", timed],
    directory: benchDirectory,
    env,
  });
  return { wall: Number(stdout), ...(cpu !== undefined && { cpu }), ...(peak !== undefined && { peak }) };
}

async function measureHelp(bench: Bench): Promise<Table> {
  const { workspace, tell } = bench;
  tell("--help");
  const env = cleanEnvironment(workspace.folder("home"));
  const start = (name: string, args: readonly string[]): Subject => ({
    name,
    run: () => measureProcess({ program: process.execPath, args, directory: benchDirectory, env }),
  });
  const subjects = [start("global-edge-purge --help", [bin, "--help"]), start("node -e 0", ["-e", "0"])];
  const samples = await alternate(subjects, moreRounds(bench, 3), now);
  const times = subjects.map(({ name }) => walls(samplesOf(samples, name)));
  const [ours = [], theirs = []] = times;
  const program = `process.argv = [process.argv[0], ${JSON.stringify(bin)}, "--help"]; await import(${JSON.stringify(bin)});`;
  const { files, own, heavy } = await countModules(program, workspace.folder("modules"), env);
  return {
    title: "--help",
    notes: [`Whole processes. \`--help\` loads ${files} modules, ${own} of them ours${heavy && `, and ${heavy}`}.`],
    head: ["", "wall time", "× node -e 0"],
    rows: subjects.map(({ name }, index) => [
      name,
      formatSpread(spreadOf(times[index] ?? []), formatShort),
      index === 0 ? formatSpread(ratioOf(ours, theirs), formatRatio) : "",
    ]),
  };
}

function formatModules({ files, own, heavy }: LoadedModules): readonly string[] {
  return [String(files), String(own), heavy || "none"];
}

/** A time of a few milliseconds. */
function formatShort(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
