import type { Emulator } from "@global-edge-purge/emulator";
import { join } from "node:path";
import { alternate, type Subject } from "./alternate.ts";
import { openAccount } from "./account.ts";
import { compareSamples } from "./comparison.ts";
import { changeDigests } from "./documents.ts";
import { formatCount } from "./figures.ts";
import { type Bench, type Group, now } from "./group.ts";
import { describeGrowth } from "./growth.ts";
import { otherPrograms } from "./other-programs.ts";
import { createProject } from "./project.ts";
import { unpackPublishedTree } from "./published-tree.ts";
import { writeSyntheticTree } from "./synthetic-tree.ts";
import { explainOnce, type Table } from "./table.ts";
import { changeText, putFile } from "./workspace.ts";

const about =
  "`global-edge-purge run --dir` as a process, Node's start included, against other ways to read every file. *first*: there is no baseline. *changed*: the baseline has other digests. " +
  "*another mapping*: no file changed and the site moved to another base, so every path has other URLs. Rows without another word are dry runs, which do all but send and save; " +
  "*planned* writes the baseline and the plan; *sent* also sends to an emulator on the same machine that has no quota to wait for.";

/** An output directory, and what was prepared to compare it with. */
interface Tree {
  readonly title: string;
  readonly notes: readonly string[];
  readonly ours: readonly Subject[];
  readonly folder: string;
}

/** What a `run` over a folder takes. */
export const measureFolders: Group = (bench) => explainOnce(about, measureTrees(bench));

async function* measureTrees(bench: Bench): AsyncIterable<Table> {
  const emulator = await openAccount();
  try {
    const published = await prepare(await writePublished(bench), bench, emulator);
    const synthetic: Tree[] = [];
    for (const files of bench.isQuick ? [100, 200] : [1000, 10_000, 50_000, 100_000]) {
      const folder = bench.workspace.folder(`synthetic-${files}`);
      writeSyntheticTree(folder, files);
      const title = `${formatCount(files)} synthetic files`;
      synthetic.push(await prepare({ title, notes: [], folder }, bench, emulator));
    }
    for (const tree of [published, ...synthetic]) yield await measureTree(tree, bench);
    yield await measureGrowth(synthetic, bench);
  } finally {
    await emulator.close();
  }
}

async function writePublished({ workspace, isQuick }: Bench): Promise<Omit<Tree, "ours">> {
  const folder = workspace.folder("published");
  const packages = unpackPublishedTree(folder, workspace.folder("downloads"), isQuick);
  return { title: "files of packages", notes: [`The files of ${packages.join(", ")}.`], folder };
}

async function prepare(tree: Omit<Tree, "ours">, { workspace, tell }: Bench, emulator: Emulator): Promise<Tree> {
  tell(`preparing ${tree.title}`);
  const project = createProject(workspace.folder(`project-${tree.title}`), emulator);
  const place = (name: string) => join(project.directory, `${name}.json`);
  const options = ["--dir", tree.folder, "--baseline", place("baseline")];
  const { stderr } = await project.run(["run", ...options, "--adopt"]);
  const [, files = "0"] = /Adopted (\d+) files/u.exec(stderr) ?? [];
  putFile(place("baseline"), place("unchanged"));
  changeText(place("unchanged"), place("some"), (text) => changeDigests(text, (index) => index % 100 === 0));
  changeText(place("unchanged"), place("all"), (text) => changeDigests(text, () => true));

  const run = (name: string, baseline: string | undefined, args: readonly string[]): Subject => ({
    name,
    prepare() {
      project.forgetRequests();
      putFile(baseline && place(baseline), place("baseline"));
    },
    run: () => project.run(args),
  });
  const dry = ["run", ...options, "--dry-run"];
  const plan = ["plan", ...options, "--out", place("plan")];
  const ours = [
    run("first", undefined, dry),
    run("first, planned", undefined, plan),
    run("unchanged, sent", "unchanged", ["run", ...options]),
    run("1 % changed", "some", dry),
    run("1 % changed, sent", "some", ["run", ...options]),
    run("all changed", "all", dry),
    run("all changed, planned", "all", plan),
    run("another mapping", "unchanged", [...dry, "--base", "/another/"]),
  ];
  return { ...tree, notes: [...tree.notes, `The program counts ${formatCount(Number(files))} files.`], ours };
}

async function measureTree({ title, notes, folder, ours }: Tree, { workspace, rounds, tell }: Bench): Promise<Table> {
  tell(`run --dir, ${title}`);
  const others = await otherPrograms(folder, workspace.folder("other"));
  const samples = await alternate([...ours, ...others.subjects], rounds, now);
  const names = ours.map(({ name }) => name);
  return {
    title: `run --dir, ${title}`,
    notes,
    ...compareSamples(samples, { ours: names, references: others.references }),
  };
}

async function measureGrowth(trees: readonly Tree[], { rounds, tell }: Bench): Promise<Table> {
  tell("run --dir, growth");
  const subjects = trees.flatMap(({ title, ours }) =>
    ours.filter(({ name }) => name === "unchanged, sent").map((subject) => ({ ...subject, name: title })),
  );
  return {
    title: "run --dir, growth",
    notes: ["Nothing changed, in folders of several sizes, measured in turns."],
    ...describeGrowth(await alternate(subjects, rounds, now)),
  };
}
