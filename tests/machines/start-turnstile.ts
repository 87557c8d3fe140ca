import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

interface TurnstileOptions {
  /** Resolves when the next request may go on. */
  readonly pass: () => Promise<void>;
  /** Whether the process that sent a request dies over it: before it is carried out, or before it hears the answer. */
  readonly dies: () => "before" | "after" | undefined;
  readonly kill: () => void;
}

export interface Turnstile {
  /** Without a slash at its end. */
  readonly url: string;
  /** How many writes came too late, and were told so. */
  readonly outrun: () => number;
  close(): Promise<void>;
}

/** The way of one process to a server that it shares with others. */
export async function startTurnstile(target: string, { pass, dies, kill }: TurnstileOptions): Promise<Turnstile> {
  let outrun = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "GET", url = "/" } = request;
    const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
    const body = await buffer(request);
    await pass();
    const end = dies();
    if (end === "before") {
      kill();
      return;
    }
    const answered = await fetch(target + url, {
      method,
      headers: headers as Record<string, string>,
      ...(method === "PUT" && { body: new Uint8Array(body) }),
    });
    const bytes = Buffer.from(await answered.arrayBuffer());
    // The test that conditions are honoured is refused by design.
    if (answered.status === 412 && /[1-9a-f]/u.test(headers["if-match"] ?? "")) outrun++;
    if (end === "after") {
      kill();
      return;
    }
    const etag = answered.headers.get("etag");
    response.writeHead(answered.status, etag === null ? {} : { etag }).end(bytes);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    outrun: () => outrun,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
