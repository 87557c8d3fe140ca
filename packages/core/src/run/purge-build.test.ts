import fc from "fast-check";
import {
  createEmulator,
  type Emulator,
  emulatorCredentials,
  type Fault,
  gatewayError,
  hold,
  serviceError,
  htmlAnswer,
} from "@global-edge-purge/emulator";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultQuota, defaultRetry } from "../client/quota.ts";
import { defaultExclude } from "../options/default-exclude.ts";
import { withoutUndefined } from "../options/parse-options.ts";
import type { Settings } from "../options/settings.ts";
import type { FinishedBuild } from "../output/read-output.ts";
import { Secret } from "../system/secret.ts";
import type { System } from "../system/system.ts";
import { purgeBuild } from "./purge-build.ts";

let project: string;
let emulator: Emulator;
let printed: string;

beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), "purge-build-"));
  emulator = await createEmulator({ edges: [{ edgeId: 1 }, { edgeId: 2 }] });
  printed = "";
});
afterEach(async () => {
  await emulator.close();
  rmSync(project, { recursive: true, force: true });
});

/** Time passes only while somebody waits. */
function createTestSystem(now: number): System {
  return {
    clock: {
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    random: () => 0.5,
    // Where requests are counted.
    env: { XDG_STATE_HOME: join(project, "tmp") },
    homeDirectory: () => project,
    isCI: false,
    isPullRequest: false,
    write: (text) => {
      printed += text;
    },
  };
}

function site(files: Readonly<Record<string, string>>): void {
  rmSync(join(project, "dist"), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, "dist", path)), { recursive: true });
    writeFileSync(join(project, "dist", path), text);
  }
}

const named = { immutableNames: new Set(["assets/app-12345678.js"]) };

/** @param names what a bundler tells; nothing without one */
function run(
  changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined } = {},
  now = Date.now(),
  names: Pick<FinishedBuild, "immutableNames"> = named,
) {
  const settings = withoutUndefined({
    environment: "production",
    edgeIds: [1],
    credentials: { accessKey: emulatorCredentials.accessKey, secretKey: new Secret(emulatorCredentials.secretKey) },
    endpoint: emulator.apiUrl,
    projectDirectory: project,
    base: { assets: "/", pages: "/" },
    aliases: "directory",
    queries: [],
    also: {},
    include: ["**"],
    exclude: [],
    purge: ["added", "changed", "removed"],
    onMissingBaseline: "mutable",
    allowShrink: false,
    when: "build",
    dryRun: false,
    onFailure: "error",
    report: { json: join(project, "report.json") },
    logLevel: "info",
    quota: defaultQuota,
    retry: { ...defaultRetry, attempts: 2 },
    ...changes,
  }) as Settings;
  const build = { outputDirectory: join(project, "dist"), ...names };
  return purgeBuild(build, settings, createTestSystem(now));
}

/** As often as the client tries. */
const broken = [1, 2].map(() => ({ answer: gatewayError(500, "900") }));
const sent = () => emulator.purges.map(({ edgeId, purgeTarget }) => [edgeId, ...purgeTarget]);
const baselineText = () => readFileSync(join(project, ".global-edge-purge", "production", "baseline.json"), "utf8");
const first = { "index.html": "1", "a.css": "1", "assets/app-12345678.js": "1" };

