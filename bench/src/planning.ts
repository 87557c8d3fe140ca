import { join } from "node:path";
import process from "node:process";
import { alternate, type Sample, type Subject } from "./alternate.ts";
import { cleanEnvironment, edgeIds, openAccount } from "./account.ts";
import { compareSamples, samplesOf, walls } from "./comparison.ts";
import { formatCount, formatSpread, formatTime } from "./figures.ts";
import { type Bench, type Group, now } from "./group.ts";
import { describeGrowth } from "./growth.ts";
import { makeUpSite } from "./made-up-site.ts";
import { measureProcess } from "./measure-process.ts";
import { createProject } from "./project.ts";
import { differenceOf } from "./spread.ts";
import { explainOnce, type Table } from "./table.ts";

/** What a user would write: compare the digests of two JSON documents, encode the paths, a hundred a request. */
const script = `
  import { readFileSync } from "node:fs";
  const [plan, baseline] = process.argv.slice(1).map((path) => JSON.parse(readFileSync(path, "utf8")));
  const known = Object.values(baseline.edges)[0].paths;
  const urls = [];
  for (const [path, { digest }] of Object.entries(plan.manifest)) {
    if (known[path]?.digest !== digest) urls.push("/" + path.split("/").map(encodeURIComponent).join("/"));
  }
  const requests = [];
  for (let start = 0; start < urls.length; start += 100) {
    requests.push(JSON.stringify({ edgeId: 11197, purgeType: "URL", purgeTarget: urls.slice(start, start + 100) }));
  }
  console.log(requests.length);
`;

const about =
  "`global-edge-purge send --dry-run` of a plan in which every path changed, or none, as a process; plan and baseline were made up, so no file is read. It reads both documents, compares them, and packs the requests. " +
  "*script* is what somebody would write instead: it compares the digests of the same documents, and neither checks what it reads nor knows aliases, other mappings or what is owed. " +
  "core has no entry for planning alone: the best that can be said of it is what *all changed* takes more than *none changed*.";

/** What it takes to plan: from two documents to packed requests. */
export const measurePlanning: Group = (bench) => explainOnce(about, measureSizes(bench));

async function* measureSizes({ workspace, rounds, isQuick, tell }: Bench): AsyncIterable<Table> {
  const emulator = await openAccount();
  try {
    const grown = new Map<string, readonly Sample[]>();
    for (const paths of isQuick ? [100, 1000] : [1000, 10_000, 100_000, 1_000_000]) {
      tell(`planning ${formatCount(paths)} paths`);
      const project = createProject(workspace.folder(`planning-${paths}`), emulator);
      const edge = edgeIds.slice(0, 1);
      const all = await makeUpSite(project, { paths, changed: paths, edgeIds: edge });
      const none = await makeUpSite(project, { paths, changed: 0, edgeIds: edge });
      const ours = [
        { name: "all changed", site: all },
        { name: "none changed", site: none },
      ].map(({ name, site }): Subject => ({
        name,
        run: () => project.run(["send", site.plan, "--baseline", site.baseline, "--dry-run"]),
      }));
      const reference: Subject = {
        name: "script",
        run: () =>
          measureProcess({
            program: process.execPath,
            args: ["--input-type=module", "--eval", script, all.plan, all.baseline],
            directory: project.directory,
            env: cleanEnvironment(join(project.directory, "home")),
          }),
      };
      const samples = await alternate([...ours, reference], rounds, now);
      const references = [{ name: reference.name }];
      const comparison = compareSamples(samples, { ours: ours.map(({ name }) => name), references });
      const [more = [], less = []] = ours.map(({ name }) => walls(samplesOf(samples, name)));
      const rows = [...comparison.rows, ["changed, less none", formatSpread(differenceOf(more, less), formatTime)]];
      yield { title: `Planning, ${formatCount(paths)} paths`, notes: [], head: comparison.head, rows };
      grown.set(formatCount(paths), samplesOf(samples, "all changed"));
    }
    yield {
      title: "Planning, growth",
      notes: ["*all changed* of the tables above."],
      ...describeGrowth(grown),
    };
  } finally {
    await emulator.close();
  }
}
