import { GlobalEdgePurgeError, purgeBuild } from "@global-edge-purge/core";
import { createEdgeClient, Secret } from "@global-edge-purge/core/client";
import { flagsOf, optionRows } from "@global-edge-purge/core/option-table";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import { hold } from "@global-edge-purge/emulator";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inspect } from "node:util";
import { serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { cliEnvironment, startCli } from "../cli/start-cli.ts";
import { openWorld, siteOptions } from "../failures/play-failure.ts";
import { formsOf } from "../harness/refuse-secret.ts";

/** Looked for in everything; no account has it. */
const canary = "testSecretKey000000000000000000000042";
const credentials = { accessKey: "TESTACCESSKEY0000001", secretKey: canary };

const facts = {
  mode: "production",
  production: true,
  projectDirectory: "/nowhere",
  publicPath: "/",
  enabledByDefault: true,
};
const system = createSystem({
  env: {},
  homeDirectory: () => undefined,
  isCI: false,
  isPullRequest: false,
  write: () => {},
});
const resolve = (options: object) =>
  resolveOptions({ edgeId: 1, endpoint: "http://127.0.0.1:9", credentials, ...options }, facts, system);

/** Every way in which an object ends up as text or bytes. */
function textsOf(value: unknown): readonly string[] {
  const deep = { depth: 20, showHidden: true, getters: true, showProxy: true, maxStringLength: null } as const;
  const texts = [inspect(value, deep), inspect({ value }, { customInspect: false, ...deep }), String(value)];
  try {
    texts.push(JSON.stringify(value));
  } catch {
    // It refers to itself.
  }
  try {
    texts.push(serialize(value).toString("latin1"));
  } catch {
    // It holds functions.
  }
  return texts;
}

function expectNoSecret(value: unknown): void {
  for (const text of textsOf(value)) {
    for (const form of formsOf(canary)) expect(text).not.toContain(form);
  }
}

describe("a secret key", () => {
  it("is found by this test where it is not hidden", () => {
    expect(() => expectNoSecret({ deep: [{ key: canary }] })).toThrow("not to contain");
    expect(() => expectNoSecret(Buffer.from(`user:${canary}`).toString("base64"))).toThrow("not to contain");
  });

  it("is in no text that is made of what holds it", () => {
    const resolution = resolve({});
    expect(resolution).toMatchObject({ run: true });
    const client = createEdgeClient({ endpoint: "http://127.0.0.1:9", credentials, env: {} });
    for (const value of [
      new Secret(canary),
      resolution,
      client,
      [{ client, resolution }],
      Object.getOwnPropertyDescriptors(client),
    ])
      expectNoSecret(value);
    expectNoSecret(Object.assign(new Error("a crash"), { cause: resolution, client }));
    expectNoSecret(structuredClone(new Secret(canary)));
  });

  it.each([
    ["a key pair the wrong way round", { credentials: { accessKey: canary, secretKey: undefined } }],
    ["a key with a blank in it", { credentials: { ...credentials, accessKey: `${canary} x` } }],
    ["a key in quotation marks", { credentials: { accessKey: "A", secretKey: `"${canary}"` } }],
    ["a key for another option", { edgeId: canary, base: canary, aliases: canary, when: canary, credentials: canary }],
    ["a key as the name of an option", { [canary]: 1 }],
    ["a key as a password of the endpoint", { endpoint: `https://user:${canary}@edge.example` }],
    ["a key as a password of the origin", { origin: { url: `https://user:${canary}@www.example.com` } }],
    ["a key as a password of the storage", { baseline: `s3://bucket/key?endpoint=https://user:${canary}@s3.example` }],
  ])("is in no error about %s", (what, options) => {
    let told: unknown;
    try {
      told = resolve(options);
    } catch (error) {
      told = error;
    }
    // What somebody calls an option is named, so that it can be found.
    if (what === "a key as the name of an option") expect(told).toBeInstanceOf(GlobalEdgePurgeError);
    else expectNoSecret(told);
  });

  it("is in no report and no message of a run that fails for whatever reason", async () => {
    let printed = "";
    const loud = createSystem({ ...system, write: (text) => (printed += text) });
    const resolution = resolve({ logLevel: "debug", retry: { attempts: 1 } });
    if (!resolution.run) throw new Error("The run did not apply.");
    const report = await purgeBuild({ outputDirectory: import.meta.dirname }, resolution.settings, loud);
    expect(report.verdict).toBe("failed");
    expectNoSecret(report);
    expectNoSecret(printed);
  });

  it("can be given by no flag, which every user of the machine could read", () => {
    const flags = optionRows.flatMap(([, row]) => flagsOf(row).map(({ flag }) => flag));
    expect(flags.length).toBeGreaterThan(10);
    expect(flags.filter((flag) => /key|secret|token|credential|password/iu.test(flag))).toEqual([]);
  });

  it("is neither in the title nor in the arguments of a process, nor does a file that it has open hold it", async () => {
    const world = await openWorld();
    world.site.write("global-edge-purge.config.json", JSON.stringify(siteOptions));
    const held = hold();
    world.emulator.faults.next(held.fault);
    const env = cliEnvironment(world.site, world.emulator);
    const running = startCli(world.site, ["run"], env);
    await held.reached;
    const secret = env["NCLOUD_SECRET_ACCESS_KEY"] ?? "";
    const told = processesOf(world.site.directory).flatMap((id) =>
      ["cmdline", "comm", "status"].map((name) => readFileSync(`/proc/${id}/${name}`, "utf8")),
    );
    held.release();
    // Its files are searched by the harness once it has ended.
    expect((await running.result).ended).toBe(0);
    expect(told.length).toBe(existsSync("/proc/self") ? 3 : 0);
    for (const text of told) for (const form of formsOf(secret)) expect(text).not.toContain(form);
  });
});

/** Processes that work in a folder, where the system tells. */
function processesOf(folder: string): readonly string[] {
  if (!existsSync("/proc/self")) return [];
  return readdirSync("/proc").filter((name) => {
    try {
      return (
        /^\d+$/u.test(name) &&
        readFileSync(`/proc/${name}/environ`, "utf8").includes(`HOME=${folder.replace(/site$/u, "outside")}`)
      );
    } catch {
      // It has ended, or is another user's.
      return false;
    }
  });
}
