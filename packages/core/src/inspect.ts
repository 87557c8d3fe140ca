// Questions about a setup. Nothing here is loaded by a build that purges.
export { examineSetup, type SetupQuestion } from "./inspect/examine-setup.ts";
export { type BuildsQuestion, examineBuilds } from "./inspect/examine-builds.ts";
export { knownEdgeIds } from "./inspect/known-edges.ts";
export { explainUrl, type UrlQuestion } from "./inspect/explain-url.ts";
export { loadExplainWords } from "./inspect/explain-words.ts";
export type { Fact, Finding } from "./inspect/finding.ts";
