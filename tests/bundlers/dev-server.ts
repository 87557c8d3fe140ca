import { expect, it } from "vitest";
import type { Bench } from "../harness/bench.ts";
import { startNode } from "../harness/run-node.ts";

/** A server that a bundler starts, and that must not purge. */
export interface BundlerServer {
  /** Arguments for Node that start it on a free port of 127.0.0.1. */
  readonly args: readonly string[];
  /** What a test says to the config of the site. */
  readonly said?: object;
  readonly env?: NodeJS.ProcessEnv;
  /** What it says when it has taken in a change, and whether it says so of its first build, too; absent where it says nothing. */
  readonly built?: { readonly text: string; readonly isSaidAtFirst: boolean };
  /** The lines that it says of the purge. @default [] */
  readonly notes?: readonly string[];
}

const edit = "edited while it runs";

/** Expects that a site is left alone by a server that a bundler starts, whatever is edited and requested. */
export function describeServer(bench: Bench, name: string, open: () => Promise<BundlerServer> | BundlerServer): void {
  it(`is left alone by ${name}`, async () => {
    const { args, said = {}, env = {}, built, notes = [] } = await open();
    const site = bench.editedSite();
    const server = startNode(site, args, { ...bench.account.env, TEST_BUILD: JSON.stringify(said), ...env });
    const address = await server.address();
    if (built?.isSaidAtFirst) await server.says(built.text);
    expect(await visit(address)).not.toContain(edit);
    site.write("src/main.js", `${site.read("src/main.js")}console.log("${edit}");\n`);
    if (built) await server.says(built.text, built.isSaidAtFirst ? 2 : 1);
    expect(await visit(address)).toContain(built ? edit : "");
    server.kill("SIGTERM");
    const { output } = await server.result;
    expect(output.match(/.*Global Edge.*/gu) ?? []).toEqual(notes);
    bench.expectUntouched(site);
  });
}

/** What a browser gets: the page and its scripts. */
export async function visit(address: string): Promise<string> {
  const page = await get(`${address}/`);
  const scripts = [...page.matchAll(/(?:src|href)="?([^">]+\.js)/gu)].map(([, path = ""]) => new URL(path, address));
  expect(scripts).not.toEqual([]);
  return [page, ...(await Promise.all(scripts.map(get)))].join("\n");
}

async function get(url: URL | string): Promise<string> {
  const answer = await fetch(url, { headers: { connection: "close" } });
  expect(answer.status, String(url)).toBe(200);
  return answer.text();
}
