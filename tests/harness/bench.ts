import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect } from "vitest";
import { type Account, type Asked, openAccount } from "./account.ts";
import type { Host } from "./host.ts";
import { type CommandResult, startNode } from "./run-node.ts";
import { createWorkspace, type Site, type Workspace } from "./workspace.ts";

/** What the tests of one file share. */
export interface Bench {
  readonly host: Host;
  readonly workspace: Workspace;
  readonly account: Account;
  /** A site that was built and purged once, to be copied. */
  readonly built: Site;
  /** What came of that first build. */
  readonly first: CommandResult & { readonly asked: Asked };
  /** Builds a site, on the command line unless `args` say otherwise. */
  build(site: Site, said?: object, args?: readonly string[], env?: NodeJS.ProcessEnv): Promise<CommandResult>;
  /** A copy of the built site in which one file is edited, so that a build has something to purge. */
  editedSite(): Site;
  /** Expects that a build left no trace in a copy of the built site: nothing was sent, the baseline is what it was. */
  expectUntouched(site: Site): void;
}

/** Sets a bench up before the tests of a file, and leaves nothing behind. */
export function useBench(host: Host): Bench {
  let bench: Pick<Bench, "workspace" | "account" | "built" | "first"> | undefined;
  const build = (site: Site, account: Account, said: object, args: readonly string[], env: NodeJS.ProcessEnv) =>
    startNode(site, args, { ...account.env, TEST_BUILD: JSON.stringify(said), ...env }).result;
  beforeAll(async () => {
    const workspace = createWorkspace(host.packages);
    const account = await openAccount();
    const built = workspace.createSite(host.site);
    const result = await build(built, account, {}, host.command, {});
    bench = { workspace, account, built, first: { ...result, asked: account.asked() } };
  });
  afterAll(async () => {
    await bench?.account.emulator.close();
    bench?.workspace.remove();
  });
  const ready = () => {
    if (!bench) throw new Error("The bench is there once the tests run.");
    return bench;
  };
  return {
    host,
    build: (site, said = {}, args = host.command, env = {}) => build(site, ready().account, said, args, env),
    editedSite() {
      const { workspace, built } = ready();
      const site = workspace.copySite(built);
      site.write("public/robots.txt", "edited\n");
      return site;
    },
    expectUntouched(site) {
      const { account, built } = ready();
      expect(account.asked().requests).toBe(0);
      expect(site.read(baselinePath)).toBe(built.read(baselinePath));
      expect(site.list(".global-edge-purge")).toEqual(built.list(".global-edge-purge"));
    },
    get workspace() {
      return ready().workspace;
    },
    get account() {
      return ready().account;
    },
    get built() {
      return ready().built;
    },
    get first() {
      return ready().first;
    },
  };
}

/** The digest of a text. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The file that remembers what the edge is known to serve. */
export const baselinePath = ".global-edge-purge/production/baseline.json";
