// Builds each example twice against a local Global Edge, purged by the build and once after an upload, and shows that visitors get
// every change at once, and that nothing else was purged. Works on copies in the system's folder for temporary files; talks to
// this machine only.
import { createEmulator } from "@global-edge-purge/emulator";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.js";
import { afterUpload, atBuild } from "./deploys.js";
import { sites } from "./sites.js";
import { showTable } from "./table.js";
import { listUrls, readAll, visitAll } from "./visitor.js";

const edgeId = 11197;

/**
 * @param {import("./sites.js").Site} site
 * @param {import("./deploys.js").Deploy} deploy
 */
async function demonstrate(site, deploy) {
  const title = `${site.name}, ${deploy.title}`;
  const example = fileURLToPath(new URL(`../${site.name}`, import.meta.url));
  const directory = mkdtempSync(join(tmpdir(), `global-edge-purge-demo-${site.name}-`));
  const origin = join(directory, deploy.origin);
  const emulator = await createEmulator({ edges: [{ edgeId }] });
  const visit = (/** @type {ReadonlySet<string>} */ urls) => visitAll(emulator.edgeUrl(edgeId), urls);
  try {
    for (const entry of site.copied) cpSync(join(example, entry), join(directory, entry), { recursive: true });
    symlinkSync(join(example, "node_modules"), join(directory, "node_modules"), "junction");

    console.log(`\n${title}: the first build\n`);
    deploy.prepare(directory);
    await build(site, directory, emulator.apiUrl);
    await deploy.finish(directory, emulator.apiUrl);
    emulator.setOrigin(origin);
    const firstUrls = listUrls(origin);
    const before = await visit(firstUrls);
    const purgesBefore = emulator.purges.length;

    console.log(`\n${title}: somebody edits the site\n`);
    for (const line of site.edit(directory)) console.log(`  ${line}`);
    // A page that does not exist yet was asked for too: the edge remembers its 404.
    const newUrls = await visit(new Set(["/new/", "/new/index.html"]));

    console.log(`\n${title}: the second build\n`);
    await build(site, directory, emulator.apiUrl);
    await deploy.finish(directory, emulator.apiUrl);
    const purged = new Set(emulator.purges.slice(purgesBefore).flatMap(({ purgeTarget }) => purgeTarget));

    const urls = new Set([...firstUrls, ...newUrls.keys(), ...listUrls(origin)]);
    const after = await visit(urls);
    const fresh = readAll(origin, urls);
    const reasons = readReasons(directory);
    return showTable(title, {
      before: new Map([...before, ...newUrls]),
      after,
      fresh,
      purged,
      reasons,
      immutable: site.immutable,
    });
  } finally {
    await emulator.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Why each target was purged, in the words of the report. */
function readReasons(/** @type {string} */ directory) {
  const report = JSON.parse(readFileSync(join(directory, "purge-report.json"), "utf8"));
  return new Map(
    report.targets.map((/** @type {{ target: string, reason: string }} */ { target, reason }) => [target, reason]),
  );
}

let mistakes = 0;
for (const site of sites) mistakes += await demonstrate(site, atBuild);
for (const site of sites.slice(0, 1)) mistakes += await demonstrate(site, afterUpload);
console.log(
  mistakes === 0 ? "\nEvery visitor got the new files, and only what changed was purged." : `\n${mistakes} mistakes.`,
);
process.exitCode = mistakes === 0 ? 0 : 1;
