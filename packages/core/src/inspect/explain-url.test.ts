import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { purgeBuild } from "../run/purge-build.ts";
import { startDeployLab, writeFiles } from "../test/deploy-lab.ts";
import { explainUrl } from "./explain-url.ts";

const first = {
  "index.html": "1",
  "about/index.html": "1",
  "app.js": "1",
  "assets/x-12345678.js": "1",
  "page.html": "1",
};
const second = { ...first, "app.js": "2" };

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

async function startExplained() {
  const lab = await startDeployLab();
  const app = lab.app("site", { report: { json: join(lab.folder, "report.json") } });
  const explain = async (target: string, withFolder = false) => {
    const build = withFolder ? { outputDirectory: join(app.project, "dist") } : undefined;
    const facts = await explainUrl({ target, settings: app.settings, build, readText }, lab.system);
    return facts
      .map(({ source, assetPath, says }) => `${source}${assetPath === undefined ? "" : ` ${assetPath}`}: ${says}`)
      .join("\n");
  };
  return { lab, app, explain };
}

describe("explainUrl", () => {
  it("says that nothing is known where nothing is", async () => {
    const { explain } = await startExplained();
    const said = await explain("/app.js");
    expect(said).toMatch(
      /^baseline: There is no baseline .*production\/baseline\.json \(there is none yet\): .*"mutable"/,
    );
    expect(said).toMatch(/^options: No file that is known has this URL\./m);
  });

  it("says of each state what the next run does, by whichever of a file's URLs", async () => {
    const { app, explain } = await startExplained();
    await app.run(first);
    expect(await explain("/about/")).toMatch(/^baseline about\/index\.html: The edge agrees with us \(6b86b273ff34\)/);
    expect(await explain("/assets/x-12345678.js")).toMatch(/carries a content hash/);
    expect(await explain("/nothing.html")).toMatch(/^report: .* did not purge it\.\noptions: No file/);
    await app.plan(second);
    expect(await explain("/app.js")).toMatch(
      /^baseline app\.js: The edge may hold something else since 2\d{3}-.*: every run purges it/,
    );
  });

  it("says what a run over the folder would do, and why", async () => {
    const { app, explain } = await startExplained();
    await app.run(first);
    writeFileSync(join(app.project, "dist", "app.js"), "2");
    expect(await explain("/app.js", true)).toMatch(
      /^build app\.js: A run over this folder now purges it: the file changed\.$/m,
    );
    expect(await explain("/page.html", true)).toMatch(/^build: A run over this folder now leaves it alone\.$/m);
  });

  it("says why a run over the folder would fail, unless that was said of the baseline", async () => {
    const { app, explain } = await startExplained();
    await app.run(first);
    rmSync(join(app.project, "dist"), { recursive: true });
    expect(await explain("/app.js", true)).toMatch(/^build: A run over this folder now would fail: /m);
    writeFiles(join(app.project, "dist"), first);
    rmSync(app.baselinePath);
    mkdirSync(app.baselinePath);
    expect(await explain("/app.js", true)).not.toMatch(/^build/m);
  });

  it("says what the plan holds, and what the last run came to", async () => {
    const { lab, app, explain } = await startExplained();
    await app.run(first);
    await app.plan(second);
    expect(await explain("/app.js")).toMatch(
      /^plan app\.js: The plan .*plan\.json lists it: the file changed\. send compares again when it sends\.$/m,
    );
    expect(await explain("/page.html")).toMatch(/^plan: The plan .* does not list it\.$/m);
    await lab.send([app.planPath], { report: app.settings.report });
    expect(await explain("/app.js")).toMatch(
      /^report app\.js: The last run \(.*, purged\) planned its purge \(changed\)\.\nreport: That was accepted \(purge 3720002\)\./m,
    );
  });

  it("asks the baseline and the plan of every output of a build that has several", async () => {
    const { lab, app } = await startExplained();
    for (const outputName of ["client", "admin/app"]) {
      writeFiles(join(app.project, outputName), { [`${outputName.replace("/", "-")}.js`]: "1" });
      const build = { outputDirectory: join(app.project, outputName), outputName, immutableNames: new Set<string>() };
      await purgeBuild(build, app.settings, lab.system);
    }
    for (const target of ["/client.js", "/admin-app.js"]) {
      const facts = await explainUrl({ target, settings: app.settings, readText }, lab.system);
      expect(facts).toContainEqual(expect.objectContaining({ source: "baseline", assetPath: target.slice(1) }));
    }
  });

  it("says it where a plan, a report or a baseline cannot be read", async () => {
    const { app, explain } = await startExplained();
    await app.plan(first);
    writeFileSync(app.planPath, "garbage");
    writeFileSync(app.baselinePath, "garbage");
    writeFileSync(app.settings.report.json ?? "", "garbage");
    const said = await explain("/app.js", true);
    expect(said).toMatch(/^baseline: There is no baseline .* \(it is not JSON/);
    expect(said).toMatch(/^plan: .* is not a plan: it is not JSON/m);
    expect(said).toMatch(/^report: The report cannot be read\.$/m);
  });
});
