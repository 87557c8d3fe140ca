import { once } from "node:events";
import { createServer } from "node:net";

/** A port of this machine that was free a moment ago, for servers that do not take 0 for "any". */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("A listening server has a port.");
  return address.port;
}
