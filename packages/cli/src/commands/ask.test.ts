import { describe, expect, it } from "vitest";
import { startSite } from "../test/start-site.ts";

describe("asking the API", () => {
  it("lists the edges of all profiles, for people and for programs", async () => {
    const { cli } = await startSite({}, { edges: [{ edgeId: 1 }, { edgeId: 2, profileId: 7, statusType: "STOPPED" }] });
    const { exitCode, out, err } = await cli(["edges"]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(/^edge id +status +region +name +domain +profile$/),
      expect.stringMatching(/^1 +RUNNING +KOREA +edge-1 +127\.0\.0\.1:\d+ +profile-1599$/),
      expect.stringMatching(/^2 +STOPPED +KOREA +edge-2 +127\.0\.0\.1:\d+ +profile-7$/),
      "",
    ]);
    expect(JSON.parse((await cli(["edges", "--json"])).out)).toMatchObject([
      { id: "1599", edges: [{ id: "1" }] },
      { id: "7", edges: [{ id: "2", statusType: "STOPPED" }] },
    ]);
  });

  it("says what became of purges, whatever turns purging off", async () => {
    const { cli } = await startSite({}, { purgeDuration: { running: 1e9 } });
    await cli(["purge", "/a", "/b", "--edge-id", "1"]);
    await cli(["purge", "/c/*", "--edge-id", "1"]);
    const env = { GLOBAL_EDGE_PURGE: "0" };
    const { exitCode, out } = await cli(["status", "3720001", "3720002"], { env });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^purge +status .*\n3720001 +RUNNING +URL .* \/a \/b\n3720002 +RUNNING +DIRECTORY .*\n$/);
    expect(JSON.parse((await cli(["status", "3720001", "--json"])).out)).toMatchObject([{ purgeId: "3720001" }]);
  });

  it("asks for the purges of the last run where none is named", async () => {
    const { cli } = await startSite({ "dist/a.txt": "1" }, { purgeDuration: { running: 1e9 } });
    expect(await cli(["status"])).toMatchObject({ exitCode: 2, err: expect.stringContaining("[REPORT_MISSING]") });
    await cli(["purge", "/before", "--edge-id", "1"]);
    const ran = await cli(["run", "--dir", "dist", "--edge-id", "1"]);
    expect(ran.err).toContain("npx global-edge-purge status 3720002\n");
    const { exitCode, out, err } = await cli(["status"]);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/\n3720002 +RUNNING +URL .* \/a\.txt\n$/)]);
    expect(err).toMatch(/^The last run that purged: 2\S+ \(purged\)\n$/);
  });

  it.each([
    [["3720001", "99"], /^purge .*\n3720001 +RUNNING .*\n99 +EDGE_\w+\n$/],
    [["98", "3720001", "99"], /^purge .*\n98 +EDGE_\w+\n3720001 +RUNNING .*\n99 +EDGE_\w+\n$/],
  ])("shows every purge of several, and ends with 1 where one is unknown: %j", async (ids, table) => {
    const { cli } = await startSite({}, { purgeDuration: { running: 1e9 } });
    await cli(["purge", "/a", "--edge-id", "1"]);
    const { exitCode, out, err } = await cli(["status", ...ids]);
    expect([exitCode, out]).toEqual([1, expect.stringMatching(table)]);
    expect(err).toMatch(/^error: .* \[EDGE_\w+\]\n {2}\w/);
    const json = await cli(["status", ...ids, "--json"]);
    expect(json.exitCode).toBe(1);
    expect(JSON.parse(json.out)).toEqual(
      ids.map((purgeId) =>
        expect.objectContaining(
          purgeId === "3720001"
            ? { purgeId, status: "RUNNING" }
            : { purgeId, error: { code: expect.stringMatching(/^EDGE_/), message: expect.any(String) } },
        ),
      ),
    );
  });

  it("asks about no purge where one of the ids is none", async () => {
    const { cli, emulator } = await startSite({});
    expect(await cli(["status", "1", "x"])).toMatchObject({ exitCode: 2, out: "" });
    expect(emulator.requests).toEqual([]);
  });

  it("ends with 1 and the reason where there is no answer", async () => {
    const { cli } = await startSite({});
    const unknown = await cli(["status", "99"]);
    expect(unknown).toMatchObject({
      exitCode: 1,
      out: "",
      err: expect.stringMatching(/^error: .* \[EDGE_\w+\]\n {2}\w/),
    });
    const wrong = await cli(["edges"], { env: { NCLOUD_SECRET_ACCESS_KEY: "wrongSecretKey0001" } });
    expect(wrong).toMatchObject({ exitCode: 1, out: "", err: expect.stringContaining("[EDGE_AUTHENTICATION]") });
    expect(wrong.err).not.toContain("wrongSecretKey0001");
  });
});
