import type { EdgeSection, PathRecord } from "../baseline/baseline.ts";
import { plainName } from "../output/asset-path.ts";
import type { ManifestDiff } from "../plan/diff.ts";
import { pathTargets } from "../plan/path-targets.ts";
import type { PlanRules } from "../plan/plan-edge.ts";
import type { PlannedPath } from "../plan/purge-plan.ts";
import { reasonOf } from "../plan/reason-of.ts";
import { ownUrlsOf } from "../plan/targets-of.ts";

/**
 * What to purge and what to record, decided with every URL of every path in hand: what a planner that saves work must
 * agree with.
 */
export function decideEagerly(diff: ManifestDiff, section: EdgeSection | undefined, rules: PlanRules) {
  const { mapping, purge } = rules;
  const isUnknown = !section || section.wholeEdgeUnsettled === true;
  const wholeEdge = isUnknown && rules.onMissingBaseline === "all";
  const byFunction = typeof mapping.aliases === "function";
  const functionListed = section?.mappings.some(({ aliases }) => aliases === "function") === true;
  const purges: PlannedPath[] = [];
  const records: PathRecord[] = diff.leftOut.map(({ assetPath }) => ({ assetPath }));
  for (const path of diff.paths) {
    const { assetPath, before, now } = path;
    const { current, all, unshared } = pathTargets(assetPath, mapping, section?.mappings ?? [], before);
    const reason = wholeEdge ? "missing-baseline" : reasonOf(path, () => unshared.length > 0, { isUnknown, purge });
    const urls = reason === "mapping" ? unshared : all;
    const known = byFunction ? current.toSorted() : functionListed ? before?.targets : undefined;
    const targets = known && { targets: known };
    const isRemembered = (!reason || reason === "mapping") && all.length > 0 && before?.state === "settled";
    const gone = before?.state === "settled" && {
      state: "gone" as const,
      digest: before.digest,
      since: rules.now,
      ...(before.immutable && { immutable: true as const }),
      ...(before.targets && { targets: before.targets }),
    };
    const after = now ? { state: "settled" as const, ...now, ...targets } : (isRemembered && gone) || undefined;
    const globbed = [...new Set([assetPath, plainName(assetPath)].flatMap(rules.alsoOf))].toSorted();
    const also = wholeEdge || !reason ? [] : globbed;
    if (reason && (wholeEdge || urls.length + also.length > 0 || before?.state === "unsettled")) {
      purges.push({
        assetPath,
        reason,
        ownUrls: ownUrlsOf(assetPath, mapping.base),
        currentUrls: current,
        urls,
        also,
        inexpressible: false,
        ...(byFunction && { targets: all.toSorted() }),
        ...(after && { after }),
      });
    } else records.push({ assetPath, ...(after && { after }) });
  }
  return { purges, records };
}
