import fc from "fast-check";
import { createHash } from "node:crypto";
import { appendFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../test/temp-folder.ts";
import { digestFile } from "./digest-file.ts";

const none = Buffer.alloc(0);

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A buffer that does something to the file as soon as it was read from. */
function buffersThat(act: () => void): Buffer {
  const buffer = Buffer.alloc(64);
  const subarray = buffer.subarray.bind(buffer);
  let done = false;
  buffer.subarray = (...range: Parameters<typeof subarray>) => {
    if (!done) act();
    done = true;
    return subarray(...range);
  };
  return buffer;
}

describe("digestFile", () => {
  it("digests files of every size through a buffer of any size", async () => {
    const path = join(await tempFolder(), "file");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 80 }), async (bytes, length) => {
        await writeFile(path, bytes);
        const found = digestFile(path, Buffer.alloc(length), none);
        expect(found).toEqual({ digest: sha256(bytes), size: bytes.length, holdsForbidden: false });
      }),
      { numRuns: 150 },
    );
  });

  it("finds forbidden bytes wherever they lie, across reads, too", async () => {
    const path = join(await tempFolder(), "file");
    const forbidden = Buffer.from("secret-key");
    for (let before = 0; before < 70; before++) {
      await writeFile(path, Buffer.concat([Buffer.alloc(before, "s"), forbidden, Buffer.alloc(7, "y")]));
      expect(digestFile(path, Buffer.alloc(16), forbidden).holdsForbidden).toBe(true);
      await writeFile(path, Buffer.concat([Buffer.alloc(before, "s"), forbidden.subarray(0, -1)]));
      expect(digestFile(path, Buffer.alloc(16), forbidden).holdsForbidden).toBe(false);
    }
  });

  const bytes = Buffer.alloc(100, "a");
  const changes = {
    grows: (path: string) => appendFileSync(path, "b"),
    shrinks: (path: string) => writeFileSync(path, "b"),
    "is written over with as many bytes": (path: string) => writeFileSync(path, Buffer.alloc(bytes.length, "b")),
    "is written over and dated back": (path: string) => {
      writeFileSync(path, Buffer.alloc(bytes.length, "b"));
      utimesSync(path, new Date(0), new Date(0));
    },
    "is replaced by another": (path: string) => {
      writeFileSync(`${path}.new`, Buffer.alloc(bytes.length, "b"));
      renameSync(`${path}.new`, path);
    },
  };

  it.each(Object.entries(changes))("reports a file that %s while it is read", async (_, change) => {
    const path = join(await tempFolder(), "file");
    writeFileSync(path, bytes);
    // Long ago, so that the change shows on file systems with coarse times.
    utimesSync(path, new Date(0), new Date(0));
    await new Promise((resolve) => setImmediate(resolve));
    expect(() =>
      digestFile(
        path,
        buffersThat(() => change(path)),
        none,
      ),
    ).toThrowError(expect.objectContaining({ code: "OUTPUT_CHANGING" }));
  });

  it("reports a file that cannot be read", async () => {
    const folder = await tempFolder();
    for (const path of [folder, join(folder, "missing")]) {
      expect(() => digestFile(path, Buffer.alloc(16), none)).toThrowError(
        expect.objectContaining({ code: "OUTPUT_UNREADABLE" }),
      );
    }
  });
});
