import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RunningServer {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string;
  /** Ends every connection at once and resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 only.
 *
 * @throws Node's own error (such as `EADDRINUSE`) if the port cannot be had.
 */
export async function startServer(handler: Handler, port: number): Promise<RunningServer> {
  const server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) => {
      // A client that went away needs no answer; anything else is a mistake of ours that must not look like silence.
      if (response.headersSent || request.socket.destroyed) return response.destroy();
      response.writeHead(500, { "content-type": "text/plain" });
      return response.end(`The emulator failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    });
  });
  // A connection closed for idleness while the client sends on it is a fault nobody scripted.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
