import type { AssetPath } from "./asset-path.ts";

/** SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits. */
export type Digest = string;

export interface ManifestEntry {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Whether the name carries a content hash, so that the file can be new or gone but not stale. */
  readonly immutable: boolean;
}

/** What one build wrote: each asset path with its digest. */
export type AssetManifest = ReadonlyMap<AssetPath, ManifestEntry>;
