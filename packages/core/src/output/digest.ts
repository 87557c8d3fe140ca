import { join } from "node:path";
import type { Secret } from "../system/secret.ts";
import type { AssetPath } from "./asset-path.ts";
import { digestFile } from "./digest-file.ts";
import type { AssetManifest, ManifestEntry } from "./manifest.ts";
import { OutputError } from "./output-error.ts";

/** Bytes read at a time: one buffer for all files, so memory does not grow with them. */
const bufferSize = 1 << 20;

/** A shorter secret would be found in innocent files; real ones have forty characters (seen). */
const shortestSearchedSecret = 16;

export interface DigestOptions {
  readonly isImmutable: (assetPath: AssetPath) => boolean;
  /** Refused wherever a file holds it. */
  readonly secretKey?: Secret;
}

/**
 * Reads every file once, on this thread: measured, that is faster than any number of reads in flight.
 *
 * @throws OutputError `OUTPUT_UNREADABLE`, `OUTPUT_CHANGING`, `OUTPUT_CONTAINS_SECRET`
 */
export function digestFiles(
  directory: string,
  assetPaths: readonly AssetPath[],
  options: DigestOptions,
): AssetManifest {
  const buffer = Buffer.allocUnsafe(bufferSize);
  const forbidden = searchedBytes(options.secretKey);
  const manifest = new Map<AssetPath, ManifestEntry>();
  for (const assetPath of assetPaths) {
    const { digest, size, holdsForbidden } = digestFile(join(directory, assetPath), buffer, forbidden);
    if (holdsForbidden) throw secretPublished(assetPath);
    manifest.set(assetPath, { digest, size, immutable: options.isImmutable(assetPath) });
  }
  return manifest;
}

/**
 * Refuses a secret key in files that no purge is about. One that cannot be read is passed over: it was left out so that nobody
 * needs to read it.
 *
 * @throws OutputError `OUTPUT_CONTAINS_SECRET`
 */
export function refuseSecret(directory: string, assetPaths: readonly AssetPath[], secretKey: Secret): void {
  const buffer = Buffer.allocUnsafe(bufferSize);
  const forbidden = searchedBytes(secretKey);
  for (const assetPath of assetPaths) {
    if (holdsForbidden(join(directory, assetPath), buffer, forbidden)) throw secretPublished(assetPath);
  }
}

function holdsForbidden(path: string, buffer: Buffer, forbidden: Buffer): boolean {
  try {
    return digestFile(path, buffer, forbidden).holdsForbidden;
  } catch (error) {
    if (error instanceof OutputError) return false;
    throw error;
  }
}

/** Empty, and so never found, for a secret that is too short to search for. */
function searchedBytes(secretKey: Secret | undefined): Buffer {
  const secret = secretKey?.reveal() ?? "";
  return Buffer.from(secret.length < shortestSearchedSecret ? "" : secret);
}

function secretPublished(assetPath: AssetPath): OutputError {
  return new OutputError("OUTPUT_CONTAINS_SECRET", `The build wrote the secret key into ${assetPath}.`, {
    next: "Do not publish this build. Find how the key got into it (a VITE_ name, a define, an imported file), and if an earlier build with it was published, replace the key in the NAVER Cloud console.",
  });
}
