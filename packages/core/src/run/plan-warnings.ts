import type { Baseline } from "../baseline/baseline.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { isDocument } from "../plan/is-document.ts";
import type { EdgePlan, PurgePlan } from "../plan/purge-plan.ts";
import type { Warning } from "./purge-report.ts";

/** What people should know about a plan before it is sent. */
export function planWarnings(
  { edges }: PurgePlan,
  baseline: Baseline | undefined,
  whyMissing: string | undefined,
): readonly Warning[] {
  return [
    ...edges.flatMap((edge) => missingBaseline(edge, whyMissing)),
    ...droppedSections(edges, baseline),
    ...merge(
      "PATHS_LEFT_OUT",
      leftOut(edges),
      "include and exclude leave out paths that the baseline had, so it forgets them",
    ),
    ...merge(
      "IMMUTABLE_CHANGED",
      changedImmutables(edges),
      "changed although the name carries a content hash (was a file edited after the bundler named it?); visitors who have it keep the old bytes",
    ),
    ...merge(
      "NOT_EXPRESSIBLE",
      edges.flatMap(({ purges }) => purges.filter((path) => path.inexpressible).map(({ assetPath }) => assetPath)),
      "a name with * or a target that is too long cannot be purged by URL, so these stay unsettled; rename them or leave them out with exclude",
    ),
  ];
}

function missingBaseline({ edgeId, isUnknown, wholeEdge }: EdgePlan, why: string | undefined): readonly Warning[] {
  if (!isUnknown) return [];
  const action = wholeEdge
    ? "The whole edge is purged, which can take up to 40 minutes."
    : "Every file whose name is not immutable is purged; URLs of files that are no longer in the build are not.";
  return [
    {
      code: "BASELINE_MISSING",
      message: `No baseline for edge ${edgeId}: ${why ?? "the edge is new to it"}. ${action}`,
    },
  ];
}

function droppedSections(edges: readonly EdgePlan[], baseline: Baseline | undefined): readonly Warning[] {
  const configured = new Set(edges.map(({ edgeId }) => edgeId));
  const dropped = [...(baseline?.edges.keys() ?? [])].filter((edgeId) => !configured.has(edgeId));
  return dropped.map((edgeId) => ({
    code: "EDGE_DROPPED",
    message: `Edge ${edgeId} is no longer configured: the baseline forgets what it serves.`,
  }));
}

function leftOut(edges: readonly EdgePlan[]): readonly AssetPath[] {
  return edges.flatMap(({ diff }) => diff.leftOut.map(({ assetPath }) => assetPath));
}

function changedImmutables(edges: readonly EdgePlan[]): readonly AssetPath[] {
  return edges.flatMap(({ diff }) =>
    diff.paths
      .filter(({ kind, before, now }) => kind === "changed" && before?.state !== "unsettled" && now?.immutable)
      .map(({ assetPath }) => assetPath),
  );
}

const mostNamed = 5;

/** One warning for all paths, each named once, the first few of many. */
function merge(code: string, assetPaths: readonly AssetPath[], message: string): readonly Warning[] {
  const names = [...new Set(assetPaths)];
  if (names.length === 0) return [];
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return [{ code, message: `${names.slice(0, mostNamed).join(", ")}${more}: ${message}.` }];
}

/** A site of one page has deep links that are objects of their own at the edge; nothing in the build tells of them. */
export function hasOnlyOneDocument(assetPaths: Iterable<AssetPath>): boolean {
  let documents = 0;
  for (const assetPath of assetPaths) if (isDocument(assetPath)) documents++;
  return documents === 1;
}
