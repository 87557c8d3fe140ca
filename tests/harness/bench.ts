import { afterAll, beforeAll } from "vitest";
import { type Account, openAccount } from "./account.ts";
import { createWorkspace, type Site, type SiteFiles, type Workspace } from "./workspace.ts";

/** What the tests of one file share. */
export interface Bench {
  readonly workspace: Workspace;
  readonly account: Account;
  /** A site that was built and purged once, to be copied. */
  readonly built: Site;
}

/** Sets a bench up before the tests of a file, and leaves nothing behind. `build` is to build the site and purge it. */
export function useBench(files: SiteFiles, build: (site: Site, account: Account) => Promise<unknown>): Bench {
  let bench: Bench | undefined;
  beforeAll(async () => {
    const workspace = createWorkspace();
    const account = await openAccount();
    const built = workspace.createSite(files);
    bench = { workspace, account, built };
    await build(built, account);
    account.asked();
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
  };
}

/** The file that remembers what the edge is known to serve. */
export const baselinePath = ".global-edge-purge/production.json";
