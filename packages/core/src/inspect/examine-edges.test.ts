import {
  type Answer,
  emulatorCredentials,
  type EmulatorOptions,
  gatewayError,
  htmlAnswer,
  serviceError,
} from "@global-edge-purge/emulator";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Secret } from "../system/secret.ts";
import { testCertificate } from "../test/certificates.ts";
import { startEdgeLab } from "../test/edge-lab.ts";
import { offsetClock } from "../test/fake-clock.ts";
import { testSettings, testSystem } from "../test/test-run.ts";
import { examineEdges } from "./examine-edges.ts";

const credentials = { accessKey: emulatorCredentials.accessKey, secretKey: new Secret(emulatorCredentials.secretKey) };

async function examine(
  options: EmulatorOptions = {},
  over: { edgeIds?: readonly number[]; secretKey?: string; offset?: number } = {},
) {
  const { emulator, clock, stateDirectory } = await startEdgeLab(options);
  const settings = testSettings({ endpoint: emulator.apiUrl, edgeIds: over.edgeIds ?? [11197] });
  const keys = over.secretKey === undefined ? credentials : { ...credentials, secretKey: new Secret(over.secretKey) };
  const system = testSystem({ clock: offsetClock(clock, over.offset ?? 0), env: { XDG_STATE_HOME: stateDirectory } });
  return examineEdges(settings, keys, system);
}

const levels = (findings: Awaited<ReturnType<typeof examine>>) => findings.map(({ code, level }) => `${level} ${code}`);

describe("examineEdges", () => {
  it("finds nothing wrong with a running edge and a good clock", async () => {
    expect(levels(await examine())).toEqual(["good CLOCK", "good EDGE_RUNNING"]);
  });

  it("finds an edge that is not running", async () => {
    const findings = await examine({ edges: [{ edgeId: 11197, statusType: "STOPPED" }] });
    expect(levels(findings)).toEqual(["good CLOCK", "problem EDGE_NOT_RUNNING"]);
    expect(findings[1]).toMatchObject({
      message: expect.stringContaining("STOPPED"),
      next: expect.stringContaining("console"),
    });
  });

  it("finds keys that are not accepted, and an edge that nobody knows", async () => {
    expect(levels(await examine({}, { secretKey: "not-the-secret-0000000000000000000001" }))).toContain(
      "problem EDGE_AUTHENTICATION",
    );
    expect(levels(await examine({}, { edgeIds: [11197, 4711] }))[2]).toMatch(/^problem EDGE_/);
  });

  it("finds a clock that is off, before and after the API minds it", async () => {
    expect(levels(await examine({}, { offset: 2 * 60_000 }))).toEqual(["notice CLOCK_OFF", "good EDGE_RUNNING"]);
    const [late] = await examine({}, { offset: -10 * 60_000 });
    expect(late).toMatchObject({
      code: "CLOCK_OFF",
      level: "problem",
      message: expect.stringMatching(/600 s behind the API's/),
    });
  });

  it("says what it waits for, so that nobody thinks it hangs", async () => {
    const { emulator, clock, stateDirectory } = await startEdgeLab();
    let told = "";
    const system = testSystem({ clock, env: { XDG_STATE_HOME: stateDirectory }, write: (text) => (told += text) });
    const settings = testSettings({ endpoint: emulator.apiUrl, edgeIds: Array.from({ length: 11 }, () => 11197) });
    expect(levels(await examineEdges(settings, credentials, system))).toContain("good EDGE_RUNNING");
    expect(told).toMatch(/^waiting \d+ s: the requests of this minute are used up\n/);
  });

  it("finds an API that cannot be reached", async () => {
    const settings = testSettings({ endpoint: "http://127.0.0.1:1", retry: { attempts: 1, minDelay: 1, maxDelay: 1 } });
    const { clock, stateDirectory } = await startEdgeLab();
    const findings = await examineEdges(
      settings,
      credentials,
      testSystem({ clock, env: { XDG_STATE_HOME: stateDirectory } }),
    );
    expect(levels(findings)).toEqual(["problem EDGE_NETWORK"]);
  });

  it.each<[code: string, answer: Answer]>([
    ["EDGE_BAD_REQUEST", gatewayError(400, "100")],
    ["EDGE_PERMISSION", gatewayError(401, "210")],
    ["EDGE_FORBIDDEN", gatewayError(403, "230")],
    ["EDGE_NOT_FOUND", gatewayError(404, "300")],
    ["EDGE_QUOTA", gatewayError(429, "400")],
    ["EDGE_UNAVAILABLE", gatewayError(503, "500")],
    ["EDGE_VALIDATION", serviceError(400, "0040")],
    ["EDGE_NOT_PERMITTED", serviceError(403, "0032")],
    ["EDGE_SERVER", serviceError(500, "9999")],
    ["EDGE_PROXY", htmlAnswer(407)],
    ["EDGE_REFUSED", htmlAnswer(418)],
    ["EDGE_UNREADABLE", htmlAnswer(200)],
    ["EDGE_REDIRECT", { status: 302, headers: { location: "https://login.example.com/" }, body: "" }],
  ])("passes on what an API means that refuses: %s", async (code, answer) => {
    const { emulator, clock, stateDirectory } = await startEdgeLab();
    emulator.faults.next(...Array.from({ length: 5 }, () => ({ answer })));
    const settings = testSettings({ endpoint: emulator.apiUrl });
    const findings = await examineEdges(
      settings,
      credentials,
      testSystem({ clock, env: { XDG_STATE_HOME: stateDirectory } }),
    );
    expect(findings.at(-1)).toMatchObject({ code, level: "problem", next: expect.stringMatching(/./u) });
  });

  it("finds a file of authorities that cannot be read", async () => {
    const server = createServer(testCertificate, (_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { clock, stateDirectory } = await startEdgeLab();
    const settings = testSettings({ endpoint: `https://localhost:${(server.address() as AddressInfo).port}` });
    const env = { XDG_STATE_HOME: stateDirectory, NODE_EXTRA_CA_CERTS: join(stateDirectory, "missing.pem") };
    const findings = await examineEdges(settings, credentials, testSystem({ clock, env }));
    expect(levels(findings)).toEqual(["notice CA_FILE_UNREADABLE", "problem EDGE_TLS"]);
  });

  it("finds an API whose certificate nobody vouches for", async () => {
    const server = createServer(testCertificate, (_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { clock, stateDirectory } = await startEdgeLab();
    const settings = testSettings({ endpoint: `https://localhost:${(server.address() as AddressInfo).port}` });
    const findings = await examineEdges(
      settings,
      credentials,
      testSystem({ clock, env: { XDG_STATE_HOME: stateDirectory } }),
    );
    expect(levels(findings)).toEqual(["problem EDGE_TLS"]);
  });
});
