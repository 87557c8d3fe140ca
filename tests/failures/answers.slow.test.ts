import { purgeBuild } from "@global-edge-purge/core";
import { createEdgeClient, EdgeError } from "@global-edge-purge/core/client";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import { emulatorCredentials } from "@global-edge-purge/emulator";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSite } from "../harness/workspace.ts";

function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "global-edge-purge-answers-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that writes down what it is asked. */
async function startServer(listener: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    listener(request, response);
  });
  onTestFinished(() => server.closeAllConnections());
  return { url: await listen(server), asked };
}

const onePurge = { edgeId: 11197, type: "URL", targets: ["/index.html"] } as const;
const clientOf = (endpoint: string) =>
  createEdgeClient({
    endpoint,
    credentials: emulatorCredentials,
    env: {},
    stateDirectory: join(tempFolder(), "state"),
    retry: { attempts: 1 },
    quota: { requestsPerMinute: 1000 },
  });

describe("an answer that breaks off", () => {
  const body = '{"code":"0000","message":"success","result":[9007199254740993]}';
  const answer = Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );

  it.each(["reset", "end"] as const)("by a %s, after whatever number of bytes, accepts nothing", async (how) => {
    let length = 0;
    const server = createTcpServer((socket) => {
      // Whoever resets connections is reset, too.
      socket.on("error", () => {});
      socket.once("data", () => {
        socket.write(answer.subarray(0, length), () => {
          if (length === answer.length) socket.end();
          else if (how === "reset") socket.resetAndDestroy();
          else socket.end();
        });
      });
    });
    const client = clientOf(await listen(server));
    for (length = 0; length < answer.length; length++) {
      const error = await client.requestPurge(onePurge).catch((thrown: unknown) => thrown);
      expect(error, `after ${length} bytes`).toBeInstanceOf(EdgeError);
      expect(error).toMatchObject({ code: "EDGE_NETWORK", attempts: 1 });
    }
    expect(await client.requestPurge(onePurge)).toEqual({ requestIds: ["9007199254740993"], attempts: 1 });
  });
});

describe.each([301, 302, 303, 307, 308])("a redirect (%d) to another host", (status) => {
  async function startRedirect() {
    const there = await startServer((_request, response) => void response.end('{"code":"0000","result":[1]}'));
    const here = await startServer(
      (_request, response) => void response.writeHead(status, { location: `${there.url}/elsewhere` }).end(),
    );
    return { here, there };
  }

  it("of the API is not followed: nobody else gets the access key and the signature", async () => {
    const { here, there } = await startRedirect();
    await expect(clientOf(here.url).requestPurge(onePurge)).rejects.toMatchObject({ httpStatus: status });
    expect(here.asked).toHaveLength(1);
    expect(here.asked[0]?.headers).toHaveProperty("x-ncp-apigw-signature-v2");
    expect(there.asked).toEqual([]);
  });

  it("of Object Storage is not followed either", async () => {
    const { here, there } = await startRedirect();
    const { verdict, reason } = await run({ baseline: `s3://bucket/baseline.json?endpoint=${here.url}`, dryRun: true });
    expect({ verdict, reason }).toEqual({ verdict: "failed", reason: "BASELINE_UNREADABLE" });
    expect(here.asked[0]?.headers["authorization"]).toContain("Signature=");
    expect(there.asked).toEqual([]);
  });

  it("of the origin is not followed, and neither host is told a key", async () => {
    const { here, there } = await startRedirect();
    const { verdict } = await run({ origin: { url: here.url } });
    expect(verdict).toBe("planned");
    expect(there.asked).toEqual([]);
    const told = JSON.stringify(here.asked.map(({ headers }) => headers));
    expect(here.asked.length).toBeGreaterThan(0);
    expect(told).not.toContain(emulatorCredentials.accessKey);
    expect(told).not.toMatch(/signature|authorization|x-ncp/iu);
  });
});

/** A run over a small build, on its own. */
function run(options: object) {
  const folder = tempFolder();
  openSite(join(folder, "dist")).write("index.html", "one");
  const system = createSystem({
    env: { HOME: folder, XDG_STATE_HOME: folder },
    homeDirectory: () => folder,
    isCI: true,
    isPullRequest: false,
    write: () => {},
  });
  const resolution = resolveOptions(
    { edgeId: 11197, endpoint: "http://127.0.0.1:9", credentials: emulatorCredentials, ...options },
    { mode: "production", production: true, projectDirectory: folder, publicPath: "/", enabledByDefault: true },
    system,
  );
  if (!resolution.run) throw new Error("The run did not apply.");
  return purgeBuild({ outputDirectory: join(folder, "dist") }, resolution.settings, system);
}
