import type { Base, Mapping } from "../options/option-values.ts";
import { type AssetPath, isDocument, plainName } from "../output/asset-path.ts";
import { aliasesOf } from "./aliases-of.ts";
import { spellingsOf, spellPath, spellQuery } from "./encode-path.ts";
import { queriesOf } from "./queries-of.ts";

/**
 * Every URL under which visitors request a file, as paths from the host's root, each once. Those of a compressed file
 * (`app.js.br`) are its own and those of the file that it is a copy of: servers deliver either under the latter's name,
 * whether that lies beside it or not. None where the mapping says that pages are not behind this edge.
 *
 * @throws MappingError
 */
export function targetsOf(assetPath: AssetPath, mapping: Mapping): readonly string[] {
  const prefix = prefixOf(assetPath, mapping.base);
  if (prefix === false) return [];
  const plain = plainName(assetPath);
  const names = plain === assetPath ? [assetPath] : [assetPath, plain];
  const urls = names.flatMap((name) => urlsOfName(name, prefix, mapping));
  const queries = queriesOf(names, mapping.queries).flatMap(spellQuery);
  if (urls.length === 1 && queries.length === 0) return urls;
  const withQueries = urls.flatMap((url) => [url, ...queries.map((query) => `${url}?${query}`)]);
  return [...new Set(withQueries)];
}

/** The URLs of a file's own name, without aliases and queries: usually one. */
export function ownUrlsOf(assetPath: AssetPath, base: Base): readonly string[] {
  const prefix = prefixOf(assetPath, base);
  return prefix === false ? [] : spellingsOf(assetPath, prefix);
}

/** Where a file is served. A compressed page goes with its page. */
function prefixOf(assetPath: AssetPath, base: Base): Base["pages"] {
  return isDocument(assetPath) ? base.pages : base.assets;
}

function urlsOfName(name: AssetPath, prefix: string, { aliases }: Mapping): readonly string[] {
  const urls = [name, ...aliasesOf(name, aliases)].flatMap((path) => spellingsOf(path, prefix));
  // `/app` for the root document of a site at `/app/`, where names are clean. The host's root has no such form.
  const isBare = aliases === "clean" && name === "index.html" && prefix !== "/";
  return isBare ? [...urls, ...spellPath(prefix.slice(0, -1))] : urls;
}
