import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyless, startSite } from "../test/start-site.ts";

const init = ["init", "--edge-id", "1", "--yes"];
const offline = { env: keyless };
const withBuild = '{ "scripts": { "build": "make" } }';

describe("init, by what lies there", () => {
  it("uses the config that --config names, and writes no other", async () => {
    const site = await startSite({
      "site.mjs": 'export default { outputDirectory: "out" };\n',
      "package.json": withBuild,
    });
    const { exitCode, out } = await site.cli([...init, "--ci", "github", "--config", "site.mjs"], offline);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^The config site\.mjs, npm\n/)]);
    expect(existsSync(join(site.folder, "global-edge-purge.config.mjs"))).toBe(false);
    expect(out).toContain(
      "Each deploy:\n  npm run build → npx global-edge-purge plan --config site.mjs → the upload → " +
        "npx global-edge-purge send --config site.mjs\n",
    );
    const recipe = site.read(".github/workflows/deploy.yml");
    expect(recipe).toContain("run: npm run build && npx global-edge-purge plan --config site.mjs\n");
    expect(recipe).toContain("run: npx global-edge-purge send --config site.mjs\n");
    expect(recipe).toContain("aws s3 sync out/ ");
  });

  it("says of our own config that a plan is to be written, whether there is a recipe or not", async () => {
    const site = await startSite({ "index.html": "1", ".gitlab-ci.yml": "build:\n" });
    const { out } = await site.cli(init, offline);
    expect(out).toContain(
      "  .gitlab-ci.yml, after the build:\n    - npx global-edge-purge plan\n" +
        "  .gitlab-ci.yml, after the upload:\n    - npx global-edge-purge send\n",
    );
    const again = await site.cli([...init, "--ci", "none"], offline);
    expect(again.out).toMatch(/^The config global-edge-purge\.config\.mjs, npm, GitLab CI\n/);
    expect(again.out).toContain("  the build → npx global-edge-purge plan → the upload → npx global-edge-purge send\n");
  });

  it("writes no recipe where no script builds the site, or where the service would not read it", async () => {
    const site = await startSite({ "docs/package.json": withBuild, "package.json": "{}" });
    const bare = await site.cli([...init, "--ci", "github"], offline);
    expect(bare.out).toContain('No recipe is written: package.json has no script "build" that builds the site.');
    mkdirSync(join(site.folder, ".git"));
    const workingDirectory = join(site.folder, "docs");
    const below = await site.cli([...init, "--ci", "github"], { ...offline, workingDirectory });
    expect([below.exitCode, below.out]).toEqual([
      0,
      expect.stringContaining(`root of the repository, ${site.folder}.\n`),
    ]);
    for (const folder of [".github", "docs/.github"]) expect(existsSync(join(site.folder, folder))).toBe(false);
    const root = await site.cli([...init, "--ci", "none"], offline);
    expect(root.out).not.toContain("No recipe");
  });

  it("does not write through a .gitignore that is a link, whether there is a file behind it or not", async () => {
    const site = await startSite({ shared: "node_modules\n" });
    const link = join(site.folder, ".gitignore");
    symlinkSync("shared", link);
    const { exitCode, out } = await site.cli(init, offline);
    expect([exitCode, out]).toEqual([0, expect.stringContaining("  .gitignore, at its end:\n    .env.local\n")]);
    expect(readFileSync(link, "utf8")).toBe("node_modules\n");
    const dangling = await startSite({});
    symlinkSync("nowhere", join(dangling.folder, ".gitignore"));
    expect((await dangling.cli(init, offline)).exitCode).toBe(0);
    expect(existsSync(join(dangling.folder, "nowhere"))).toBe(false);
  });

  it("tells once that half a pair of keys is there, and goes on: it needs none", async () => {
    const site = await startSite({ "index.html": "1" });
    const { exitCode, err, out } = await site.cli(init, {
      env: { ...keyless, NCLOUD_ACCESS_KEY_ID: "TESTACCESSKEY0000001" },
    });
    expect([exitCode, err.match(/CREDENTIALS_INCOMPLETE/g)]).toEqual([0, ["CREDENTIALS_INCOMPLETE"]]);
    expect(err).toMatch(/^warning: Half a pair of keys/);
    expect(out).not.toContain("There are ");
    expect(out).toContain("Wrote global-edge-purge.config.mjs, .gitignore.\n");
  });

  it("names the folder itself so that nothing else is uploaded", async () => {
    const site = await startSite({ "index.html": "1", "package.json": withBuild });
    await site.cli([...init, "--ci", "github", "--dir", "."], offline);
    expect(site.read("global-edge-purge.config.mjs")).toContain('  outputDirectory: ".",\n');
    expect(site.read(".github/workflows/deploy.yml")).toContain("aws s3 sync ./ ");
  });
});
