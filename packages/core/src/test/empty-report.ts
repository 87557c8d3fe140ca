import { createEmptyReport } from "../report/create-report.ts";

/** The report of a run that did nothing, to be changed in what a test is about. */
export const emptyReport = createEmptyReport(
  {
    tool: "global-edge-purge/0.0.0",
    dryRun: false,
    environment: "production",
    edgeIds: [11197],
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1240,
    warnings: [],
  },
  "skipped",
  "disabled",
);
