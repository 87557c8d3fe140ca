import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Account, openAccount } from "../harness/account.ts";
import { freePort } from "../harness/free-port.ts";
import { type CommandResult, type RunningNode, startNode } from "../harness/run-node.ts";
import { edgeId, needlessTargets, openColdSite, staleObjects } from "./compare-sites.ts";
import type { Site, SiteFiles } from "../harness/workspace.ts";
import { type InstalledScaffold, installScaffold } from "./install-scaffold.ts";
import { openVisitor, type Visitor } from "./visitor.ts";

/** A change of a site's sources: a file's new text, or what is to become of the one it has; `undefined` removes it. */
type Edits = Readonly<Record<string, string | undefined | ((text: string) => string)>>;

/** A framework as the tests run it. All scaffolds have the same pages, `/`, `/about` and `/posts/one`. */
export interface FrameworkSite {
  readonly name: string;
  /** Folder in `scaffolds`. */
  readonly scaffold: string;
  /** The scaffold that has its sources, where it is another version of the same site. */
  readonly sources?: string;
  /** Arguments for Node that build the site. */
  readonly build: readonly string[];
  /** Where the pages are, from the site. */
  readonly output: string;
  /** Arguments for Node that start servers that must leave no trace. */
  readonly servers: (port: number) => Readonly<Record<string, readonly string[]>>;
  /** Arguments for Node of further commands that must leave no trace. */
  readonly commands?: Readonly<Record<string, readonly string[]>>;
  /** The pages' paths, where they are not those that all scaffolds have. */
  readonly pages?: readonly string[];
  /** One for each kind of change; each must change what visitors see, but for the public file. */
  readonly edits: { readonly [Kind in "page" | "component" | "data" | "public" | "added" | "removed"]: Edits };
  /** A change that the build fails for. */
  readonly broken: Edits;
  /** Targets of names that carry a hash. */
  readonly isHashed: (target: string) => boolean;
  /** Whether the edge counts queries into its cache key, as the default is. */
  readonly cacheQuery?: "included" | "ignored";
  /** Whether it writes the same bytes from the same sources. @default true */
  readonly buildsAlike?: boolean;
  /** Most needless targets of all that are sent for the edits, as a share. @default 0 */
  readonly needless?: number;
  /** Arguments for Node that purge, where the build itself does not. */
  readonly purge?: readonly string[];
}

const usualPages = ["/", "/about", "/posts/one"];
const publicFile = "/notice.txt";

