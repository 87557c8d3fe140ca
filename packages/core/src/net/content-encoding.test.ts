import zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { readBody } from "./content-encoding.ts";
import { HttpError } from "./http.ts";

async function* inParts(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const text = '{"code":"0000","result":["한글"]}';
const read = (bytes: Uint8Array, encoding: string | undefined, most = 10_000) =>
  readBody({ body: inParts(bytes), headers: { "content-encoding": encoding } }, most);

/** The best compression of a bomb takes half a minute. */
const quickly = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };

describe("readBody", () => {
  it.each<[string | undefined, (bytes: Buffer) => Buffer]>([
    [undefined, (bytes) => bytes],
    ["", (bytes) => bytes],
    ["identity", (bytes) => bytes],
    ["aws-chunked", (bytes) => bytes],
    ["gzip", (bytes) => zlib.gzipSync(bytes)],
    ["X-GZIP", (bytes) => zlib.gzipSync(bytes)],
    ["deflate", (bytes) => zlib.deflateSync(bytes)],
    ["Deflate", (bytes) => zlib.deflateRawSync(bytes)],
    ["br", (bytes) => zlib.brotliCompressSync(bytes)],
    ["aws-chunked, gzip", (bytes) => zlib.gzipSync(bytes)],
    ["gzip, br", (bytes) => zlib.brotliCompressSync(zlib.gzipSync(bytes))],
  ])("undoes the encoding %s", async (encoding, encode) => {
    expect((await read(encode(Buffer.from(text)), encoding)).toString()).toBe(text);
    expect((await read(encode(Buffer.alloc(0)), encoding)).toString()).toBe("");
  });

  it.each(["gzip", "deflate", "br"])(
    "says so where bytes are not in the encoding %s, or cut short",
    async (encoding) => {
      const encode = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync }[encoding];
      await expect(read(Buffer.from(text), encoding)).rejects.toMatchObject({ name: "HttpError", canHeal: true });
      const whole = encode?.(Buffer.from(text)) ?? Buffer.alloc(0);
      await expect(read(whole.subarray(0, -4), encoding)).rejects.toBeInstanceOf(HttpError);
    },
  );

  it("reads raw deflate behind an empty part, and leaves no source open where more comes than it takes", async () => {
    let isClosed = false;
    async function* source() {
      try {
        yield Buffer.alloc(0);
        yield zlib.deflateRawSync(Buffer.from(text));
      } finally {
        isClosed = true;
      }
    }
    const headers = { "content-encoding": "deflate" };
    expect((await readBody({ body: source(), headers }, 1000)).toString()).toBe(text);
    isClosed = false;
    await expect(readBody({ body: source(), headers }, 3)).rejects.toBeInstanceOf(HttpError);
    expect(isClosed).toBe(true);
  });

  it("refuses an encoding that it does not know, once and for all", async () => {
    const refused = read(Buffer.from(text), "rot13");
    await expect(refused).rejects.toMatchObject({
      canHeal: false,
      message: expect.stringContaining('"rot13"') as string,
    });
  });

  it.each([
    ["gzip", zlib.gzipSync],
    ["br", (bytes: Buffer) => zlib.brotliCompressSync(bytes, quickly)],
    ["gzip, gzip", (bytes: Buffer) => zlib.gzipSync(zlib.gzipSync(bytes))],
  ])("does not unpack a small answer to a huge one (%s)", async (encoding, encode) => {
    const bomb = encode(Buffer.alloc(60_000_000));
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(
      readBody({ body: inParts(bomb, 1000), headers: { "content-encoding": encoding } }, 100_000),
    ).rejects.toThrow("more than 100000 bytes");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it("hands on what else fails", async () => {
    const failing = Object.assign(inParts(Buffer.from(text)), {});
    const broken = {
      async *[Symbol.asyncIterator]() {
        yield* failing;
        throw new HttpError("The connection failed.", true);
      },
    };
    await expect(readBody({ body: broken, headers: { "content-encoding": "gzip" } }, 1000)).rejects.toBeInstanceOf(
      HttpError,
    );
    await expect(readBody({ body: broken, headers: {} }, 1000)).rejects.toThrow("The connection failed.");
  });
});
