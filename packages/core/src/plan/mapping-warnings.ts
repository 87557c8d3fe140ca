import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import { type AssetPath, isDocument, plainName, shownPath } from "../output/asset-path.ts";
import type { FrameworkFacts } from "../output/frameworks.ts";
import type { Warning } from "../system/logger.ts";
import { listFew } from "../system/shorten.ts";
import { aliasesOf } from "./aliases-of.ts";
import type { PurgePlan } from "./purge-plan.ts";

/** What is known of a build's URLs beside its plan. */
export interface MappingContext {
  readonly mapping: Mapping;
  readonly framework?: Pick<FrameworkFacts, "unlistedQueries">;
  /** What the user chose. */
  readonly settings: Pick<Settings, "aliases" | "queries">;
}

/** What people should know of URLs that a plan does not purge, where nobody chose which ones it does. */
export function mappingWarnings(plan: PurgePlan, context: MappingContext): readonly Warning[] {
  const purged = plan.edges.flatMap(({ purges }) => purges.filter(({ urls }) => urls.length > 0));
  const documents = [...new Set(purged.map(({ assetPath }) => plainName(assetPath)).filter(isDocument))];
  if (documents.length === 0) return [];
  return [...cleanUrls(documents, context), ...unlistedQueries(context)];
}

/**
 * Hosts often serve `about.html` as `/about`, and nothing in a folder tells whether they do. Where all pages are called
 * `index.html`, `/about` leads to `/about/` nearly everywhere.
 */
function cleanUrls(documents: readonly AssetPath[], { mapping, settings }: MappingContext): readonly Warning[] {
  const { aliases, base } = mapping;
  const root = base.pages;
  if (settings.aliases !== undefined || typeof aliases === "function" || root === false) return [];
  if (documents.every((document) => /(?:^|\/)(?:index|404)\.html?$/u.test(document))) return [];
  const missed = documents.flatMap((document) => {
    const known = new Set(aliasesOf(document, aliases));
    return aliasesOf(document, "clean").filter((alias) => !known.has(alias));
  });
  if (missed.length === 0) return [];
  const urls = listFew(missed.map((alias) => root + shownPath(alias)));
  return [
    {
      code: "CLEAN_URLS",
      message: `Not purged, because nobody says whether pages are served there: ${urls}.`,
      next: 'Write aliases: "clean" (--aliases clean) where they are, and aliases: "directory" where they are not.',
    },
  ];
}

function unlistedQueries({ framework, settings }: MappingContext): readonly Warning[] {
  if (framework?.unlistedQueries === undefined || settings.queries !== undefined) return [];
  return [
    {
      code: "QUERIES_UNLISTED",
      message: `${framework.unlistedQueries.says}, so nobody can list what to purge.`,
      next:
        "Have the edge ignore queries in its cache key, or visitors who click get old pages; then write " +
        "queries: [] to say that it does.",
    },
  ];
}
