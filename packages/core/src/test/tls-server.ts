import http from "node:http";
import https from "node:https";
import { once } from "node:events";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { testCertificate } from "./certificates.ts";

/** An API behind TLS that answers every request with success. Closed when the test ends. */
export async function startTlsServer(): Promise<{ readonly port: number; readonly paths: readonly string[] }> {
  const paths: string[] = [];
  const server = https.createServer(testCertificate, (request, response) => {
    paths.push(request.url ?? "");
    response.end('{"code":"0000","result":[]}');
  });
  return { port: await listen(server), paths };
}

/** What a proxy was asked to connect to, and as whom. */
export interface ProxyRequest {
  readonly host: string;
  readonly authorization?: string;
}

/** A proxy that connects where it is asked to, or answers with another status than 200. Closed when the test ends. */
export async function startProxy(
  status = 200,
): Promise<{ readonly port: number; readonly requests: readonly ProxyRequest[] }> {
  const requests: ProxyRequest[] = [];
  const server = http.createServer((request, response) => {
    requests.push({ host: request.url ?? "" });
    response.end();
  });
  server.on("connect", (request: http.IncomingMessage, socket: Socket) => {
    const { authorization } = { authorization: request.headers["proxy-authorization"] };
    requests.push({ host: request.url ?? "", ...(authorization !== undefined && { authorization }) });
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [hostname = "", port] = (request.url ?? "").split(":");
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    // Either end may be gone first; then the other one goes too.
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
    onTestFinished(() => void upstream.destroy());
  });
  return { port: await listen(server), requests };
}

/** Listens on a free port of this machine until the test ends. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}
