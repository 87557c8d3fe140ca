import { emulatorCredentials } from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { keyless, startSite } from "./test/start-site.ts";

const { accessKey, secretKey } = emulatorCredentials;
const pair = `NCLOUD_ACCESS_KEY_ID=${accessKey}\nNCLOUD_SECRET_ACCESS_KEY=${secretKey}\n`;
const wrong = "NCLOUD_ACCESS_KEY_ID=WRONGKEY000000000001\nNCLOUD_SECRET_ACCESS_KEY=another-secret-000000000000001\n";
const dist = { "dist/a.txt": "1" };
const keys = { ...keyless, GLOBAL_EDGE_PURGE_EDGE_ID: "" };

describe("keys in .env files", () => {
  it.each([
    [{ ".env": pair }, []],
    [{ ".env.local": pair, ".env": wrong }, []],
    [{ ".env.production": pair, ".env.local": wrong }, []],
    [{ ".env.production.local": pair, ".env.production": wrong }, []],
    [{ ".env.staging": pair, ".env": wrong }, ["--env", "staging"]],
    [{ "keys/deploy.env": pair, ".env": wrong }, ["--env-file", "keys/deploy.env"]],
  ])("are found by every command that asks or sends: %j", async (files, args) => {
    const { cli, emulator } = await startSite({ ...dist, ...files });
    const env = keys;
    expect(await cli(["run", "--dir", "dist", "--edge-id", "1", ...args], { env })).toMatchObject({ exitCode: 0 });
    expect(await cli(["plan", "--dir", "dist", "--edge-id", "1", "--base", "/x/", ...args], { env })).toMatchObject({
      exitCode: 0,
    });
    expect(await cli(["send", ...args], { env })).toMatchObject({ exitCode: 0 });
    expect(await cli(["purge", "/a", "--edge-id", "1", ...args], { env })).toMatchObject({ exitCode: 0 });
    expect(await cli(["status", "3720001", ...args], { env })).toMatchObject({ exitCode: 0 });
    expect(await cli(["edges", ...args], { env })).toMatchObject({ exitCode: 0 });
    expect(emulator.purges).toHaveLength(3);
  });

  it("give way to the environment, which may hold half a pair", async () => {
    const { cli } = await startSite({ ".env": wrong, ".env.local": "GLOBAL_EDGE_PURGE_EDGE_ID=2\n" });
    expect(await cli(["purge", "/a"])).toMatchObject({ exitCode: 0, err: expect.stringContaining("edge 2\n") });
    const env = { ...keys, NCLOUD_ACCESS_KEY_ID: accessKey };
    const half = await cli(["purge", "/a"], { env });
    expect(half).toMatchObject({ exitCode: 1, err: expect.stringContaining("CREDENTIALS_INCOMPLETE") });
  });

  it("are said to be missing with every place that was looked at", async () => {
    const { cli, folder } = await startSite({ ".env.development": pair });
    const { exitCode, err } = await cli(["edges"], { env: keys });
    expect(exitCode).toBe(1);
    expect(err).toContain(`.env, .env.local, .env.production, .env.production.local of ${folder}, `);
    expect(err).toContain(
      ".env.development holds NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY, and that file is not read.",
    );
    expect(err).not.toContain(secretKey);
  });

  it("are refused where the file that is named is not there", async () => {
    const { cli } = await startSite({ ".env": pair });
    const { exitCode, err } = await cli(["edges", "--env-file", "nowhere.env"], { env: keys });
    expect([exitCode, err]).toEqual([2, expect.stringContaining("[ENV_FILE_UNREADABLE]")]);
  });
});
