import type { Emulator } from "@global-edge-purge/emulator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { alternate, type Sample, type Subject } from "./alternate.ts";
import { cleanEnvironment, edgeIds, openAccount } from "./account.ts";
import { compareSamples, samplesOf } from "./comparison.ts";
import { formatCount } from "./figures.ts";
import { type Bench, type Group, now } from "./group.ts";
import { describeGrowth } from "./growth.ts";
import { makeUpSite } from "./made-up-site.ts";
import { measureProcess } from "./measure-process.ts";
import { createProject } from "./project.ts";
import { type S3Double, startS3Double } from "./s3-double.ts";
import { explainOnce, type Table } from "./table.ts";
import { putFile } from "./workspace.ts";

const about =
  "Baselines of so many paths, in whole processes. *read*: `global-edge-purge explain` of one URL. *change*: `global-edge-purge send` of a plan in which one path changed: it reads the plan, and reads, changes and saves the baseline before it sends one request and again after it. " +
  "*S3* is a server on the same machine that looks at conditions and not at signatures. *script* is what somebody would write to keep such a document in a file: read it as JSON, and for *change* also set one entry and write it, once.";

const read = `import { readFileSync, writeFileSync } from "node:fs"; const known = JSON.parse(readFileSync(process.argv[1], "utf8"));`;
const change = `${read}
  const [section] = Object.values(known.edges);
  const [path] = Object.keys(section.paths);
  section.paths[path] = { ...section.paths[path], size: 1 };
  writeFileSync(process.argv[1], JSON.stringify(known));`;

/** What it takes to read, change and save a baseline. */
export const measureBaselines: Group = (bench) => explainOnce(about, measureSizes(bench));

async function* measureSizes(bench: Bench): AsyncIterable<Table> {
  const emulator = await openAccount();
  const s3 = await startS3Double();
  try {
    const grown = new Map<string, readonly Sample[]>();
    for (const paths of bench.isQuick ? [100, 1000] : [1000, 10_000, 100_000, 500_000]) {
      bench.tell(`baselines of ${formatCount(paths)} paths`);
      const { ours, scripts } = await prepare(paths, bench, emulator, s3);
      const samples = await alternate([...ours, ...scripts], bench.rounds, now);
      const comparison = compareSamples(samples, { ours: ours.map(({ name }) => name), references: scripts });
      yield { title: `Baselines, ${formatCount(paths)} paths`, notes: [], ...comparison };
      grown.set(formatCount(paths), samplesOf(samples, "change, file"));
    }
    yield { title: "Baselines, growth", notes: ["*change, file* of the tables above."], ...describeGrowth(grown) };
  } finally {
    await s3.close();
    await emulator.close();
  }
}

async function prepare(paths: number, { workspace }: Bench, emulator: Emulator, s3: S3Double) {
  const project = createProject(workspace.folder(`baselines-${paths}`), emulator);
  const site = await makeUpSite(project, { paths, changed: 1, edgeIds: edgeIds.slice(0, 1) });
  const file = join(project.directory, "baseline.json");
  const key = `${paths}/baseline.json`;
  const bytes = readFileSync(site.baseline);
  const subject = (name: string, run: Subject["run"]): Subject => ({
    name,
    prepare() {
      project.forgetRequests();
      putFile(site.baseline, file);
      s3.put(key, bytes);
    },
    run,
  });
  const script = (text: string) => () =>
    measureProcess({
      program: process.execPath,
      args: ["--input-type=module", "--eval", text, file],
      directory: project.directory,
      env: cleanEnvironment(project.home),
    });
  const explain = (baseline: string) => () => project.run(["explain", "/nothing.html", "--baseline", baseline]);
  const send = (baseline: string) => () => project.run(["send", site.plan, "--baseline", baseline]);
  return {
    ours: [
      subject("read, file", explain(file)),
      subject("read, S3", explain(s3.location(key))),
      subject("change, file", send(file)),
      subject("change, S3", send(s3.location(key))),
    ],
    scripts: [subject("script, read", script(read)), subject("script, change", script(change))],
  };
}