describe("purgeBuild", () => {
  it("purges a first build but for immutable names, and then only what changed", async () => {
    site(first);
    expect(await run()).toMatchObject({ verdict: "purged", counts: { added: 3, unsettled: 0 } });
    expect(sent()).toEqual([[1, "/a.css", "/", "/index.html"]]);
    expect(printed).toContain("No baseline for edge 1: there is none yet.");

    site({ ...first, "a.css": "2", "new/index.html": "1" });
    expect(await run()).toMatchObject({ verdict: "purged", counts: { added: 1, changed: 1, unchanged: 2 } });
    expect(sent()[1]).toEqual([1, "/a.css", "/new/", "/new/index.html"]);

    const before = baselineText();
    expect(await run()).toMatchObject({ verdict: "nothing-to-purge", counts: { unchanged: 4 } });
    expect(emulator.requests).toHaveLength(2);
    expect(baselineText()).toBe(before);
  });

  it("writes the report that it returns", async () => {
    site(first);
    const report = await run();
    expect(JSON.parse(readFileSync(join(project, "report.json"), "utf8"))).toEqual(report);
    expect(report.tool).toMatch(/^global-edge-purge\/\d+\.\d+\.\d+/);
    expect(report.batches).toMatchObject([{ edgeId: 1, status: "accepted", requestIds: ["3720001"], attempts: 1 }]);
  });

  it("owes what was not accepted, even if the old content comes back", async () => {
    site(first);
    await run();
    site({ ...first, "a.css": "2" });
    emulator.faults.next(...broken);
    const failed = await run();
    expect(failed).toMatchObject({
      verdict: "failed",
      unsettled: [{ assetPath: "a.css", edgeId: 1, waitingFor: "accept" }],
      batches: [{ status: "failed", attempts: 2, error: { code: "EDGE_SERVER" } }],
    });
    site(first);
    expect(await run()).toMatchObject({ verdict: "purged", targets: [{ target: "/a.css", reason: "unsettled" }] });
    expect(sent()[1]).toEqual([1, "/a.css"]);
  });

  it("settles each edge by itself, and starts over with a new one", async () => {
    site(first);
    await run();
    emulator.faults.next(...broken);
    site({ ...first, "a.css": "2" });
    expect(await run({ edgeIds: [1, 2] })).toMatchObject({ verdict: "partial" });
    expect(sent()[1]).toEqual([2, "/a.css", "/", "/index.html"]);
    expect(await run({ edgeIds: [1, 2] })).toMatchObject({ verdict: "purged" });
    expect(sent()[2]).toEqual([1, "/a.css"]);
    await run({ edgeIds: [2] });
    expect(Object.keys(JSON.parse(baselineText()).edges)).toEqual(["1", "2"]);
  });

  it("throws nothing of an edge away for a run that is not about it", async () => {
    site({ ...first, "gone.html": "1" });
    await run();
    site(first);
    emulator.faults.next(...broken);
    expect(await run()).toMatchObject({ verdict: "failed", unsettled: [{ assetPath: "gone.html" }] });
    // A typing error: the API knows no such edge.
    emulator.faults.next({ answer: serviceError(403, "0032") });
    expect(await run({ edgeIds: [99999] })).toMatchObject({ verdict: "failed" });
    // A plan for another edge.
    await run({ edgeIds: [2], when: "deploy" });
    expect(printed).toContain("edge 1 is not part of this run, and 1 path is owed there");
    expect(await run()).toMatchObject({ verdict: "purged", targets: [{ target: "/gone.html" }] });
  });

  it("keeps an edge right that was left out while the site moved and moved back", async () => {
    site(first);
    await run({ edgeIds: [1, 2] });
    await run({ edgeIds: [1], base: { assets: "/app/", pages: "/app/" } });
    // Meanwhile visitors of the other edge may have found nothing where the site was before, and where it is again.
    expect(await run({ edgeIds: [1, 2] })).toMatchObject({ verdict: "purged" });
    const urls = ["/a.css", "/app/a.css", "/", "/app/", "/app/index.html", "/index.html"];
    expect(sent().slice(-2)).toEqual([
      [1, ...urls],
      [2, ...urls],
    ]);
    expect(await run({ edgeIds: [1, 2] })).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("lets edges with mappings of their own share a baseline without purging everything each time", async () => {
    site(first);
    const one = { edgeIds: [1] };
    const other = { edgeIds: [2], base: { assets: "/app/", pages: "/app/" } };
    for (const settings of [one, other, one, other]) await run(settings);
    site({ ...first, "a.css": "2" });
    expect(await run(one)).toMatchObject({ verdict: "purged", targets: [{ target: "/a.css" }] });
    expect(await run(other)).toMatchObject({ verdict: "purged", targets: [{ target: "/app/a.css" }] });
    expect(await run(one)).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("leaves a path to another run that took it over, which is no fault of its own", async () => {
    site(first);
    await run();
    site({ ...first, "a.css": "2" });
    const held = hold();
    emulator.faults.next(held.fault, ...broken);
    const one = run();
    await held.reached;
    // Another run of the same build begins while the first waits for its answer. It owes the path now, and fails.
    expect(await run()).toMatchObject({ verdict: "failed", unsettled: [{ assetPath: "a.css" }] });
    printed = "";
    held.release();
    expect(await one).toMatchObject({ verdict: "purged", unsettled: [], counts: { unsettled: 0 } });
    expect(printed).toContain("1 path taken over by another run, which purges it");
    expect(await run()).toMatchObject({ verdict: "purged", targets: [{ target: "/a.css", reason: "unsettled" }] });
  });

  it("counts each target once for each edge, however often it was sent", async () => {
    site(first);
    emulator.faults.next({ answer: gatewayError(403, "230") });
    expect(await run({ edgeIds: [1, 2] })).toMatchObject({ verdict: "failed" });
    expect(printed).toContain("Failed: 0 of 6 targets on 2 edges accepted");
    expect(await run({ edgeIds: [1, 2] })).toMatchObject({ verdict: "purged" });
    expect(printed).toContain("Purged 3 targets on 2 edges (2 requests");
  });

  it("serves two runs of one build with an edge each", async () => {
    site(first);
    for (const edgeId of [1, 2]) await run({ edgeIds: [edgeId] });
    for (const edgeId of [1, 2])
      expect(await run({ edgeIds: [edgeId] })).toMatchObject({ verdict: "nothing-to-purge" });
    site({ ...first, "a.css": "2" });
    for (const edgeId of [1, 2]) {
      expect(await run({ edgeIds: [edgeId] })).toMatchObject({ verdict: "purged", targets: [{ target: "/a.css" }] });
    }
    for (const edgeId of [1, 2])
      expect(await run({ edgeIds: [edgeId] })).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("only reads in a dry run, without credentials", async () => {
    site(first);
    const { credentials: _, ...none } = { credentials: undefined };
    const report = await run({ dryRun: true, ...none });
    expect(report).toMatchObject({ verdict: "planned", dryRun: true, batches: [], estimate: { requests: 1 } });
    expect(emulator.requests).toHaveLength(0);
    expect(readdirSync(project).toSorted()).toEqual(["dist", "report.json"]);
  });

  it("keeps an unusable baseline and starts over", async () => {
    site(first);
    await run();
    writeFileSync(join(project, ".global-edge-purge", "production", "baseline.json"), "{");
    expect(await run()).toMatchObject({ verdict: "purged", targets: [{ reason: "missing-baseline" }, {}, {}] });
    const kept = readdirSync(join(project, ".global-edge-purge", "production")).filter((name) =>
      name.includes("unusable"),
    );
    expect(kept).toHaveLength(1);
    expect(printed).toContain("it is not JSON");
  });

  it("asks for everything at once where nothing is known and the options say so", async () => {
    site(first);
    expect(await run({ onMissingBaseline: "all" })).toMatchObject({ verdict: "purged" });
    expect(emulator.purges).toMatchObject([{ edgeId: 1, purgeType: "ALL" }]);
    expect(await run({ onMissingBaseline: "all" })).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("sends and saves nothing where a guard holds it back", async () => {
    site(first);
    expect(await run({ onMissingBaseline: "error" })).toMatchObject({ verdict: "failed", reason: "BASELINE_MISSING" });
    await run();
    const before = baselineText();
    site({});
    mkdirSync(join(project, "dist"));
    expect(await run()).toMatchObject({ verdict: "failed", reason: "OUTPUT_SHRANK" });
    rmSync(join(project, "dist"), { recursive: true });
    expect(await run()).toMatchObject({ verdict: "failed", reason: "OUTPUT_MISSING" });
    site({ ...first, "leak.js": `key="${emulatorCredentials.secretKey}"` });
    expect(await run()).toMatchObject({ verdict: "failed", reason: "OUTPUT_CONTAINS_SECRET" });
    site(first);
    expect(await run({ outputDirectory: join(project, "dist", "assets") })).toMatchObject({
      verdict: "failed",
      reason: "BASELINE_OTHER_OUTPUT",
    });
    expect(baselineText()).toBe(before);
    expect(emulator.requests).toHaveLength(1);
    expect(printed).not.toContain(emulatorCredentials.secretKey);
  });

  it("gives up after one request with a wrong secret, and names what to check", async () => {
    site(first);
    const wrong = new Secret("wrongSecretKey000000000000000000000001");
    const report = await run({ credentials: { accessKey: emulatorCredentials.accessKey, secretKey: wrong } });
    expect(report).toMatchObject({
      verdict: "failed",
      batches: [{ status: "rejected", error: { code: "EDGE_AUTHENTICATION" } }],
    });
    expect(emulator.requests.length).toBeLessThanOrEqual(2);
    expect(printed + JSON.stringify(report) + baselineText()).not.toContain(wrong.reveal());
  });

  it("keeps what the API said of a refusal as data down to the report", async () => {
    site(first);
    const answer = gatewayError(403, "230");
    emulator.faults.next({ answer });
    const { batches } = await run();
    expect(batches[0]?.error).toEqual({
      code: "EDGE_FORBIDDEN",
      message: expect.stringContaining("HTTP 403") as string,
      next: expect.stringMatching(/\.$/) as string,
      httpStatus: 403,
      apiCode: "230",
      traceId: answer.headers["x-ncp-trace-id"],
    });
  });

  it("refuses the secret key in a file that no purge is about, too", async () => {
    site({ ...first, "app.js.map": `{"sourcesContent":["// ${emulatorCredentials.secretKey}"]}` });
    expect(await run({ exclude: ["**/*.map"] })).toMatchObject({ verdict: "failed", reason: "OUTPUT_CONTAINS_SECRET" });
    expect(emulator.requests).toHaveLength(0);
  });

  it("has everything that lies on the disk in the manifest or in a warning, and never stops for a name", async () => {
    site({ ...first, "pasted\u2028title\n.html": "1" });
    const dist = join(project, "dist");
    writeFileSync(Buffer.concat([Buffer.from(`${dist}/`), Buffer.from("caf\xe9.txt", "latin1")]), "1");
    symlinkSync("missing", join(dist, "link.txt"));
    symlinkSync(".", join(dist, "loop"));
    execFileSync("mkfifo", [join(dist, "pipe")]);
    mkdirSync(join(dist, "empty"));
    const report = await run({ include: ["**"], exclude: [...defaultExclude] });
    expect(sent()).toEqual([[1, "/a.css", "/", "/index.html", "/pasted%E2%80%A8title%0A.html"]]);
    expect(report).toMatchObject({
      verdict: "partial",
      counts: { added: 5 },
      unsettled: [{ assetPath: "caf\udce9.txt", waitingFor: "expressible" }],
    });
    const said = report.warnings.map(({ code, message }) => `${code} ${message}`).join("\n");
    for (const line of [
      "LINK_IGNORED link.txt leads nowhere",
      "LINK_IGNORED loop leads to a folder that it lies in",
      "FILE_IGNORED pipe is a named pipe",
      "NOT_EXPRESSIBLE caf\\xe9.txt: the name is not UTF-8",
    ]) {
      expect(said).toContain(line);
    }
    expect(JSON.parse(baselineText()).edges["1"].paths["caf\udce9.txt"]).toMatchObject({ state: "unsettled" });
    const again = await run({ include: ["**"], exclude: [...defaultExclude], also: { "**/*.txt": ["/*.txt"] } });
    expect(again).toMatchObject({ verdict: "purged", counts: { changed: 1, unchanged: 4 }, unsettled: [] });
  });

  it("does not forget over the folder alone what a bundler said of names", async () => {
    site(first);
    await run();
    expect(await run({}, Date.now(), {})).toMatchObject({ verdict: "nothing-to-purge" });
    const known = () => JSON.parse(baselineText()).edges["1"].paths["assets/app-12345678.js"].immutable;
    expect(known()).toBe(true);
    expect(await run({ when: "deploy" }, Date.now(), {})).toMatchObject({ verdict: "nothing-to-purge" });
    expect(known()).toBe(true);
    expect(await run({ immutable: [] }, Date.now(), {})).toMatchObject({ verdict: "nothing-to-purge" });
    expect(known()).toBe(false);
    await run();
    expect(known()).toBe(true);
    site({ "index.html": "1", "a.css": "1" });
    expect(await run({}, Date.now(), {})).toMatchObject({ verdict: "nothing-to-purge", counts: { removed: 1 } });
  });

  it("purges with a clock that is twelve minutes off, and says by how much", async () => {
    site(first);
    const twelveMinutes = 12 * 60_000;
    const report = await run({}, Date.now() + twelveMinutes);
    expect(report.verdict).toBe("purged");
    expect(emulator.requests).toHaveLength(2);
    expect(Math.abs((report.clockSkewMs ?? 0) - twelveMinutes)).toBeLessThan(10_000);
    expect(printed).toContain("clock is 12.0 minutes ahead of the API's");
  });

  it("warns of an upload that comes later, until somebody chose when to purge, or gave the origin", async () => {
    const isWarned = async (settings: Parameters<typeof run>[0]) => {
      site(first);
      rmSync(join(project, ".global-edge-purge"), { recursive: true, force: true });
      const { warnings } = await run(settings);
      return warnings.some(({ code }) => code === "WHEN_NOT_CHOSEN");
    };
    expect(await isWarned({ when: undefined })).toBe(true);
    expect(printed).toContain('Set when: "deploy" and run npx global-edge-purge send after the upload');
    expect(await isWarned({ when: undefined, dryRun: true })).toBe(true);
    expect(await isWarned({ when: "build" })).toBe(false);
    expect(await isWarned({ when: "deploy" })).toBe(false);
    expect(await isWarned({ when: undefined, origin: { url: `${emulator.edgeUrl(1)}/`, timeout: 0 } })).toBe(false);
  });

  it("loses no target, whatever goes wrong on the way", async () => {
    const fault = fc.constantFrom<Fault>(
      {},
      { answer: gatewayError(500, "900") },
      { answer: gatewayError(429, "420") },
      { answer: gatewayError(413, "430") },
      { answer: serviceError(400, "0040") },
      { answer: serviceError(403, "0032") },
      { answer: gatewayError(401, "200") },
      { answer: htmlAnswer(502) },
      { drop: "before-processing" },
      { drop: "after-processing" },
      { truncate: true },
    );
    const names = Array.from({ length: 8 }, (_, index) => `${index}.txt`);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 12 }), async (faults) => {
        await emulator.close();
        emulator = await createEmulator({ edges: [{ edgeId: 1 }] });
        const baseline = join(project, "baselines", `${round++}.json`);
        site(Object.fromEntries(names.map((name) => [name, name])));
        emulator.faults.next(...faults);
        const report = await run({ baseline, quota: { ...defaultQuota, targetsPerRequest: 3 } });

        const accepted = new Set(report.batches.flatMap((batch) => (batch.status === "accepted" ? batch.targets : [])));
        const owed = new Set(report.unsettled.map(({ assetPath }) => `/${assetPath}`));
        const taken = new Set(emulator.purges.flatMap(({ purgeTarget }) => purgeTarget));
        for (const name of names) {
          expect(accepted.has(`/${name}`)).not.toBe(owed.has(`/${name}`));
          if (accepted.has(`/${name}`)) expect(taken).toContain(`/${name}`);
        }
        const entries = JSON.parse(readFileSync(baseline, "utf8")).edges["1"].paths;
        const unsettled = names.filter((name) => entries[name].state === "unsettled");
        expect(unsettled.map((name) => `/${name}`)).toEqual([...owed].toSorted());
      }),
      { numRuns: 25 },
    );
  });

  it("throws where the options do not fit the build", async () => {
    site(first);
    await expect(run({ base: { assets: "/cdn/" } })).rejects.toThrow(expect.objectContaining({ code: "BASE_UNKNOWN" }));
  });
});
