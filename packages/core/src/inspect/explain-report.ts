import { parseReport } from "../report/parse-report.ts";
import { reaches } from "./explain-plan.ts";
import type { Fact } from "./finding.ts";

/** What the report of the last run says of a URL; one that is not ours says nothing. */
export function explainByReport(url: string, text: string): readonly Fact[] {
  const report = parseReport(text);
  if (!report) return [{ source: "report", says: "The report cannot be read." }];
  const { startedAt, verdict, targets, batches, unsettled } = report;
  const run = `The last run (${startedAt}, ${verdict})`;
  const planned = targets.filter((target) => reaches(target, url));
  if (planned.length === 0) return [{ source: "report", says: `${run} did not purge it.` }];
  const paths = new Set(planned.flatMap(({ assetPath }) => assetPath ?? []));
  return [
    ...planned.map(({ reason, assetPath }): Fact => ({
      source: "report",
      ...(assetPath !== undefined && { assetPath }),
      says: `${run} planned its purge (${reason}).`,
    })),
    ...batches
      .filter(
        (batch) => batch.type === "ALL" || batch.targets.some((target) => reaches({ target, type: batch.type }, url)),
      )
      .map(({ edgeId, status, requestIds, error }): Fact => {
        const ids = requestIds.length > 0 ? ` (purge ${requestIds.join(", ")})` : "";
        return { source: "report", edgeId, says: `That was ${status}${ids}${error ? `: ${error.message}` : "."}` };
      }),
    ...unsettled
      .filter(({ assetPath }) => paths.has(assetPath))
      .map(({ assetPath, edgeId, waitingFor }): Fact => ({
        source: "report",
        edgeId,
        assetPath,
        says: `At its end the path still waited (${waitingFor}).`,
      })),
  ];
}
