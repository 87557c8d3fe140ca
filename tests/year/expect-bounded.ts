import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import type { Environment } from "../histories/environment.ts";
import type { Stage } from "../histories/stage.ts";

type States = Readonly<Record<string, { readonly state: "settled" | "unsettled" | "gone"; readonly digest?: string }>>;
interface Document {
  readonly builds?: readonly unknown[];
  readonly edges: Readonly<Record<string, { readonly mappings: readonly unknown[]; readonly paths: States }>>;
}

/** As many as a baseline remembers of the builds that it has met. */
const mostBuilds = 50;

/**
 * The state is no larger than the builds explain: of each edge it knows the files of the last build that was deployed there with a good verdict,
 * those of builds that it heard of since, and of what is gone no more than of what is there.
 */
export function expectBounded(stage: Stage): void {
  const [project] = stage.world.folders.projects;
  for (const environment of Object.values(stage.environments)) {
    const document = read(project.baseline(environment.name));
    if (!document) continue;
    assert.ok((document.builds ?? []).length <= mostBuilds, "The baseline remembers too many builds.");
    for (const [edgeId, { paths }] of Object.entries(document.edges)) {
      const names = Object.keys(paths);
      const present = names.filter((name) => paths[name]?.state !== "gone");
      const gone = names.length - present.length;
      assert.ok(gone <= present.length, `Edge ${edgeId}: ${gone} paths are gone, ${present.length} are there.`);
      const promises = environment.promises.get(Number(edgeId));
      // What an overtaken plan purged is fresh, and nobody knows with which bytes: the next build purges it once more.
      promises?.meet(present.filter((name) => isUnknown(paths[name]?.digest)));
      const unexplained = promises ? present.filter((name) => !promises.explains(name)) : [];
      assert.deepEqual(unexplained, [], `Edge ${edgeId}: no build explains these.`);
    }
  }
}

/** Nothing is owed to an edge that was deployed to. */
export function expectNothingOwed({ world }: Stage, { name, edges }: Environment): void {
  const document = read(world.folders.projects[0].baseline(name));
  for (const edgeId of edges) {
    const paths = Object.entries(document?.edges[edgeId]?.paths ?? {});
    const owed = paths.filter(([, { state }]) => state === "unsettled").map(([path]) => path);
    assert.deepEqual(owed, [], `Edge ${edgeId} is owed purges.`);
  }
}

function isUnknown(digest = ""): boolean {
  return /^0+$/u.test(digest);
}

function read(path: string): Document | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Document) : undefined;
}
