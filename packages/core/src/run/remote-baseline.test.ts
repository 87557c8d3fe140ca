import type { EmulatorOptions } from "@global-edge-purge/emulator";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { copyTo, startDeployLab } from "../test/deploy-lab.ts";
import { s3Keys, type S3ServerOptions, startS3Server } from "../test/s3-server.ts";

const first = { "index.html": "1", "a.js": "1" };
const second = { "index.html": "2", "a.js": "1" };
const ownKeys = { AWS_ACCESS_KEY_ID: s3Keys.accessKey, AWS_SECRET_ACCESS_KEY: s3Keys.secretKey };
const lost = ["drop", "drop", "drop", "drop", "drop"] as const;

/** Machines without a memory of their own: each has its own project folder, and the baseline lies in Object Storage. */
async function startMachines(
  options: { readonly s3?: Partial<S3ServerOptions>; readonly emulator?: EmulatorOptions; readonly env?: object } = {},
) {
  const lab = await startDeployLab(options.emulator);
  Object.assign(lab.system.env, options.env ?? ownKeys);
  const s3 = await startS3Server({ clock: lab.system.clock, ...options.s3 });
  const baseline = s3.location("sites/production.json");
  const machine = (name: string) => lab.app(name, { baseline });
  return { lab, s3, machine, saved: () => s3.objects.get("sites/production.json")?.toString() ?? "" };
}

describe("a baseline in Object Storage", () => {
  it("is shared by the machine that builds, the one that sends, and the next one", async () => {
    const { lab, s3, machine, saved } = await startMachines();
    const builder = machine("builder");
    expect(await builder.plan(first)).toMatchObject({ verdict: "planned", counts: { unsettled: 2 } });
    expect(saved()).toContain('"unsettled"');

    const sender = machine("sender");
    mkdirSync(dirname(sender.planPath), { recursive: true });
    copyTo(builder.planPath, sender.planPath);
    expect(await sender.send()).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(saved()).not.toContain('"unsettled"');

    expect(await machine("next").run(first)).toMatchObject({ verdict: "nothing-to-purge" });
    expect(await machine("another").run(second)).toMatchObject({
      verdict: "purged",
      counts: { changed: 1, unchanged: 1 },
    });
    expect(lab.purged()).toEqual(["/a.js", "/", "/index.html", "/", "/index.html"]);
    expect([...s3.objects.keys()]).toEqual(["sites/production.json"]);
  });

  it("takes the edge's keys where it has none of its own", async () => {
    const { lab, machine } = await startMachines({
      env: {},
      s3: { keys: { accessKey: "EMULATORACCESSKEY001", secretKey: "emulatorSecretKey00000000000000000000001" } },
    });
    expect(await machine("site").run(first)).toMatchObject({ verdict: "purged" });
    expect(lab.printed()).not.toMatch(/emulatorSecretKey/);
  });

  it("stops a run before anything is sent where it cannot be read or written", async () => {
    const { lab, s3, machine } = await startMachines();
    s3.faults.push(...lost);
    expect(await machine("site").run(first)).toMatchObject({ verdict: "failed", reason: "BASELINE_UNREADABLE" });
    s3.faults.push(undefined, ...lost);
    expect(await machine("site").run(first)).toMatchObject({ verdict: "failed", reason: "BASELINE_UNWRITABLE" });
    s3.faults.push({ status: 403, code: "AccessDenied" });
    expect(await machine("site").run(first)).toMatchObject({ verdict: "failed", reason: "BASELINE_UNREADABLE" });
    expect(lab.emulator.requests).toEqual([]);
    expect(s3.objects.size).toBe(0);
  });

  it("stops the sending of a plan, too, where the connection to it is lost before, and nothing is lost", async () => {
    const { lab, s3, machine, saved } = await startMachines();
    const site = machine("site");
    await site.plan(first);
    const planned = saved();
    for (const faults of [lost, [{ status: 403, code: "AccessDenied" }], [undefined, ...lost]] as const) {
      s3.faults.push(...faults);
      const report = await site.send();
      expect(report).toMatchObject({ verdict: "failed", batches: [] });
      expect(report.warnings.map(({ code }) => code)).toContainEqual(expect.stringMatching(/^BASELINE_/u));
    }
    expect(lab.emulator.requests).toEqual([]);
    expect(saved()).toBe(planned);
    expect(await site.send()).toMatchObject({ verdict: "purged", unsettled: [] });
  });

  it("is not there for a plan whose object is gone: what it says is sent as it was written, and nothing is saved", async () => {
    const { lab, s3, machine, saved } = await startMachines();
    const site = machine("site");
    await site.plan(first);
    s3.objects.clear();
    expect(await site.send()).toMatchObject({ verdict: "purged", warnings: [{ code: "BASELINE_UNREACHABLE" }] });
    expect(lab.purged()).toEqual(["/a.js", "/", "/index.html"]);
    expect(saved()).toBe("");
  });

  it("warns where it cannot be written after sending, and the next run purges again", async () => {
    const s3: { faults?: { push(...faults: readonly "drop"[]): unknown } } = {};
    const site = await startMachines({ emulator: { onPurge: () => void s3.faults?.push(...lost) } });
    s3.faults = site.s3.faults;
    const report = await site.machine("site").run(first);
    expect(report).toMatchObject({ verdict: "partial", batches: [{ status: "accepted" }], counts: { unsettled: 2 } });
    expect(report.warnings.map(({ code }) => code)).toContain("BASELINE_UNSAVED");

    delete s3.faults;
    expect(await site.machine("site").run(first)).toMatchObject({ verdict: "purged", unsettled: [] });
    expect(site.lab.purged()).toEqual(["/a.js", "/", "/index.html", "/a.js", "/", "/index.html"]);
  });

  it("is refused, and nothing sent, where its service ignores conditions", async () => {
    const { lab, machine } = await startMachines({ s3: { ignores: ["if-match", "if-none-match"] } });
    expect(await machine("site").run(first)).toMatchObject({ verdict: "failed", reason: "BASELINE_UNCONDITIONAL" });
    expect(await machine("site").run(first)).toMatchObject({ verdict: "failed", reason: "BASELINE_UNCONDITIONAL" });
    expect(lab.emulator.requests).toEqual([]);
    expect(lab.printed()).toContain("Keep the baseline on a service that honours conditional writes");
  });

  it("is set aside where it cannot be used, and nothing of it is lost", async () => {
    const { s3, machine } = await startMachines();
    s3.objects.set("sites/production.json", Buffer.from("garbage"));
    expect(await machine("site").run(first)).toMatchObject({ verdict: "purged" });
    const [aside] = [...s3.objects].filter(([key]) => key.includes(".unusable-"));
    expect(aside?.[1].toString()).toBe("garbage");
    expect(await machine("site").run(first)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("fails with a clear word where there are no keys, or half a pair", async () => {
    const { lab, machine } = await startMachines({ env: { AWS_ACCESS_KEY_ID: "TESTS3ACCESSKEY00001" } });
    expect(await machine("site").run(first)).toMatchObject({ verdict: "failed", reason: "CREDENTIALS_INCOMPLETE" });
    Object.assign(lab.system.env, { AWS_ACCESS_KEY_ID: "" });
    const { credentials: _, ...settings } = machine("site").settings;
    expect(await lab.app("other", { ...settings, dryRun: true }).run(first)).toMatchObject({ verdict: "failed" });
  });
});
