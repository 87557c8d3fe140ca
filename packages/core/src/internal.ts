// For our own packages, which are released together with this one. It may change in any release.
export { createAssetFilter } from "./output/asset-filter.ts";
export { shownPath } from "./output/asset-path.ts";
export { parseOptions } from "./options/parse-options.ts";
export { editDistance } from "./options/nearest-word.ts";
export { unignoredKeyFiles } from "./options/nearby-keys.ts";
export { readTextFile } from "./options/resolve-account.ts";
export { type Dotenv, dotenvNames, readDotenv } from "./system/dotenv.ts";
export { gitIgnores } from "./system/git-ignores.ts";
export type { PlanFile } from "./plan-file/plan-file.ts";
export { readPlan } from "./plan-file/read-plan.ts";
export { parseReport } from "./report/parse-report.ts";
export { loadWords } from "./report/load-words.ts";
export type { Words } from "./report/english.ts";
export { removeReport, removeStaleReport } from "./run/reports/report-files.ts";
export { reportUnstarted } from "./run/reports/report-run.ts";
