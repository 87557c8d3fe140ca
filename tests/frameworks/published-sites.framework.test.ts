import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openAccount } from "../harness/account.ts";
import { startNode } from "../harness/run-node.ts";
import { folderOf, openSite } from "../harness/workspace.ts";
import { edgeId, needlessTargets, staleObjects } from "./compare-sites.ts";
import { installPublished } from "./install-published.ts";

/** A package that ships a site as somebody's build wrote it. */
interface PublishedSite {
  readonly name: string;
  /** The earlier one first. */
  readonly versions: readonly [string, string];
  /** Where the site lies in it. */
  readonly folder: string;
  /** As it is told. */
  readonly writtenBy: string;
  /** Names that carry a hash of their content, as whoever looks at both folders sees them, by their path. */
  readonly hashed: RegExp;
  readonly flags?: readonly string[];
  /** How many targets the later version sends after the earlier one, and how many of these for nothing. */
  readonly sent: number;
  readonly needless: number;
}

const nuxt = { writtenBy: "Nuxt", hashed: /^\/_nuxt\/(?!builds\/)/u };
const reactRouter = {
  writtenBy: "React Router",
  folder: "build/client",
  hashed: /^\/assets\/.*-[\w-]{8}\.\w+(?:\.(?:br|gz))?$/u,
};
const angular = { writtenBy: "Angular", folder: "public", hashed: /^\/(?:media\/)?[\w.-]+-[A-Z0-9]{8}\.\w+$/u };
const vite = { writtenBy: "Vite", hashed: /^\/assets\/.*-[\w-]{8}\.\w+(?:\.(?:br|gz))?$/u };

const sites: readonly PublishedSite[] = [
  {
    ...nuxt,
    name: "@eslint/config-inspector",
    versions: ["3.4.1", "3.5.0"],
    folder: "dist/public",
    sent: 8,
    needless: 0,
  },
  {
    ...nuxt,
    name: "node-modules-inspector",
    versions: ["1.2.0", "1.4.2"],
    folder: "dist/public",
    sent: 8,
    needless: 0,
  },
  { ...nuxt, name: "@nuxt/devtools", versions: ["3.4.2", "3.4.4"], folder: "dist/client", sent: 8, needless: 0 },
  { ...reactRouter, name: "@pg-boss/dashboard", versions: ["1.7.0", "1.9.0"], sent: 0, needless: 0 },
  { ...reactRouter, name: "@workflow/web", versions: ["4.1.24", "4.1.25"], sent: 0, needless: 0 },
  { ...angular, name: "@mxtommy/kip", versions: ["4.8.0", "4.8.5"], sent: 67, needless: 0 },
  { ...angular, name: "@signalk/freeboard-sk", versions: ["3.1.0", "3.1.1"], sent: 2, needless: 0 },
  { ...angular, name: "homebridge-config-ui-x", versions: ["5.10.0", "5.28.0"], sent: 141, needless: 0 },
  {
    name: "@stryker-mutator/dashboard-frontend",
    versions: ["0.13.2", "0.13.4"],
    folder: "dist/stryker-mutator/dashboard-frontend",
    writtenBy: "Angular",
    hashed: /\.[0-9a-f]{16}\.\w+$/u,
    sent: 3,
    needless: 0,
  },
  {
    name: "@kiali/kiali-ui",
    versions: ["1.6.0", "1.31.0"],
    folder: "build",
    writtenBy: "Create React App",
    hashed: /\.[0-9a-f]{8,32}\.(?:chunk\.)?\w+$/u,
    sent: 6,
    needless: 0,
  },
  {
    name: "@latticexyz/explorer",
    versions: ["2.2.12", "2.2.21"],
    folder: ".next/standalone/packages/explorer/.next/static",
    writtenBy: "Next.js",
    hashed: /^\/_next\/static\/(?:chunks|css|media)\/.*[0-9a-f]{8}/u,
    flags: ["--base", "/_next/static/"],
    sent: 4,
    needless: 0,
  },
  { ...vite, name: "zigbee2mqtt-windfront", versions: ["2.11.1", "2.15.0"], folder: "dist", sent: 14, needless: 0 },
  { ...vite, name: "flowise-ui", versions: ["3.1.3", "3.1.4"], folder: "build", sent: 2, needless: 0 },
  {
    ...vite,
    name: "@signalk/server-admin-ui",
    versions: ["2.24.2", "2.32.0"],
    folder: "public",
    sent: 30,
    needless: 8,
  },
];

const program = join(folderOf("global-edge-purge"), "dist", "bin.js");

describe.each(sites)("the site that $name ships, $versions", (site) => {
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
    const hosting = { originBase: base, cleanUrls: !["Create React App", "Vite"].includes(writtenBy) };
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
