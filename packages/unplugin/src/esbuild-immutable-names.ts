import { posix } from "node:path";

/** What esbuild's metafile tells about files that it wrote, by their path from its working directory. */
export type WrittenFiles = Readonly<Record<string, { readonly entryPoint?: string }>>;

/** esbuild's patterns of names, without extensions. */
export interface NamePatterns {
  /** @default "[dir]/[name]" */
  readonly entryNames?: string | undefined;
  /** @default "[name]-[hash]" */
  readonly chunkNames?: string | undefined;
  /** @default "[name]-[hash]" */
  readonly assetNames?: string | undefined;
}

/**
 * The names that carry a content hash; esbuild does not flag them. A name is taken for one if it reads as the pattern
 * that esbuild made it by, and that has a hash in its last segment. Its source map changes with it.
 *
 * @param directory the output directory, as the metafile names it
 */
export function esbuildImmutableNames(
  files: WrittenFiles,
  directory: string,
  { entryNames = "[dir]/[name]", chunkNames = "[name]-[hash]", assetNames = "[name]-[hash]" }: NamePatterns,
): ReadonlySet<string> {
  const names = Object.entries(files).flatMap(([path, { entryPoint }]) => {
    const patterns = entryPoint === undefined ? [chunkNames, assetNames] : [entryNames];
    const name = posix.basename(path).replace(/\.map$/u, "");
    return patterns.some((pattern) => lastSegmentOf(pattern).test(name)) ? [posix.relative(directory, path)] : [];
  });
  return new Set(names);
}

const nothing = /(?!)/u;

/** What the last segment of a pattern makes of names: `[hash]` is eight characters of Base32. */
function lastSegmentOf(pattern: string): RegExp {
  const segment = pattern.split("/").at(-1) ?? "";
  if (!segment.includes("[hash]")) return nothing;
  const source = segment
    .split(/(\[(?:hash|name|ext|dir)\])/u)
    .map((piece) => {
      if (piece === "[hash]") return "[A-Z2-7]{8}";
      return piece.startsWith("[") ? ".+" : piece.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}(?:\\.[^.]+)?$`, "u");
}
