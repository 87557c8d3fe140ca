import { createHash, hash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { messageOf } from "../system/errors.ts";
import { shownPath } from "./asset-path.ts";
import { diskPath } from "./disk-name.ts";
import type { Digest } from "./manifest.ts";
import { OutputError } from "./output-error.ts";

export interface FileDigest {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Whether the file holds the forbidden bytes. */
  readonly holdsForbidden: boolean;
}

/**
 * The digest of one file, read once, through a buffer that the caller lends, whatever the file's size.
 * `forbidden` is looked for on the way: a secret must not be published. An empty one is never found.
 *
 * @throws OutputError `OUTPUT_UNREADABLE`, `OUTPUT_CHANGING`
 */
export function digestFile(path: string, buffer: Buffer, forbidden: Buffer): FileDigest {
  try {
    const file = openSync(diskPath(path), "r");
    try {
      const before = fstatSync(file);
      const result = digestOpenFile(file, before.size, buffer, forbidden);
      const after = fstatSync(file);
      // The change time moves with the content, and also when another file takes this one's place.
      if (before.ctimeMs !== after.ctimeMs || before.mtimeMs !== after.mtimeMs || result.size !== after.size) {
        throw new OutputError("OUTPUT_CHANGING", `${shownPath(path)} was written to while it was read.`, {
          next:
            "Something still writes to the output directory: run the purge after it, or leave the file " +
            "out with exclude.",
        });
      }
      return result;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw new OutputError("OUTPUT_UNREADABLE", `${shownPath(path)} cannot be read: ${messageOf(error)}.`, {
      next: "Make it readable for this user, or leave it out with exclude.",
      cause: error,
    });
  }
}

function digestOpenFile(file: number, expected: number, buffer: Buffer, forbidden: Buffer): FileDigest {
  // Most files fit the buffer, and hashing those in one call takes half the time.
  let length = readSync(file, buffer, 0, buffer.length, null);
  if (length === expected && length < buffer.length) {
    const bytes = buffer.subarray(0, length);
    return { digest: hash("sha256", bytes, "hex"), size: length, holdsForbidden: holds(bytes, forbidden) };
  }
  const digest = createHash("sha256");
  // The end of one read is kept in front of the next, so that forbidden bytes across the two are found.
  const overlap = Math.max(0, forbidden.length - 1);
  let kept = 0;
  let size = 0;
  let holdsForbidden = false;
  while (length > 0) {
    digest.update(buffer.subarray(kept, kept + length));
    size += length;
    const filled = kept + length;
    holdsForbidden ||= holds(buffer.subarray(0, filled), forbidden);
    kept = Math.min(overlap, filled);
    buffer.copyWithin(0, filled - kept, filled);
    length = readSync(file, buffer, kept, buffer.length - kept, null);
  }
  return { digest: digest.digest("hex"), size, holdsForbidden };
}

function holds(bytes: Buffer, forbidden: Buffer): boolean {
  return forbidden.length > 0 && bytes.includes(forbidden);
}
