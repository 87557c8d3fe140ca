import { describe, expect, it } from "vitest";
import type { BaselineEntry } from "../baseline/baseline.ts";
import { digestOf, gone, manifestOf, settled, unsettled } from "../test/entries.ts";
import type { PathKind } from "./diff.ts";
import { leftOutEdges } from "./left-out-edges.ts";

const now = "2026-10-01T00:00:00.000Z";
const isImmutable = (assetPath: string) => assetPath.startsWith("assets/");
const owed = unsettled("earlier");
const hashed = (content: string) => settled(content, { immutable: true });

/** What the left-out edge 1 remembers of a build at the edge 2, where the path was of this kind. */
function leaveOut(
  assetPath: string,
  before: BaselineEntry | undefined,
  content: string | undefined,
  { ofRun = "changed", counts = true }: { readonly ofRun?: PathKind; readonly counts?: boolean } = {},
) {
  const paths = new Map(before && [[assetPath, before]]);
  const sections = [1, 2].map((edgeId) => [edgeId, { mappings: [], paths }] as const);
  return leftOutEdges({
    manifest: manifestOf(content === undefined ? {} : { [assetPath]: content }, isImmutable),
    baseline: { outputDirectory: "dist", edges: new Map(sections) },
    edges: [{ edgeId: 2, diff: { paths: [{ assetPath, kind: ofRun }] } }],
    rules: { counts: () => counts, keepsImmutable: true },
    now,
  });
}

const owes = (after?: BaselineEntry) => [
  { edgeId: 1, purges: [{ assetPath: "a.js", ...(after && { after }) }], records: [] },
];
const owesName = (after?: BaselineEntry) => [
  { edgeId: 1, purges: [{ assetPath: "assets/a.js", ...(after && { after }) }], records: [] },
];
const records = (after?: BaselineEntry, assetPath = "assets/a.js") => [
  { edgeId: 1, purges: [], records: [{ assetPath, ...(after && { after }) }] },
];
const nothing = [{ edgeId: 1, purges: [], records: [] }];

describe("an edge that a run leaves out", () => {
  it.each<[string, ReturnType<typeof leaveOut>, object]>([
    ["owes a path that is new", leaveOut("a.js", undefined, "1"), owes(settled("1"))],
    ["owes a path that changed", leaveOut("a.js", settled("1"), "2"), owes(settled("2"))],
    ["owes a path that was removed", leaveOut("a.js", settled("1"), undefined), owes()],
    ["owes a path that came back", leaveOut("a.js", gone("1"), "1"), owes(settled("1"))],
    ["owes nothing of what stayed", leaveOut("a.js", settled("1"), "1"), nothing],
    ["owes nothing of what had gone and still is", leaveOut("a.js", gone("1"), undefined), nothing],
    ["records an immutable name that is new", leaveOut("assets/a.js", undefined, "1"), records(hashed("1"))],
    [
      "remembers one that was removed",
      leaveOut("assets/a.js", hashed("1"), undefined),
      records({ state: "gone", digest: digestOf("1"), since: now, immutable: true }),
    ],
    ["owes one with other bytes", leaveOut("assets/a.js", hashed("1"), "2"), owesName(hashed("2"))],
    ["owes one again that the run moves, too", leaveOut("assets/a.js", owed, "1"), owesName(hashed("1"))],
    ["owes one that was owed, and is gone", leaveOut("assets/a.js", owed, undefined), owesName()],
    ["owes again what it owes, where the run moves that", leaveOut("a.js", owed, "1"), owes(settled("1"))],
    [
      "lets be what it owes, where the run does not move it",
      leaveOut("a.js", owed, "1", { ofRun: "unchanged" }),
      nothing,
    ],
    ["owes what differs only there", leaveOut("a.js", settled("1"), "2", { ofRun: "unchanged" }), owes(settled("2"))],
    [
      "knows nothing any more of what a filter leaves out",
      leaveOut("a.js", settled("1"), undefined, { counts: false }),
      records(undefined, "a.js"),
    ],
    ["owes what it owed of that", leaveOut("a.js", owed, undefined, { counts: false }), nothing],
  ])("%s", (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  it("is none that the run has, or that nobody knows", () => {
    const run = { manifest: manifestOf({}), rules: { counts: () => true, keepsImmutable: true }, now };
    expect(leftOutEdges({ ...run, baseline: undefined, edges: [{ edgeId: 1, diff: { paths: [] } }] })).toEqual([]);
  });
});
