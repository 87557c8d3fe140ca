import { describe, expect, it } from "vitest";
import { runProgram } from "./program.ts";
import { send, sendPurge, sendSigned } from "./test/send.ts";
import { tempFolder } from "./test/temp-folder.ts";

/** Runs the program until `use` is done with it; waits for its start by what it prints. */
async function run(args: readonly string[], use?: (find: (form: RegExp) => string) => Promise<void>) {
  const printed: string[] = [];
  const errors: string[] = [];
  const ending = new AbortController();
  let ready = (): void => {};
  const started = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const exit = runProgram(args, {
    print: (line) => {
      printed.push(line);
      if (line.startsWith("export NCLOUD_SECRET_ACCESS_KEY=")) ready();
    },
    printError: (line) => errors.push(line),
    signal: ending.signal,
  });
  if (use) {
    await started;
    await use((form) => form.exec(printed.join("\n"))?.[1] ?? "");
    ending.abort();
  }
  return { code: await exit, printed, errors };
}

const endpoint = /GLOBAL_EDGE_PURGE_ENDPOINT=(\S+)/;
const purge = { edgeId: 11197, purgeType: "URL", purgeTarget: ["/app/a.js"] };

describe("runProgram", () => {
  it("says what a build needs, and a line for each request and purge", async () => {
    const folder = await tempFolder({ "a.js": "a" });
    const { code, printed, errors } = await run(["--origin", folder, "--base", "/app"], async (find) => {
      expect((await send(find(/edge 11197 {2}(\S+)/), "/app/a.js")).text).toBe("a");
      await sendPurge(find(endpoint), purge);
      await sendPurge(find(endpoint), { edgeId: 11197, purgeType: "ALL" });
      await sendPurge(find(endpoint), { ...purge, purgeTarget: ["/a", "/b"] });
      await send(find(endpoint), "/api/v1/profiles");
    });
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(printed).toContain("export GLOBAL_EDGE_PURGE_EDGE_ID=11197");
    expect(printed).toContain("export NCLOUD_ACCESS_KEY_ID=EMULATORACCESSKEY001");
    expect(printed).toContain("export NCLOUD_SECRET_ACCESS_KEY=emulatorSecretKey00000000000000000000001");
    const logged = printed.filter((line) => /^\d\d:/.test(line)).map((line) => line.slice(9));
    expect(logged).toEqual([
      "purge 3720001: edge 11197, URL /app/a.js",
      "POST /api/v1/purge: 200 0000",
      "purge 3720002: edge 11197, ALL",
      "POST /api/v1/purge: 200 0000",
      "purge 3720003: edge 11197, URL, 2 targets",
      "POST /api/v1/purge: 200 0000",
      "GET /api/v1/profiles: 401 200, the header x-ncp-iam-access-key is missing",
    ]);
  });

  it("compares names as it is told", async () => {
    const folder = await tempFolder({ ["소개".normalize("NFD")]: "found" });
    const status = async (...args: string[]) => {
      let seen = 0;
      await run(["--origin", folder, ...args], async (find) => {
        seen = (await send(find(/edge 11197 {2}(\S+)/), `/${encodeURIComponent("소개".normalize("NFC"))}`)).status;
      });
      return seen;
    };
    expect(await status()).toBe(404);
    expect(await status("--origin-names", "exact")).toBe(404);
    expect(await status("--origin-names", "normalization-insensitive")).toBe(200);
  });

  it("takes several edges and a window", async () => {
    const args = ["--edge-id", "1", "--edge-id", "2", "--window", "5"];
    const { code, printed } = await run(args, async (find) => {
      expect(find(/edge 1 {2}(\S+)/)).not.toBe(find(/edge 2 {2}(\S+)/));
    });
    expect(code).toBe(0);
    expect(printed).toContain("export GLOBAL_EDGE_PURGE_EDGE_ID=1,2");
  });

  it("accepts the user's key pair and never prints its secret", async () => {
    const credentials = { accessKey: "TESTACCESSKEY0000001", secretKey: "testSecretKey000000000000000000000000001" };
    const args = ["--access-key", credentials.accessKey, "--secret-key", credentials.secretKey];
    const { printed, errors } = await run(args, async (find) => {
      expect((await sendSigned(find(endpoint), "/api/v1/profiles", { credentials })).status).toBe(200);
      expect((await sendSigned(find(endpoint), "/api/v1/profiles")).status).toBe(401);
    });
    expect([...printed, ...errors].join("\n")).not.toContain(credentials.secretKey);
    expect(printed).toContain("export NCLOUD_SECRET_ACCESS_KEY=<yours>");
  });

  it("notes a folder that is not there yet", async () => {
    const { code, errors } = await run(["--origin", "/nowhere/dist"], async () => {});
    expect({ code, errors }).toEqual({
      code: 0,
      errors: ["note: the folder /nowhere/dist does not exist; visitors get 404s until it does"],
    });
  });

  it.each([
    [["--orgin", "dist"], /unknown option '--orgin'[^]*Did you mean --origin/],
    [["dist"], /too many arguments/],
    [["--edge-id", "x"], /whole number/],
    [["--edge-id", "0"], /at least 1/],
    [["--edge-id", "1", "--edge-id", "1"], /given twice/],
    [["--window", "0"], /at least 1/],
    [["--base", "app"], /must start with/],
    [["--origin-names", "loose"], /Allowed choices are exact, normalization-insensitive/],
    [["--access-key", "TESTACCESSKEY0000001"], /give both or neither/],
  ])("refuses %j with exit code 2", async (args, message) => {
    const { code, errors } = await run(args);
    expect(code).toBe(2);
    expect(errors.join("\n")).toMatch(message);
  });

  it("shows its help", async () => {
    const { code, printed } = await run(["--help"]);
    expect(code).toBe(0);
    expect(printed.join("\n")).toContain("--origin <folder or URL>");
  });

  it("ends with 1 if a port is taken", async () => {
    await run([], async (find) => {
      const { port } = new URL(find(endpoint));
      const { code, errors } = await run(["--api-port", port]);
      expect({ code, errors }).toEqual({ code: 1, errors: [expect.stringContaining("EADDRINUSE")] });
    });
  });
});
