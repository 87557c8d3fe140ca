import { afterAll, beforeAll } from "vitest";
import { type Account, type Asked, openAccount } from "./account.ts";
import type { CommandResult } from "./run-node.ts";
import { createWorkspace, type Site, type SiteFiles, type Workspace } from "./workspace.ts";

/** What the tests of one file share. */
export interface Bench {
  readonly workspace: Workspace;
  readonly account: Account;
  /** A site that was built and purged once, to be copied. */
  readonly built: Site;
  /** What came of that first build. */
  readonly first: CommandResult & { readonly asked: Asked };
}

/** Sets a bench up before the tests of a file, and leaves nothing behind. `build` builds a site. */
export function useBench(files: SiteFiles, build: (site: Site, account: Account) => Promise<CommandResult>): Bench {
  let bench: Bench | undefined;
  beforeAll(async () => {
    const workspace = createWorkspace();
    const account = await openAccount();
    const built = workspace.createSite(files);
    const result = await build(built, account);
    bench = { workspace, account, built, first: { ...result, asked: account.asked() } };
  });
  afterAll(async () => {
    await bench?.account.emulator.close();
    bench?.workspace.remove();
  });
  const ready = (): Bench => {
    if (!bench) throw new Error("The bench is there once the tests run.");
    return bench;
  };
  return {
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

/** The file that remembers what the edge is known to serve. */
export const baselinePath = ".global-edge-purge/production.json";
