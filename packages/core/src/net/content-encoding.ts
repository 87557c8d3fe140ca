import zlib from "node:zlib";
import { pipeline, type Transform } from "node:stream";
import { messageOf, systemCode } from "../system/errors.ts";
import { HttpError, type HttpResponse } from "./http.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** A failure of either stream is thrown to whoever reads the last one. */
const through =
  (create: () => Transform) =>
  (source: Bytes): Bytes =>
    pipeline(source, create(), () => {});

// Since Node 22.15; before, it is an encoding that we do not know.
const createZstd: unknown = Reflect.get(zlib, "createZstdDecompress");

const decoders: ReadonlyMap<string, (source: Bytes) => Bytes> = new Map([
  ["gzip", through(() => zlib.createGunzip())],
  ["x-gzip", through(() => zlib.createGunzip())],
  ["deflate", inflated],
  ["br", through(() => zlib.createBrotliDecompress())],
  ...(typeof createZstd === "function" ? ([["zstd", through(createZstd as () => Transform)]] as const) : []),
]);

/** What is called deflate has the frame of zlib by the standard, and none from many servers; its first byte tells. */
async function* inflated(source: Bytes): Bytes {
  const parts = source[Symbol.asyncIterator]();
  let first = await parts.next();
  while (first.done !== true && first.value.length === 0) first = await parts.next();
  const start = first;
  const isFramed = start.done === true || ((start.value[0] ?? 8) & 0x0f) === 8;
  async function* whole() {
    try {
      if (start.done !== true) yield start.value;
      yield* { [Symbol.asyncIterator]: () => parts };
    } finally {
      await parts.return?.();
    }
  }
  yield* pipeline(whole(), isFramed ? zlib.createInflate() : zlib.createInflateRaw(), () => {});
}

/** Says nothing of the bytes: aws-chunked is how an object was uploaded, and some services repeat it. */
const plain = new Set(["", "identity", "aws-chunked"]);

/**
 * The bytes of a body before they were encoded. Encodings are undone in the opposite order of the header.
 *
 * @param contentEncoding the header; absent for none
 * @returns `undefined` for an encoding that we do not know
 */
export function decoded(body: Bytes, contentEncoding: string | undefined = ""): Bytes | undefined {
  const names = contentEncoding.split(",").map((name) => name.trim().toLowerCase());
  const known = names.filter((name) => !plain.has(name)).map((name) => decoders.get(name));
  if (known.includes(undefined)) return undefined;
  return known.toReversed().reduce<Bytes>((source, decode) => (decode ? decode(source) : source), body);
}

const next = "Let nothing on the way compress answers, and store nothing compressed where plain text belongs.";

/** Whether an error is zlib's word for bytes that are not what the header promised. */
export function isBrokenEncoding(error: unknown): boolean {
  return /^(?:Z_|ERR_BROTLI|ERR__ERROR)/u.test(systemCode(error) ?? "");
}

/**
 * The bytes of an answer, its content encoding undone: what stands between may compress what nobody asked it to.
 *
 * @param most bytes to take: neither an answer without an end nor a small one that unpacks to a huge one may fill the
 * memory
 * @throws HttpError for more than that, for an encoding that we do not know, and for one that the bytes do not have
 */
export async function readBody(
  { body, headers }: Pick<HttpResponse, "body" | "headers">,
  most: number,
): Promise<Buffer> {
  const encoding = headers["content-encoding"];
  const source = decoded(body, encoding);
  if (!source)
    throw new HttpError(
      `The answer has the content encoding ${JSON.stringify(encoding)}, which is unknown here.`,
      false,
      { next },
    );
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of source) {
      size += part.length;
      if (size > most) throw new HttpError(`The answer has more than ${most} bytes.`, true);
      parts.push(part);
    }
  } catch (error) {
    if (!isBrokenEncoding(error)) throw error;
    throw new HttpError(`The content encoding of the answer cannot be undone (${messageOf(error)}).`, true, { next });
  }
  return Buffer.concat(parts);
}
