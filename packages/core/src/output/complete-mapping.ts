import { OptionsError } from "../options/options-error.ts";
import type { Mapping } from "../options/option-values.ts";
import type { Settings } from "../options/settings.ts";
import { type AssetPath, isDocument } from "./asset-path.ts";

/**
 * The mapping of a build. Where the bundler's base is the URL of another host, nobody said yet where pages are served,
 * and that matters only now: not every build has pages.
 *
 * @throws OptionsError `BASE_UNKNOWN`
 */
export function completeMapping(
  { base, aliases, queries }: Pick<Settings, "base" | "aliases" | "queries">,
  assetPaths: readonly AssetPath[],
): Mapping {
  const { assets, pages } = base;
  if (pages !== undefined) return { base: { assets, pages }, aliases, queries };
  const document = assetPaths.find(isDocument);
  if (document === undefined) return { base: { assets, pages: false }, aliases, queries };
  throw new OptionsError([
    {
      code: "BASE_UNKNOWN",
      path: "base",
      message:
        `the bundler's base is a URL, and pages such as ${document} are rarely served from there. ` +
        "Say where they are: " +
        `base: { assets: "${assets}", pages: "/" }, or pages: false where they are not behind this edge`,
    },
  ]);
}
