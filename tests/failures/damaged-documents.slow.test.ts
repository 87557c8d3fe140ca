import { adoptBuild, type BaselineStore, purgeBuild, sendPlans } from "@global-edge-purge/core";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRandom } from "../harness/create-random.ts";
import { openSite } from "../harness/workspace.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "global-edge-purge-damaged-")));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A baseline that nobody writes to. */
const storeOf = (text: string): BaselineStore => ({
  location: "the damaged baseline",
  read: async () => ({ text, version: "1" }),
  write: async () => false,
  setAside: async () => undefined,
});

const site = openSite(root);
const system = createSystem({
  env: {},
  homeDirectory: () => undefined,
  isCI: false,
  isPullRequest: false,
  write: () => {},
});

function settingsOf(options: object) {
  const resolution = resolveOptions(
    {
      edgeId: 11197,
      endpoint: "http://127.0.0.1:9",
      immutable: ["assets/**"],
      aliases: "directory",
      when: "build",
      ...options,
    },
    { mode: "production", production: true, projectDirectory: root, publicPath: "/", enabledByDefault: true },
    system,
  );
  if (!resolution.run) throw new Error("The run did not apply.");
  return resolution.settings;
}

const build = { outputDirectory: join(root, "dist") };
const text = await (async () => {
  for (const name of ["index.html", "old.html", "한글.html", "assets/app-1a2b3c4d.js"])
    site.write(`dist/${name}`, "one");
  await adoptBuild(build, settingsOf({ when: "deploy" }), system);
  site.write("dist/index.html", "two");
  rmSync(join(root, "dist/old.html"));
  return readFileSync(join(root, ".global-edge-purge/production/baseline.json"), "utf8");
})();

/** What a run with this baseline would purge, and what it says; nothing is sent. */
async function plan(baseline: string) {
  const { verdict, targets, warnings } = await purgeBuild(
    build,
    settingsOf({ dryRun: true, baseline: storeOf(baseline), logLevel: "silent" }),
    system,
  );
  return { verdict, targets: targets.map(({ target }) => target).toSorted(), codes: warnings.map(({ code }) => code) };
}

describe("a damaged baseline", async () => {
  const whole = await plan(text);

  it("is one that would purge what changed and what was removed, were it whole", () => {
    expect(whole).toMatchObject({ verdict: "planned", targets: ["/", "/index.html", "/old.html"] });
    expect(whole.codes).not.toContain("BASELINE_MISSING");
  });

  /** All that is changed is purged, and if something is not known any more, that is said. */
  const isHonest = ({ verdict, targets, codes }: typeof whole) =>
    verdict === "failed" ||
    whole.targets.every((target) => targets.includes(target)) ||
    (codes.includes("BASELINE_MISSING") && targets.includes("/index.html"));

  it("is never a silent lie, at whatever byte it ends", async () => {
    const bytes = Buffer.from(text);
    for (let length = 0; length <= bytes.length; length++) {
      const planned = await plan(bytes.subarray(0, length).toString());
      expect(isHonest(planned), `It ends after ${length} bytes: ${JSON.stringify(planned)}`).toBe(true);
    }
  });

  it("is never a silent lie, whichever of its bytes is another one (500 samples)", async () => {
    const random = createRandom(16);
    for (let sample = 0; sample < 500; sample++) {
      const bytes = Buffer.from(text);
      const at = Math.floor(random() * bytes.length);
      bytes.writeUInt8((bytes.readUInt8(at) + 1 + Math.floor(random() * 255)) % 256, at);
      const planned = await plan(bytes.toString());
      expect(isHonest(planned), `Byte ${at} is ${bytes.readUInt8(at)}: ${JSON.stringify(planned)}`).toBe(true);
    }
  });
});

describe("a damaged plan", async () => {
  const planPath = join(root, ".global-edge-purge/production/plan.json");
  await purgeBuild(build, settingsOf({ when: "deploy", logLevel: "silent" }), system);
  const written = readFileSync(planPath, "utf8");
  const codeOf = async (document: string) => {
    writeFileSync(planPath, document);
    try {
      return (await sendPlans([planPath], { dryRun: true, logLevel: "silent" }, root, system)).verdict;
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
  };

  it("is one that would be sent, were it whole", async () => {
    expect(await codeOf(written)).toBe("planned");
  });

  it("is refused, at whatever byte it ends", async () => {
    const bytes = Buffer.from(written.trimEnd());
    for (let length = 0; length < bytes.length; length += 7) {
      expect(await codeOf(bytes.subarray(0, length).toString())).toBe("PLAN_INVALID");
    }
  });

  it("is refused, whichever of its bytes is another one (500 samples)", async () => {
    const random = createRandom(61);
    for (let sample = 0; sample < 500; sample++) {
      const bytes = Buffer.from(written.trimEnd());
      const at = Math.floor(random() * bytes.length);
      bytes.writeUInt8((bytes.readUInt8(at) + 1 + Math.floor(random() * 255)) % 256, at);
      const code = await codeOf(bytes.toString());
      // White space and the words about the document mean nothing.
      if (code !== "planned") expect(code).toMatch(/^PLAN_(INVALID|EDITED)$/u);
      else expect(documentOf(bytes.toString())).toEqual(documentOf(written));
    }
  });

  it.each([
    ["other edges", (plan: string) => plan.replaceAll("11197", "11198")],
    ["a wider target", (plan: string) => plan.replace('"/index.html"', '"/*"')],
    ["a target of several lines", (plan: string) => plan.replace('"/index.html"', String.raw`"/index.html\n/*"`)],
    ["another API", (plan: string) => plan.replace("http://127.0.0.1:9", "https://evil.example")],
    ["another baseline", (plan: string) => plan.replace('"baseline.json"', '"../../../elsewhere.json"')],
    ["an option more", (plan: string) => plan.replace(/"also": ?\{\}/u, '"also": {"**": ["/*"]}')],
    ["a path that leads out", (plan: string) => plan.replace('"한글.html"', '"../../etc/passwd"')],
    ["a name of JavaScript", (plan: string) => plan.replace('"한글.html"', '"__proto__"')],
  ])("is refused with %s", async (_what, edit) => {
    const edited = edit(written);
    expect(edited).not.toBe(written);
    expect(await codeOf(edited)).toMatch(/^PLAN_(INVALID|EDITED)$/u);
  });
});

function documentOf(text: string): unknown {
  return { ...(JSON.parse(text) as object), about: "" };
}
