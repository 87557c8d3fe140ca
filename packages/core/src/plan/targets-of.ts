import type { Mapping } from "../options/option-values.ts";
import { type AssetPath, isDocument, plainName } from "../output/asset-path.ts";
import { aliasesOf } from "./aliases-of.ts";
import { encodePath, encodeQuery } from "./encode-path.ts";

/**
 * Every URL under which visitors request a file, as paths from the host's root, each once. `assetPath` is a served path
 * (see `servedPath`). None where the mapping says that pages are not behind this edge.
 *
 * How the edge treats percent-encodings and Unicode forms is undocumented, so (a guess) the usual form goes out, NFC, and a
 * name that is spelled otherwise on disk also as it is.
 *
 * @throws MappingError
 */
export function targetsOf(assetPath: AssetPath, { base, aliases, queries }: Mapping): readonly string[] {
  const prefix = isDocument(assetPath) ? base.pages : base.assets;
  if (prefix === false) return [];
  const paths = [assetPath, ...aliasesOf(assetPath, aliases)];
  const spellings = paths.flatMap((path) => [path.normalize("NFC"), path]);
  const urls = [...spellings.map((path) => prefix + encodePath(path)), ...bareBase(assetPath, aliases, prefix)];
  const withQueries = urls.flatMap((url) => [url, ...queries.map((query) => `${url}?${encodeQuery(query)}`)]);
  return [...new Set(withQueries)];
}

/** `/app` for the root document of a site at `/app/`, where names are clean. The host's root has no such form. */
function bareBase(assetPath: AssetPath, aliases: Mapping["aliases"], prefix: string): readonly string[] {
  return aliases === "clean" && assetPath === "index.html" && prefix !== "/" ? [prefix.slice(0, -1)] : [];
}

/**
 * The asset path under whose URL a file is served: its own, or, for a compressed sibling, that of the file beside it.
 * `exists` says whether a path is in the manifest or the baseline.
 */
export function servedPath(assetPath: AssetPath, exists: (assetPath: AssetPath) => boolean): AssetPath {
  const plain = plainName(assetPath);
  return exists(plain) ? plain : assetPath;
}
