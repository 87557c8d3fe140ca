import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diskPath, isText, textOfName } from "./disk-name.ts";

const bytesOf = (path: string | Buffer) => Buffer.from(path as string);

describe("textOfName", () => {
  it.each([
    [Buffer.from("한글 😀.png"), "한글 😀.png"],
    // ISO 8859-1 and EUC-KR, as old archives bring them.
    [Buffer.from("caf\xe9.txt", "latin1"), "caf\udce9.txt"],
    [Buffer.from([0xc7, 0xd1, 0x2e, 0x6a, 0x73]), "\udcc7\udcd1.js"],
    [Buffer.from([0xed, 0xa0, 0x80]), "\udced\udca0\udc80"],
    [Buffer.from([0xef, 0xbf, 0xbd, 0xff]), "\ufffd\udcff"],
    [Buffer.from([0xe2, 0x82]), "\udce2\udc82"],
    [Buffer.from([0xef, 0xbb, 0xbf, 0x61]), "\ufeffa"],
  ])("of %j is %j", (bytes, text) => {
    expect(textOfName(bytes)).toBe(text);
    expect(bytesOf(diskPath(text)).equals(bytes)).toBe(true);
  });

  it("leads back to the same bytes, through JSON, too, and is text only where they are UTF-8", () => {
    const utf8 = fc.constantFrom("a", "é", "한", "😀", "\ufffd", "\ufeff").map((text) => Buffer.from(text));
    const any = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(utf8, any), { maxLength: 4 }).map((parts) => Buffer.concat(parts)),
        (bytes) => {
          const text = textOfName(bytes);
          expect(bytesOf(diskPath(JSON.parse(JSON.stringify(text)))).equals(bytes)).toBe(true);
          expect(isText(text)).toBe(Buffer.from(bytes.toString()).equals(bytes));
        },
      ),
      { numRuns: 300 },
    );
  });
});
