import { readFileSync } from "node:fs";
import { join } from "node:path";
import { growDocument, madeUpDigest, sealPlan } from "./documents.ts";
import type { Project } from "./project.ts";
import { syntheticPath } from "./synthetic-tree.ts";
import { writeText } from "./workspace.ts";

/** A plan and a baseline of a site that is not on the disk, apart from them. Paths are absolute. */
export interface MadeUpSite {
  readonly plan: string;
  readonly baseline: string;
}

export interface SiteSize {
  readonly paths: number;
  /** How many of them, the first ones, the plan has with another digest than the baseline. */
  readonly changed: number;
  readonly edgeIds: readonly number[];
}

const seed = "seed.png";

/**
 * Makes the documents of a site of many paths: the program writes those of a site with one file, and the line of that file is repeated under other
 * names and digests. Every path has one URL.
 */
export async function makeUpSite(project: Project, { paths, changed, edgeIds }: SiteSize): Promise<MadeUpSite> {
  const output = join(project.directory, "dist");
  const place = (name: string) => join(project.directory, `${name}-${paths}-${changed}-${edgeIds.length}.json`);
  const site = { plan: place("plan"), baseline: place("baseline") };
  writeText(join(output, seed), "seed");
  const options = ["--dir", output, "--edge-id", edgeIds.join(","), "--baseline", site.baseline];
  await project.run(["run", ...options, "--adopt"]);
  await project.run(["plan", ...options, "--out", site.plan]);

  const names = Array.from({ length: paths }, (_, index) => madeUpPath(index)).toSorted();
  const changedNames = new Set(names.slice(0, changed));
  const grow = (path: string, digestOf: (name: string) => string) =>
    growDocument(readFileSync(path, "utf8"), seed, names, digestOf);
  writeText(
    site.baseline,
    grow(site.baseline, (name) => madeUpDigest(name, 1)),
  );
  writeText(site.plan, sealPlan(grow(site.plan, (name) => madeUpDigest(name, changedNames.has(name) ? 2 : 1))));
  return site;
}

/** A path that has one URL: an `index.html` would have two. */
function madeUpPath(index: number): string {
  return syntheticPath(index).replace("/index.html", ".html");
}
