import type { AssetPath } from "./asset-path.ts";

/** SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits. */
export type Digest = string;

/** The digest of no file: what is known of bytes that nobody has seen. */
export const unknownDigest: Digest = "0".repeat(64);

export interface ManifestEntry {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Whether the name carries a content hash, so that the file can be new or gone but not stale. */
  readonly immutable: boolean;
}

/** What one build wrote: each asset path with its digest. */
export type AssetManifest = ReadonlyMap<AssetPath, ManifestEntry>;
