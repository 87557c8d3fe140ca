import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openAccount } from "../harness/account.ts";
import { startNode } from "../harness/run-node.ts";
import { folderOf, openSite } from "../harness/workspace.ts";
import { edgeId, needlessTargets, staleObjects } from "./compare-sites.ts";
import { installPublished } from "./install-published.ts";
import { nuxt2Site, tunedSites, untunedSites } from "./published-sites.ts";

const program = join(folderOf("global-edge-purge"), "dist", "bin.js");

describe.each([...tunedSites, ...untunedSites, nuxt2Site])("the site that $name ships, $versions", (site) => {
  it(`is purged by run --dir ${site.flags?.join(" ") ?? ""}`, async () => {
    const { name, versions, folder, writtenBy, hashed, flags = [], sent, needless } = site;
    const [before, after] = versions.map((version) => join(installPublished(name, version), folder)) as [
      string,
      string,
    ];
    const work = realpathSync(mkdtempSync(join(tmpdir(), "global-edge-purge-published-")));
    onTestFinished(() => rmSync(work, { recursive: true, force: true }));
    const project = openSite(work);
    const output = join(work, "site");
    const originBase = flags[flags.indexOf("--base") + 1] ?? "/";
    const base = flags.includes("--base") ? originBase : "/";
    // Single pages of React and Vite are served by their names.
    const cleanUrls = writtenBy !== undefined && !["Create React App", "Vite"].includes(writtenBy);
    const hosting = { originBase: base, cleanUrls };
    cpSync(before, output, { recursive: true });
    const account = await openAccount({ origin: output, ...hosting });
    onTestFinished(() => account.emulator.close());
    const run = async (...more: readonly string[]) => {
      const args = [program, "run", "--dir", "site", "--edge-id", String(edgeId), ...flags, ...more];
      const { ended, output } = await startNode(project, args, account.env).result;
      expect(ended, output).toBe(0);
      return output;
    };

    await run("--adopt");
    const isHashed = (target: string) => hashed.test(target);
    const known = [...urlsOf(before, base), ...urlsOf(after, base).filter((url) => !isHashed(url))];
    for (const url of known) await (await fetch(account.emulator.edgeUrl(edgeId) + url)).arrayBuffer();
    rmSync(output, { recursive: true });
    cpSync(after, output, { recursive: true });
    const said = await run();
    expect(/written by (?<framework>[^:\n]+)/u.exec(said)?.groups?.["framework"]).toBe(writtenBy);

    const { targets } = account.asked();
    expect(await staleObjects(account.emulator, output, isHashed, hosting)).toEqual([]);
    const unchanged = await needlessTargets(targets, before, after, hosting);
    const forNothing = [...new Set([...unchanged, ...targets.filter(isHashed)])];
    expect({ sent: targets.length, needless: forNothing.length }, forNothing.join(" ")).toEqual({ sent, needless });
  });
});

it("purges one target in ten for nothing at most, over sites that the recogniser was not mended by", () => {
  // What each of them says was counted above.
  const sent = untunedSites.reduce((sum, site) => sum + site.sent, 0);
  const needless = untunedSites.reduce((sum, site) => sum + site.needless, 0);
  expect(needless / sent).toBeLessThanOrEqual(0.1);
});

/** Everything that a visitor may ask a host with clean URLs for; source maps are for nobody, nor what Vite keeps for itself: both are excluded. */
function urlsOf(folder: string, base: string): readonly string[] {
  const paths = openSite(folder).list();
  return paths
    .filter((path) => !/\.map$|^\.vite\//u.test(path))
    .flatMap((path) => {
      const url = base + path.split("/").map(encodeURIComponent).join("/");
      const [, page] = /^(.*?)(?:\/index|(?<!\/404))\.html$/u.exec(url) ?? [];
      return page === undefined ? [url] : [url, page, `${page}/`];
    });
}
