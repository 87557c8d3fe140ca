import type { Settings } from "../options/settings.ts";
import { type AssetPath, isDocument, plainName, shownPath } from "../output/asset-path.ts";
import { isText } from "../output/disk-name.ts";
import type { Warning } from "../system/logger.ts";
import { listFew } from "../system/shorten.ts";
import type { EdgePlan, PurgePlan } from "./purge-plan.ts";

/** What is known about a plan beside the plan itself. */
export interface PlanContext {
  /** Why there is none, in words. */
  readonly whyMissing: string | undefined;
  readonly settings: Partial<Pick<Settings, "when" | "also">>;
}

/** What people should know about a plan before it is sent. */
export function planWarnings(plan: PurgePlan, { whyMissing, settings }: PlanContext): readonly Warning[] {
  const { edges } = plan;
  const inexpressible = edges.flatMap(({ purges }) =>
    purges.filter((path) => path.inexpressible).map(({ assetPath }) => assetPath),
  );
  return [
    ...edges.flatMap((edge) => missingBaseline(edge, whyMissing)),
    ...merge(
      "PATHS_LEFT_OUT",
      leftOut(edges),
      "include and exclude leave out paths that the baseline had, so it forgets them",
    ),
    ...changedImmutables(edges),
    ...merge(
      "NOT_EXPRESSIBLE",
      inexpressible.filter(isText),
      "a name with * or a target that is too long cannot be purged by URL, so these stay unsettled; " +
        "leave them out with exclude, or cover them by a wide target with also",
    ),
    ...merge(
      "NOT_EXPRESSIBLE",
      inexpressible.filter((assetPath) => !isText(assetPath)),
      "the name is not UTF-8 (\\x marks the bytes that are not), so it cannot be purged by URL and " +
        "stays unsettled; rename it, leave it out with exclude, or cover it by a wide target with also",
    ),
    ...(hasEntries(settings.also) ? [] : deepLinks(edges)),
    ...(settings.when !== "deploy" ? longWait(plan) : []),
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

function leftOut(edges: readonly EdgePlan[]): readonly AssetPath[] {
  return edges.flatMap(({ diff }) => diff.leftOut.map(({ assetPath }) => assetPath));
}

/** Changed bytes under a name that carries a content hash, by what likely changed them. */
function changedImmutables(edges: readonly EdgePlan[]): readonly Warning[] {
  const changed = edges.flatMap(({ diff }) =>
    diff.paths
      .filter(
        ({ before, now }) => before && before.state !== "unsettled" && now?.immutable && before.digest !== now.digest,
      )
      .map(({ assetPath }) => assetPath),
  );
  const isMap = (assetPath: AssetPath) => /\.map(?:\.br|\.gz|\.zst)?$/.test(assetPath);
  const isCompressed = (assetPath: AssetPath) => !isMap(assetPath) && /\.(?:br|gz|zst)$/.test(assetPath);
  const isOther = (assetPath: AssetPath) => !isMap(assetPath) && !isCompressed(assetPath);
  const purged =
    "changed although the name carries a content hash, so it is purged; visitors who have it keep the old bytes";
  return [
    ...merge(
      "IMMUTABLE_CHANGED",
      changed.filter(isOther),
      `${purged}. Likely a plugin or a later step edited it after it was named, or a glob of ` +
        "immutable matches a name without a hash",
    ),
    ...merge(
      "IMMUTABLE_CHANGED",
      changed.filter(isMap),
      `${purged}. A source map's name carries the hash of its script, and paths in it can change ` +
        "alone: leave source maps out with exclude",
    ),
    ...merge(
      "IMMUTABLE_CHANGED",
      changed.filter(isCompressed),
      `${purged}. If the file beside it is as it was, another version of the compressor wrote it`,
    ),
  ];
}

/** A site of one page has deep links that are objects of their own at the edge; nothing in the build tells of them. */
function deepLinks(edges: readonly EdgePlan[]): readonly Warning[] {
  const documents = edges.map(({ diff, purges }) => {
    const built = diff.paths.filter(({ assetPath, now }) => now && isDocument(assetPath));
    const [document, ...others] = new Set(built.map(({ assetPath }) => plainName(assetPath)));
    if (document === undefined || others.length > 0) return undefined;
    return purges.some(({ assetPath }) => plainName(assetPath) === document) ? document : undefined;
  });
  return merge(
    "DEEP_LINKS",
    documents.filter((document) => document !== undefined),
    "the only page of the site changed. If it also answers for other URLs (a single-page " +
      "application), each of them is an object of its own at the edge and stays as it is; name them " +
      "with also",
  );
}

/** Seconds after which waiting for the quota at the end of a build is worth another way. */
const longWaitSeconds = 600;

function longWait({ estimate: { requests, seconds } }: PurgePlan): readonly Warning[] {
  if (seconds <= longWaitSeconds) return [];
  const minutes = Math.ceil(seconds / 60);
  const message =
    `${requests} requests take about ${minutes} minutes under the quota, and the build waits for them. ` +
    `Instead, a deploy step can send them (when: "deploy"), budget can leave the rest to the next run, ` +
    "also can cover a folder by one wide target, and a raised quota goes into quota.";
  return [{ code: "LONG_WAIT", message }];
}

function hasEntries(also: Settings["also"] | undefined): boolean {
  return also !== undefined && Object.keys(also).length > 0;
}

/** One warning for all paths, each named once, the first few of many. */
function merge(code: string, assetPaths: readonly AssetPath[], message: string): readonly Warning[] {
  const names = [...new Set(assetPaths)].map(shownPath);
  if (names.length === 0) return [];
  return [{ code, message: `${listFew(names)}: ${message}.` }];
}
