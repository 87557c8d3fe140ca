import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { Secret } from "../system/secret.ts";
import { type AssetPath, shownPath } from "./asset-path.ts";
import { diskPath } from "./disk-name.ts";
import { OutputError } from "./output-error.ts";

/** A shorter secret would be found in innocent files; real ones have forty characters (seen). */
const shortestSearchedSecret = 16;
/** Bytes from the start of a file that tell text from anything else: text has no zero byte. */
const sampleSize = 4096;
/** Bytes. A build's text is smaller; what is larger (a log, a database dump) came into the folder by another way. */
const largestSearchedFile = 1 << 24;
/** Bytes of all such files, so that many of them cost no build more than a moment. */
const mostSearched = 1 << 28;

/**
 * Refuses a secret key in files that no purge is about and that may be published all the same: a source map may hold
 * the key that a minifier took out of the script. Files that are no text, are large or cannot be read are passed over,
 * and so is the rest after many megabytes: they were left out so that nobody needs to read them.
 *
 * @throws OutputError `OUTPUT_CONTAINS_SECRET`
 */
export function refuseSecret(directory: string, assetPaths: readonly AssetPath[], secretKey: Secret): void {
  const forbidden = searchedBytes(secretKey);
  if (forbidden.length === 0) return;
  const sample = Buffer.allocUnsafe(sampleSize);
  let searched = 0;
  for (const assetPath of assetPaths) {
    if (searched > mostSearched) return;
    const text = readText(join(directory, assetPath), sample);
    if (text?.includes(forbidden)) throw secretPublished(assetPath);
    searched += text?.length ?? 0;
  }
}

/** The bytes of a file that looks like text and is not large; `undefined` for any other. */
function readText(path: string, sample: Buffer): Buffer | undefined {
  try {
    const file = openSync(diskPath(path), "r");
    try {
      if (fstatSync(file).size > largestSearchedFile) return undefined;
      const length = readSync(file, sample, 0, sample.length, 0);
      return sample.subarray(0, length).includes(0) ? undefined : readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** What to look for in files; empty, and so never found, for a secret that is too short to search for. */
export function searchedBytes(secretKey: Secret | undefined): Buffer {
  const secret = secretKey?.reveal() ?? "";
  return Buffer.from(secret.length < shortestSearchedSecret ? "" : secret);
}

/** The error of a file that holds the secret key. */
export function secretPublished(assetPath: AssetPath): OutputError {
  return new OutputError("OUTPUT_CONTAINS_SECRET", `The build wrote the secret key into ${shownPath(assetPath)}.`, {
    next:
      "Do not publish this build. Find how the key got into it (a VITE_ name, a define, an imported " +
      "file), and if an earlier build with it was published, replace the key in the NAVER Cloud " +
      "console.",
  });
}
