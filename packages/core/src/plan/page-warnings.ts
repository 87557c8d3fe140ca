import { type AssetPath, isDocument, plainName, shownPath } from "../output/asset-path.ts";
import { isData } from "../output/framework-row.ts";
import type { FrameworkFacts } from "../output/frameworks.ts";
import type { Warning } from "../system/logger.ts";
import type { PathDiff } from "./diff.ts";
import type { PurgePlan } from "./purge-plan.ts";

/** What is known of a build's pages beside its plan. */
export interface PageContext {
  /** From the project, posix. */
  readonly outputDirectory: string;
  readonly framework?: Pick<FrameworkFacts, "name" | "writtenAnew">;
}

/** What people should know of a build in which something is odd about all pages at once. */
export function pageWarnings({ edges }: Pick<PurgePlan, "edges">, context: PageContext): readonly Warning[] {
  const [warning] = edges.flatMap(({ diff }) => [
    ...pagesMissing(diff.paths, context),
    ...everyPageChanged(diff.paths, context),
  ]);
  return warning ? [warning] : [];
}

/** Many frameworks write pages when their bundler is done, and nobody knows all of them. */
function pagesMissing(paths: readonly PathDiff[], { outputDirectory }: PageContext): readonly Warning[] {
  const documents = paths.filter(isPage);
  const [known] = documents.filter(({ before }) => before && !(before.state === "unsettled" && before.removed));
  if (!known || documents.some(({ now }) => now)) return [];
  return [
    {
      code: "PAGES_MISSING",
      message: `This build has no HTML page, and the edge serves some, such as ${shownPath(known.assetPath)}.`,
      next:
        "Where another tool writes pages when this build is done, write enabled: false in its config, and run after " +
        `it, with the same environment, edge and base: npx global-edge-purge run --dir ${outputDirectory}`,
    },
  ];
}

const fewPages = 2;

/** Something that differs in each build, such as its time, makes each deploy purge the whole site. */
function everyPageChanged(paths: readonly PathDiff[], { framework, outputDirectory }: PageContext): readonly Warning[] {
  const pages = paths.filter(isPage);
  const hasChanged = ({ before, now }: PathDiff) =>
    before?.state === "settled" && now !== undefined && before.digest !== now.digest;
  if (pages.length < fewPages || !pages.every(hasChanged)) return [];
  const { names, advice } = framework?.writtenAnew ?? {};
  const isAnew = (assetPath: AssetPath) => isData(plainName(assetPath)) || names?.test(assetPath) === true;
  if (paths.some(({ assetPath, kind }) => kind !== "unchanged" && !isDocument(assetPath) && !isAnew(assetPath))) {
    return [];
  }
  return [
    {
      code: "EVERY_PAGE_CHANGED",
      message:
        `All ${pages.length} pages changed, and nothing else did but data and what a build names anew. Where nobody ` +
        "edited what pages share, each build writes other bytes, and each deploy purges all of them.",
      next:
        advice ?? `What differs says: npx global-edge-purge doctor --build "npm run build" --dir ${outputDirectory}`,
    },
  ];
}

/** Of a page and its compressed copies only the page. */
function isPage({ assetPath }: PathDiff): boolean {
  return isDocument(assetPath) && plainName(assetPath) === assetPath && assetPath !== "404.html";
}
