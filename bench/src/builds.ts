import type { Emulator } from "@global-edge-purge/emulator";
import { join } from "node:path";
import process from "node:process";
import { cleanEnvironment, openAccount } from "./account.ts";
import { alternate, type Sample, type Samples, type Subject } from "./alternate.ts";
import { type ApplicationSize, writeApplication } from "./application.ts";
import { type Bundler, bundlers } from "./bundlers.ts";
import { samplesOf } from "./comparison.ts";
import { formatRatio, formatSpread, formatTime } from "./figures.ts";
import { type Bench, type Group, moreRounds, now } from "./group.ts";
import { measureProcess } from "./measure-process.ts";
import { differenceOf, ratioOf, spreadOf } from "./spread.ts";
import { explainOnce, type Table } from "./table.ts";
import { emptyFolder, writeText } from "./workspace.ts";

const about =
  "A production build of a generated application with the plugin and without it, as processes: *unchanged* builds again what was built and purged before, *ten files changed* " +
  "edits a module of ten chunks first and purges what follows from that. The emulator on the same machine has no quota to wait for.";

const large: ApplicationSize = { pages: 40, componentsOfPage: 15, publicFiles: 300 };
const small: ApplicationSize = { pages: 10, componentsOfPage: 2, publicFiles: 5 };

/** What the plugin adds to a build. */
export const measureBuilds: Group = (bench) => explainOnce(about, measureBundlers(bench));

async function* measureBundlers(bench: Bench): AsyncIterable<Table> {
  const emulator = await openAccount();
  try {
    for (const bundler of bundlers) {
      bench.tell(`builds with ${bundler.name}`);
      yield await measureBundler(bundler, bench, emulator);
    }
  } finally {
    await emulator.close();
  }
}

const kinds = ["unchanged", "ten files changed"] as const;
const nameOf = (kind: string, isPlain: boolean) => `${kind}, ${isPlain ? "without" : "with"}`;

async function measureBundler(bundler: Bundler, bench: Bench, emulator: Emulator): Promise<Table> {
  const subjects: Subject[] = [];
  for (const kind of kinds) {
    for (const isPlain of [true, false]) {
      subjects.push(await createBuild(bundler, { kind, isPlain, name: nameOf(kind, isPlain) }, bench, emulator));
    }
  }
  // How long a build takes varies more than what we add to it.
  const samples = await alternate(subjects, moreRounds(bench, 2), now);
  const { pages, componentsOfPage, publicFiles } = sizeOf(bench);
  return {
    title: `Builds with ${bundler.name}`,
    notes: [
      `${pages * (componentsOfPage + 1) + 1} modules in ${pages + 1} chunks${bundler.name === "Vite" ? `, and ${publicFiles} files of public/` : ""}.`,
    ],
    head: ["", "time without", "time with", "× without", "added", "CPU × without", "CPU added"],
    rows: kinds.map((kind) => describe(kind, samples)),
  };
}

interface Build {
  readonly kind: (typeof kinds)[number];
  readonly isPlain: boolean;
  readonly name: string;
}

/** A build in a folder of its own, which was built once. */
async function createBuild(bundler: Bundler, build: Build, bench: Bench, emulator: Emulator): Promise<Subject> {
  const { kind, isPlain, name } = build;
  const application = writeApplication(bench.workspace.folder(`${bundler.name}-${name}`), sizeOf(bench));
  const { directory } = application;
  const home = emptyFolder(join(directory, "home"));
  const program = join(directory, "build.js");
  writeText(program, bundler.program);
  const env = { ...cleanEnvironment(home, emulator), ...(!isPlain && { PLUGIN: "1" }) };
  const run = () => measureProcess({ program: process.execPath, args: [program], directory, env });
  const { stdout, stderr } = await run();
  if (!isPlain && !(stdout + stderr).includes("Purged")) throw new Error(`Nothing was purged:\n${stdout}${stderr}`);
  return {
    name,
    prepare() {
      emptyFolder(home);
      if (kind === "ten files changed") application.edit();
    },
    run,
  };
}

function sizeOf({ isQuick }: Bench): ApplicationSize {
  return isQuick ? small : large;
}

function describe(kind: string, samples: Samples): readonly string[] {
  const plain = samplesOf(samples, nameOf(kind, true));
  const ours = samplesOf(samples, nameOf(kind, false));
  const wall = ({ wall }: Sample) => wall;
  const cpu = ({ cpu = Number.NaN }: Sample) => cpu;
  return [
    kind,
    formatSpread(spreadOf(plain.map(wall)), formatTime),
    formatSpread(spreadOf(ours.map(wall)), formatTime),
    formatSpread(ratioOf(ours.map(wall), plain.map(wall)), formatRatio),
    formatSpread(differenceOf(ours.map(wall), plain.map(wall)), formatTime),
    formatSpread(ratioOf(ours.map(cpu), plain.map(cpu)), formatRatio),
    formatSpread(differenceOf(ours.map(cpu), plain.map(cpu)), formatTime),
  ];
}
