/** What webpack and Rspack tell about a file; `name` is its path in the output directory, possibly with a query. */
export interface EmittedAsset {
  readonly name: string;
  readonly info: {
    readonly immutable?: boolean | undefined;
    readonly contenthash?: HashInName | undefined;
    readonly chunkhash?: HashInName | undefined;
    readonly modulehash?: HashInName | undefined;
    readonly fullhash?: HashInName | undefined;
    readonly related?: Readonly<Record<string, unknown>> | null | undefined;
  };
}

/** The hash that stands in the name: webpack gives one or several, Rspack a list. */
type HashInName = string | readonly string[];

/**
 * The names that carry a content hash. webpack flags names whose hash stands in their query, too: such a file is always
 * written to the same path, and so its name can be stale. Source maps of hashed files are not flagged, and are found
 * through those files.
 */
export function webpackImmutableNames(assets: readonly EmittedAsset[]): ReadonlySet<string> {
  return new Set(
    assets.flatMap(({ name, info }) => {
      if (info.immutable !== true) return [];
      const hashes = [info.contenthash, info.chunkhash, info.modulehash, info.fullhash].flatMap((hash) => hash ?? []);
      return [name, ...sourceMapsOf(info)]
        .map((path) => path.split("?", 1)[0] ?? path)
        .filter((path) => hashes.some((hash) => hash !== "" && path.includes(hash)));
    }),
  );
}

function sourceMapsOf({ related }: EmittedAsset["info"]): readonly string[] {
  return [related?.["sourceMap"]].flat().filter((path) => typeof path === "string");
}
