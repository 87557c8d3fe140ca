// For our own packages, which are released together with this one. It may change in any release.
export { reportUnstarted } from "./run/report-run.ts";
export { createAssetFilter } from "./output/asset-filter.ts";
