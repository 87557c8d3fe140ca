import { posix } from "node:path";

/** What Rollup, Rolldown and Vite tell about a script they wrote; `fileName` is its asset path. */
export interface Chunk {
  readonly type: "chunk";
  readonly fileName: string;
  /** With a placeholder in the place of the hash, which is not known yet. */
  readonly preliminaryFileName: string;
  readonly sourcemapFileName: string | null;
}

/** What they tell about any other file. */
export interface Asset {
  readonly type: "asset";
  readonly fileName: string;
  /** What plugins called it; empty where a plugin chose the file name itself, so that no pattern was applied. */
  readonly names: string[];
  readonly originalFileNames: string[];
  readonly source: string | Uint8Array;
}

/** `output.assetFileNames`: a pattern such as `assets/[name]-[hash][extname]`, or a function that returns one. */
export type AssetFileNames = string | ((asset: Omit<Asset, "fileName">) => string);

/**
 * The names that carry a content hash. What the bundler leaves in doubt is not among them: a purge too many costs
 * little, one too few leaves visitors with old files.
 */
export function rollupImmutableNames(
  files: readonly (Chunk | Asset)[],
  assetFileNames: AssetFileNames,
): ReadonlySet<string> {
  return new Set(
    files.flatMap((file) => {
      if (file.type === "chunk") return hashedNames(file);
      return isHashedAsset(file, assetFileNames) ? [file.fileName] : [];
    }),
  );
}

function hashedNames({ fileName, preliminaryFileName, sourcemapFileName }: Chunk): readonly string[] {
  if (preliminaryFileName === fileName) return [];
  return sourcemapFileName?.startsWith(fileName) ? [fileName, sourcemapFileName] : [fileName];
}

const placeholder = /\[(name|ext|extname|hash)(?::(\d+))?\]/u;

/** Bundlers do not flag hashed assets, so the file name must be what the pattern makes of one of the asset's names. */
function isHashedAsset(asset: Asset, assetFileNames: AssetFileNames): boolean {
  // Rollup has told them since its version 4.20.
  if (!("names" in asset) || asset.names.length === 0) return false;
  const pattern = typeof assetFileNames === "string" ? assetFileNames : askFor(asset, assetFileNames);
  if (pattern === undefined || !/\[hash(?::0*[1-9]\d*)?\]/u.test(pattern)) return false;
  return asset.names.some((name) => expectedFileName(pattern, name).test(asset.fileName));
}

/**
 * A function of the user's, asked a second time. If it fails now, when the file is written, that is no reason to fail
 * the build.
 */
function askFor(asset: Asset, assetFileNames: (asset: Asset) => string): string | undefined {
  try {
    return assetFileNames(asset);
  } catch {
    return undefined;
  }
}

function expectedFileName(pattern: string, assetName: string): RegExp {
  const extension = posix.extname(assetName);
  const stem = assetName.slice(0, assetName.length - extension.length);
  // Split at a capturing expression: text, kind, length, text, kind, length, …, text.
  const pieces = pattern.split(placeholder);
  const source = pieces.map((piece, index) => {
    switch (index % 3) {
      case 0:
        return literally(piece);
      case 1:
        return fill(piece, pieces[index + 1]);
      default:
        return "";
    }
  });
  return new RegExp(`^${source.join("")}$`, "u");

  function fill(kind: string | undefined, length: string | undefined): string {
    if (kind === "name") return sanitized(stem);
    if (kind === "extname") return sanitized(extension);
    if (kind === "ext") return sanitized(extension.slice(1));
    return length === undefined ? "[\\w-]{8,}" : `[\\w-]{${length}}`;
  }
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

/** Bundlers put another character in the place of those that file names should not have. */
function sanitized(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, ".");
}
