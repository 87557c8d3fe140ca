import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

export interface ObjectStorage {
  /** Without a slash at its end. */
  readonly url: string;
  /** Keys of what was stored by requests. */
  readonly stored: () => readonly string[];
  close(): Promise<void>;
}

/**
 * As much of an S3 service as a deploy needs: buckets are folders in `root` that everybody may read, and objects that were put under a
 * condition. It takes every signature: that ours are right is proven elsewhere.
 */
export async function startObjectStorage(root: string): Promise<ObjectStorage> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void buffer(request).then((body) => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored: () => [...objects.keys()],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  function answer({ method, url = "/", headers }: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const key = decodeURIComponent(url.split("?")[0] ?? "");
    const object = objects.get(key);
    const reply = (status: number, bytes: Buffer | string = "") => {
      const stored = objects.get(key);
      response.writeHead(status, stored ? { etag: etagOf(stored) } : {}).end(bytes);
    };
    if (method !== "PUT") {
      const bytes = object ?? fileAt(join(root, key));
      return bytes ? reply(200, bytes) : reply(404, "<Error><Code>NoSuchKey</Code></Error>");
    }
    const isOutdated =
      (headers["if-none-match"] === "*" && object !== undefined) ||
      (headers["if-match"] !== undefined && (!object || headers["if-match"] !== etagOf(object)));
    if (isOutdated || headers.authorization === undefined)
      return reply(412, "<Error><Code>PreconditionFailed</Code></Error>");
    objects.set(key, body);
    return reply(200);
  }
}

function etagOf(bytes: Buffer): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}

function fileAt(path: string): Buffer | undefined {
  try {
    return readFileSync(path.endsWith("/") ? join(path, "index.html") : path);
  } catch {
    return undefined;
  }
}
