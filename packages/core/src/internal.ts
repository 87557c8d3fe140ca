// For our own packages, which are released together with this one. It may change in any release.
export { createAssetFilter } from "./output/asset-filter.ts";
export { parseReport } from "./report/parse-report.ts";
export { removeReport, removeStaleReport, reportUnstarted } from "./run/report-run.ts";
