import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** As much of an S3 service as a baseline needs: objects with ETags, and conditions on PUT. It does not look at signatures. */
export interface S3Double {
  /** `s3://…` of an object, as `--baseline` takes it. */
  location(key: string): string;
  /** Puts an object there. */
  put(key: string, bytes: Buffer): void;
  close(): Promise<void>;
}

const bucket = "site-state";

export async function startS3Double(): Promise<S3Double> {
  const objects = new Map<string, { readonly bytes: Buffer; readonly etag: string }>();
  const put = (key: string, bytes: Buffer) =>
    void objects.set(key, { bytes, etag: `"${createHash("md5").update(bytes).digest("hex")}"` });

  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const { headers, method, url = "" } = request;
    const key = decodeURIComponent(url.slice(`/${bucket}/`.length));
    const object = objects.get(key);
    const refuse = (status: number, code: string) =>
      response.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
    if (method === "GET") {
      if (!object) return refuse(404, "NoSuchKey");
      return response.writeHead(200, { etag: object.etag }).end(object.bytes);
    }
    if (headers["if-none-match"] === "*" && object) return refuse(412, "PreconditionFailed");
    if (headers["if-match"] !== undefined && headers["if-match"] !== object?.etag) {
      return object ? refuse(412, "PreconditionFailed") : refuse(404, "NoSuchKey");
    }
    put(key, body);
    return response.writeHead(200, { etag: objects.get(key)?.etag }).end();
  };

  const server = createServer((request, response) => {
    void buffer(request).then((body) => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    location: (key) => `s3://${bucket}/${key}?region=kr-standard&endpoint=http://127.0.0.1:${port}`,
    put,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
