import { parseReport } from "../report/parse-report.ts";
import { reaches } from "./explain-plan.ts";
import type { ExplainWords } from "./explain-words.ts";
import type { Fact } from "./finding.ts";

/** What the report of the last run says of a URL; one that is not ours says nothing. */
export function explainByReport(url: string, text: string, words: ExplainWords): readonly Fact[] {
  const report = parseReport(text);
  if (!report) return [{ source: "report", says: words.reportUnreadable }];
  const { targets, batches, unsettled } = report;
  const planned = targets.filter((target) => reaches(target, url));
  if (planned.length === 0) return [{ source: "report", says: words.didNotPurge(report) }];
  const paths = new Set(planned.flatMap(({ assetPath }) => assetPath ?? []));
  return [
    ...planned.map(({ reason, assetPath }): Fact => ({
      source: "report",
      ...(assetPath !== undefined && { assetPath }),
      says: words.planned(report, reason),
    })),
    ...batches
      .filter(
        (batch) => batch.type === "ALL" || batch.targets.some((target) => reaches({ target, type: batch.type }, url)),
      )
      .map((batch): Fact => ({ source: "report", edgeId: batch.edgeId, says: words.ended(batch) })),
    ...unsettled
      .filter(({ assetPath }) => paths.has(assetPath))
      .map(({ assetPath, edgeId, waitingFor }): Fact => ({
        source: "report",
        edgeId,
        assetPath,
        says: words.stillWaited(waitingFor),
      })),
  ];
}
