import { emulatorCredentials, type EmulatorOptions } from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { Secret } from "../../secret.ts";
import { startEdgeLab } from "../../test/edge-lab.ts";
import { offsetClock } from "../../test/fake-clock.ts";
import { testSettings, testSystem } from "../../test/test-run.ts";
import { examineEdges } from "./examine-edges.ts";

const credentials = { accessKey: emulatorCredentials.accessKey, secretKey: new Secret(emulatorCredentials.secretKey) };

async function examine(
  options: EmulatorOptions = {},
  over: { edgeIds?: readonly number[]; secretKey?: string; offset?: number } = {},
) {
  const { emulator, clock, stateDirectory } = await startEdgeLab(options);
  const settings = testSettings({ endpoint: emulator.apiUrl, edgeIds: over.edgeIds ?? [11197] });
  const keys = over.secretKey === undefined ? credentials : { ...credentials, secretKey: new Secret(over.secretKey) };
  const system = testSystem({ clock: offsetClock(clock, over.offset ?? 0), env: { TMPDIR: stateDirectory } });
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

  it("finds an API that cannot be reached", async () => {
    const settings = testSettings({ endpoint: "http://127.0.0.1:1", retry: { attempts: 1, minDelay: 1, maxDelay: 1 } });
    const { clock, stateDirectory } = await startEdgeLab();
    const findings = await examineEdges(settings, credentials, testSystem({ clock, env: { TMPDIR: stateDirectory } }));
    expect(levels(findings)).toEqual(["problem EDGE_NETWORK"]);
  });
});
