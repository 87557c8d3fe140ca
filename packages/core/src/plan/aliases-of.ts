import type { Aliases, AliasFunction } from "../options/option-values.ts";
import type { AssetPath } from "../output/asset-path.ts";
import { GlobalEdgePurgeError, messageOf } from "../system/errors.ts";

/** The function given as `aliases` threw, or returned something that is no path. Nothing is sent then. */
class MappingError extends GlobalEdgePurgeError {
  override readonly name = "MappingError";
  declare readonly code: "ALIASES_INVALID";
}

/**
 * The further paths under which a file is served, relative to the base and not encoded.
 *
 * @throws MappingError `ALIASES_INVALID`
 */
export function aliasesOf(assetPath: AssetPath, aliases: Aliases): readonly string[] {
  if (typeof aliases === "function") return callAliases(aliases, assetPath);
  if (aliases === "none" || assetPath === "404.html") return [];
  const folder = /^(?:.*\/)?(?=index\.html$)/s.exec(assetPath)?.[0];
  if (folder !== undefined) return aliases === "clean" && folder !== "" ? [folder, folder.slice(0, -1)] : [folder];
  return aliases === "clean" && assetPath.endsWith(".html") ? [assetPath.slice(0, -".html".length)] : [];
}

function callAliases(aliases: AliasFunction, assetPath: AssetPath): readonly string[] {
  let paths: unknown;
  try {
    paths = aliases(assetPath);
  } catch (error) {
    throw invalid(`threw for ${assetPath}: ${messageOf(error)}`, error);
  }
  if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string")) {
    throw invalid(`returned something else than a list of texts for ${assetPath}`);
  }
  const relative = paths.map((path) => path.replace(/^\/+/, ""));
  const wrong = relative.find((path) => /(?:^|\/)\.{1,2}(?:\/|$)/.test(path));
  if (wrong !== undefined)
    throw invalid(`returned ${JSON.stringify(wrong)} for ${assetPath}, and no visitor asks for "." or ".."`);
  return relative;
}

function invalid(what: string, cause?: unknown): MappingError {
  return new MappingError("ALIASES_INVALID", `The function given as aliases ${what}.`, {
    next:
      'Let it return paths relative to the base, such as ["news"], and [] for a file that is served ' +
      "under its own name only.",
    cause,
  });
}
