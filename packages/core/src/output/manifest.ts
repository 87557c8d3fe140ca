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

/**
 * Whether a value has the fields of an entry as we write them; it may have others. By hand, and not by a schema:
 * documents have as many entries as sites have files, and are read by each run.
 */
export function hasManifestEntry({ digest, size, immutable }: Readonly<Record<string, unknown>>): boolean {
  return isDigest(digest) && Number.isSafeInteger(size) && Number(size) >= 0 && typeof immutable === "boolean";
}

/** Whether a value is a digest. */
export function isDigest(value: unknown): value is Digest {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** What one build wrote: each asset path with its digest. */
export type AssetManifest = ReadonlyMap<AssetPath, ManifestEntry>;
