import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startSite } from "../test/start-site.ts";

const run = ["run", "--dir", "build", "--edge-id", "1"];
/** As SvelteKit writes them. */
const pages = {
  "build/index.html": "1",
  "build/about.html": "1",
  "build/posts/one.html": "1",
  "build/posts/one/__data.json": '{"type":"data","nodes":[null,{"type":"data"}]}',
  "build/_app/version.json": "{}",
};
const script = "build/_app/immutable/entry/start.CDsC4gPB.js";
const kit = { ...pages, [script]: "1" };

describe("run, over a folder that a framework wrote", () => {
  it("says which one in a line, and purges the URLs that its visitors ask for, and no hashed name", async () => {
    const { cli, purged, write } = await startSite(kit);
    const { err } = await cli(run);
    expect(err.match(/written by .*/gu)).toEqual([
      'written by SvelteKit: aliases "clean", 1 immutable name, the queries of its data files',
    ]);
    expect(err).not.toContain("warning: Not purged");
    expect(purged()).toEqual(
      expect.arrayContaining(["/", "/about", "/posts/one", "/posts/one/__data.json?x-sveltekit-invalidated=01"]),
    );
    expect(purged().filter((target) => target.includes("immutable"))).toEqual([]);
    const before = purged().length;
    write("build/_app/immutable/entry/start.BcDeFg12.js", "2");
    write("build/about.html", "2");
    await cli(run);
    expect(purged().slice(before).toSorted()).toEqual(["/about", "/about.html"]);
  });

  it("purges the data of a page that is gone with its queries, and what else has data as it is", async () => {
    const other = { "build/b/__data.json": '{"type":"data","nodes":[{"type":"data"}]}' };
    const { cli, purged, folder } = await startSite({ ...kit, ...other });
    await cli(run);
    const before = purged().length;
    rmSync(join(folder, "build/posts"), { recursive: true });
    await cli(run);
    expect(purged().slice(before).toSorted()).toEqual([
      "/posts/one",
      "/posts/one.html",
      "/posts/one/__data.json",
      "/posts/one/__data.json?x-sveltekit-invalidated=01",
    ]);
  });

  it("does as the user's options say", async () => {
    const { cli, purged } = await startSite(kit);
    const { err } = await cli([...run, "--aliases", "none", "--queries", "v=1", "--immutable", "none/**"]);
    expect(err.match(/written by .*/gu)).toEqual(["written by SvelteKit"]);
    expect(purged().toSorted()).toEqual(
      Object.keys(kit)
        .map((path) => path.slice("build".length))
        .flatMap((url) => [url, `${url}?v=1`])
        .toSorted(),
    );
  });

  it("plans and adopts by the same knowledge, and the plan brings it along", async () => {
    const { cli, purged, write } = await startSite(kit);
    expect((await cli([...run, "--adopt"])).err).toContain("written by SvelteKit");
    write("build/posts/one/__data.json", '{"type":"data","nodes":[null,{"type":"data","data":[2]}]}');
    expect((await cli(["plan", ...run.slice(1)])).err).toContain("written by SvelteKit");
    expect(purged()).toEqual([]);
    await cli(["send"]);
    expect(purged().toSorted()).toEqual([
      "/posts/one/__data.json",
      "/posts/one/__data.json?x-sveltekit-invalidated=01",
    ]);
  });

  it("purges data under the build id of before and of now, and none older", async () => {
    const build = (id: string) => ({
      "build/_nuxt/builds/latest.json": JSON.stringify({ id }),
      "build/about/_payload.json": `[${id}]`,
    });
    const site = { "build/index.html": "1", "build/_nuxt/B4PxDkM8.js": "1" };
    const { cli, purged, write, read } = await startSite({ ...site, ...build("1") });
    await cli(run);
    for (const id of ["2", "3", "4"]) {
      const before = purged().length;
      for (const [path, text] of Object.entries(build(id))) write(path, text);
      expect(await cli(run)).toMatchObject({ exitCode: 0 });
      const queries = purged()
        .slice(before)
        .filter((target) => target.includes("_b="));
      expect(queries.toSorted()).toEqual([Number(id) - 1, id].map((each) => `/about/_payload.json?_b=${each}`));
    }
    expect(read(".global-edge-purge/production/baseline.json").match(/_b=\d/gu)).toEqual(["_b=4"]);
  });

  it("takes every name for mutable in a folder that it does not know, and names the URLs that it leaves", async () => {
    const { cli, purged } = await startSite({
      "build/index.html": "1",
      "build/a.html": "1",
      "build/x-CDsC4gPB.js": "1",
    });
    const { err } = await cli(run);
    expect(err).not.toContain("written by");
    expect(err).toMatch(/warning: Not purged.*: \/a\. Write aliases: "clean" .*\[CLEAN_URLS\]/u);
    expect(purged().toSorted()).toEqual(["/", "/a.html", "/index.html", "/x-CDsC4gPB.js"]);
  });

  it("covers a page that becomes a folder, and back", async () => {
    const { cli, purged, write, folder } = await startSite(kit);
    await cli(run);
    const first = purged().length;
    rmSync(join(folder, "build/about.html"));
    write("build/about/index.html", "2");
    await cli(run);
    const both = ["/about", "/about.html", "/about/", "/about/index.html"];
    expect(purged().slice(first).toSorted()).toEqual(both);
    rmSync(join(folder, "build/about"), { recursive: true });
    write("build/about.html", "3");
    await cli(run);
    expect(
      purged()
        .slice(first + both.length)
        .toSorted(),
    ).toEqual(both);
  });

  it("keeps a name immutable whose bytes are those that the baseline knows, though nothing tells it any more", async () => {
    const hashed = "build/assets/app-CDsC4gPB.js";
    const { cli, purged, read, write, folder } = await startSite({ "build/index.html": "1", [hashed]: "1" });
    await cli([...run, "--immutable", "assets/**"]);
    const before = purged().length;
    const baseline = () => read(".global-edge-purge/production/baseline.json");
    await cli(run);
    expect(baseline()).toMatch(/"assets\/app-CDsC4gPB\.js": .*"immutable":true/u);
    // Gone and back: nobody could have asked for other bytes under it.
    rmSync(join(folder, hashed));
    await cli(run);
    expect(baseline()).toMatch(/"assets\/app-CDsC4gPB\.js": .*"gone".*"immutable":true/u);
    write(hashed, "1");
    await cli(run);
    expect(purged().slice(before)).toEqual([]);
  });
});
