import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf } from "../harness/workspace.ts";
import { example, startMonorepo } from "./monorepo.ts";
import { blocksOf, readRecipe } from "./read-recipe.ts";

const [turbo = "", options = ""] = [...blocksOf("monorepo.md", "json"), ...blocksOf("monorepo.md", "js")].filter(
  (code) => !code.includes("nx.json"),
);
const commands = (blocksOf("monorepo.md", "sh")[0] ?? "").trim().split("\n");
const [plan = "", ...uploads] = commands.slice(0, -1);
const send = commands.at(-1) ?? "";

const pullRequest = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/7/merge" };

describe("the monorepo of docs/recipes/monorepo.md", () => {
  it("is the example, word for word, with the versions that are run here", () => {
    const read = (path: string) => readFileSync(join(example, path), "utf8");
    const bare = (code: string) => code.split("\n").slice(1).join("\n");
    expect(bare(turbo)).toBe(read("turbo.json"));
    expect(bare(options)).toBe(read("apps/shop/global-edge-purge.config.js"));
    const { devDependencies } = JSON.parse(read("package.json"));
    const versionOf = (name: string) => JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8")).version;
    expect(devDependencies).toMatchObject({ turbo: `^${versionOf("turbo")}`, vite: `^${versionOf("vite")}` });
    expect(readRecipe("monorepo.md")).toContain(`Turborepo ${versionOf("turbo")}`);
  });

  it("loses no app whose build was a pull request's, and leaves nothing stale to a visitor who came at any moment", async () => {
    const { change, startMachine, visit, emulator } = await startMonorepo();
    const first = startMachine();
    const hashes = await first.hashes();
    await first.deploy(commands);
    expect(first.read("apps/shop/.global-edge-purge/production/plan.json")).toContain("/shop/");
    // What we keep beside an app changes no task.
    expect(await first.hashes()).toEqual(hashes);
    const before = await visit("/shop/");
    await visit("/");
    await visit("/shop/prices.txt");

    change("apps/shop/index.html", "<!doctype html><title>둘째</title>\n");
    change("apps/shop/public/prices.txt", "찻잔 900원\n");
    const [proposed] = await startMachine().run([plan], pullRequest);
    expect(proposed).toMatchObject({ exitCode: 0, output: expect.stringContaining("cache miss, executing") });
    expect(proposed?.output).toContain("pull request");
    expect(proposed?.output).not.toContain("Planned");

    const main = startMachine();
    const [planned = ""] = await main.deploy([plan]);
    // Both builds, and no plan, come out of the cache.
    expect(planned.match(/cache hit, replaying logs/gu)).toHaveLength(2);
    expect(planned.match(/cache bypass, force executing/gu)).toHaveLength(2);
    expect(await visit("/shop/")).toBe(before);
    await main.deploy(uploads);
    expect(await visit("/shop/")).toBe(before);
    expect(await visit("/shop/prices.txt")).toContain("1,000원");
    await main.deploy([send]);
    expect(await visit("/shop/")).toContain("둘째");
    expect(await visit("/shop/prices.txt")).toContain("900원");
    const purged = emulator.purges.map(({ purgeTarget }) => purgeTarget);
    expect(purged.at(-1)).toEqual(["/shop/prices.txt", "/shop/", "/shop/index.html"]);

    // Nobody planned for the shop.
    const careless = startMachine();
    await careless.deploy(["npx turbo run build && npx turbo run plan --filter=home"]);
    const [refused] = await careless.run([send]);
    expect(refused).toMatchObject({ exitCode: 2, output: expect.stringContaining("There is no plan of apps/shop.") });
    expect(emulator.purges).toHaveLength(purged.length);
  });

  it("is as it should be to doctor, who finds what is wrong where the plan is replayed or gets no variables", async () => {
    const machine = (await startMonorepo()).startMachine();
    const codes = async () => {
      const doctor = "cd apps/shop && ../../node_modules/.bin/global-edge-purge doctor --json";
      const [result] = await machine.run([doctor], { CI_MERGE_REQUEST_IID: "7" });
      const findings: readonly { readonly code: string }[] = JSON.parse(result?.output ?? "");
      return findings.map(({ code }) => code).filter((code) => code.startsWith("TURBO"));
    };
    expect(await codes()).toEqual([]);
    machine.write("turbo.json", turbo.replace(/^.*/u, "").replace('"cache": false', '"cache": true'));
    expect(await codes()).toEqual(["TURBO_STRIPS_VARIABLES", "TURBO_REPLAYS_BUILD"]);
    machine.write("turbo.json", turbo.replace(/^.*/u, "").replace('["*"]', '["NCLOUD_*", "GLOBAL_EDGE_PURGE*"]'));
    expect(await codes()).toEqual(["TURBO_STRIPS_VARIABLES"]);
  });

  it("works by npm alone, without a cache", async () => {
    const { startMachine, visit } = await startMonorepo();
    const build = "npm run build --workspaces && npm run plan --workspaces";
    expect(readRecipe("monorepo.md")).toContain(build);
    await startMachine().deploy([build, ...uploads, send]);
    expect(await visit("/shop/")).toContain("상품");
  });
});