/** Builds a framework's site for real and clicks through it behind a real edge of ours, before and after each purge. */
export function describeFramework(framework: FrameworkSite): void {
  const { name, output, isHashed, purge, cacheQuery = "included", pages = usualPages } = framework;
  let scaffold: InstalledScaffold;
  let account: Account;
  let visitor: Visitor;
  let before = "";
  /** What visitors saw last. */
  let seen: Readonly<Record<string, string>> = {};
  const folder = () => join(scaffold.site.directory, output);

  const start = (args: readonly string[]): RunningNode =>
    startNode(scaffold.site, args, { ...account.env, ...telemetryOff, PORT: "0" }, scaffold.node);

  async function build(): Promise<CommandResult> {
    const built = await start(framework.build).result;
    return built.ended === 0 && purge ? await start(purge).result : built;
  }

  /** Everything that visitors may ask for, asked for: the edge has it from now on. */
  async function visit(paths: readonly string[]) {
    const edge = account.emulator.edgeUrl(edgeId);
    await fetch(edge + publicFile);
    await fetch(`${edge}/new`);
    seen = await visitor.browse(edge, paths);
  }

  function edit(edits: Edits): void {
    for (const [path, change] of Object.entries(edits)) {
      if (change === undefined) scaffold.site.remove(path);
      else scaffold.site.write(path, typeof change === "string" ? change : change(scaffold.site.read(path) ?? ""));
    }
  }

  describe(`a site of ${name}`, () => {
    beforeAll(async () => {
      scaffold = installScaffold(framework.scaffold, framework.sources);
      account = await openAccount({ edges: [{ edgeId, cacheQuery }], origin: folder(), cleanUrls: true });
      visitor = await openVisitor();
      before = mkdtempSync(join(tmpdir(), "global-edge-purge-before-"));
    });
    afterAll(async () => {
      // Where the scaffold cannot be installed, there is none of them.
      await (visitor as Visitor | undefined)?.close();
      await (account as Account | undefined)?.emulator.close();
      rmSync(before, { recursive: true, force: true });
    });

    it("purges its first build", async () => {
      const { ended, output } = await build();
      expect(ended, output).toBe(0);
      expect(account.asked().targets, output).toEqual(expect.arrayContaining(["/", "/about", publicFile]));
      expect(output.match(/Global Edge purge: production/gu), output).toHaveLength(1);
    });

    it("purges nothing where nothing changed, unless it writes other bytes all the same", async () => {
      await visit(pages);
      expect(Object.keys(seen).filter((step) => step.startsWith("errors"))).toEqual([]);
      const { ended, output } = await build();
      expect(ended, output).toBe(0);
      const { requests } = account.asked();
      expect(requests, output).toBe(framework.buildsAlike === false ? 1 : 0);
      expect(await staleObjects(account.emulator, folder(), isHashed)).toEqual([]);
    });

    it.each(["page", "component", "data", "public", "added", "removed"] as const)(
      "leaves nothing old behind, and purges nothing else: %s",
      async (kind) => {
        const old = seen;
        rmSync(before, { recursive: true });
        cpSync(folder(), before, { recursive: true });
        edit(framework.edits[kind]);
        const { ended, output } = await build();
        expect(ended, output).toBe(0);
        const { targets } = account.asked();
        const needless = await needlessTargets(targets, before, folder());
        expect(needless.length, needless.join(" ")).toBeLessThanOrEqual(targets.length * (framework.needless ?? 0));
        const hashed = targets.filter((target) => isHashed(target) && !target.endsWith(".json"));
        expect(hashed).toEqual([]);
        const stale = await staleObjects(account.emulator, folder(), isHashed);
        expect(stale, targets.join(" ")).toEqual([]);
        const cold = await openColdSite(folder());
        const left = pages.filter((page) => kind !== "removed" || page !== pages.at(-1));
        await visit(left);
        expect(seen).toEqual(await visitor.browse(cold.url, left));
        await cold.close();
        expect(isDeepStrictEqual(seen, old)).toBe(kind === "public");
      },
    );

    it("says and does nothing under a server, nor with other commands", async () => {
      const traces = tracesIn(scaffold.site);
      for (const [what, args] of Object.entries(framework.commands ?? {})) {
        const { ended, output } = await start(args).result;
        expect(ended, `${what}: ${output}`).toBe(0);
        expect(output, what).not.toMatch(/Global Edge/iu);
      }
      for (const [what, args] of Object.entries(framework.servers(await freePort()))) {
        const server = start(args);
        const address = await server.address();
        const answer = await fetch(address);
        expect(answer.status, what).toBe(200);
        await answer.text();
        server.kill("SIGTERM");
        const { output } = await server.result;
        expect(output, what).not.toMatch(/Global Edge/iu);
      }
      expect(account.asked().requests).toBe(0);
      expect(tracesIn(scaffold.site)).toEqual(traces);
    });

    it("leaves no trace of a build that failed", async () => {
      const traces = tracesIn(scaffold.site);
      edit(framework.broken);
      const { ended, output } = await start(framework.build).result;
      expect(ended, output).not.toBe(0);
      expect(account.asked().requests, output).toBe(0);
      expect(tracesIn(scaffold.site)).toEqual(traces);
    });
  });
}

/** Everything that we ever wrote into a site, by path. */
function tracesIn(site: Site): SiteFiles {
  return Object.fromEntries(site.list(".global-edge-purge").map((path) => [path, site.read(path) ?? ""]));
}

const telemetryOff = {
  ASTRO_TELEMETRY_DISABLED: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NUXT_TELEMETRY_DISABLED: "1",
  STORYBOOK_DISABLE_TELEMETRY: "1",
};

/** Replaces a text that must be there. */
export const replace =
  (from: string, to: string) =>
  (text: string): string => {
    if (!text.includes(from)) throw new Error(`"${from}" is not in the file that is to be edited:\n${text}`);
    return text.replaceAll(from, to);
  };
