import { OptionsError } from "../options/options-error.ts";
import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import { type AssetPath, isDocument } from "./asset-path.ts";
import type { FrameworkFacts } from "./frameworks.ts";

/**
 * The mapping of a build: as the user chose it, else as its framework does. Where the bundler's base is the URL of
 * another host, nobody said yet where pages are served, and that matters only now: not every build has pages.
 *
 * @param framework the one that wrote it, where one is known
 * @throws OptionsError `BASE_UNKNOWN`
 */
export function completeMapping(
  settings: Pick<Settings, "base" | "aliases" | "queries">,
  assetPaths: readonly AssetPath[],
  framework?: Pick<FrameworkFacts, "aliases" | "queries">,
): Mapping {
  const { assets, pages } = settings.base;
  const aliases = settings.aliases ?? framework?.aliases ?? "directory";
  const queries = settings.queries ?? framework?.queries ?? [];
  const document = pages === undefined ? assetPaths.find(isDocument) : undefined;
  if (document === undefined) return { base: { assets, pages: pages ?? false }, aliases, queries };
  throw new OptionsError([
    {
      code: "BASE_UNKNOWN",
      path: "base",
      message:
        `the bundler's base is a URL, and pages such as ${document} are rarely served from there. ` +
        `Say where they are: base: { assets: "${assets}", pages: "/" }, or pages: false ` +
        `where they are not behind this edge`,
    },
  ]);
}
