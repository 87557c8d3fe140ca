import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyless, startSite, type TestSite } from "../test/start-site.ts";

const viteConfig = `import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";

export default defineConfig({
  plugins: [react()],
});
`;
const withBuild = '{ "scripts": { "build": "make" } }';
const offline = { env: keyless };
const unchanged = (site: TestSite) => {
  expect(existsSync(join(site.folder, ".gitignore"))).toBe(false);
  expect(existsSync(join(site.folder, ".github"))).toBe(false);
};

describe("init", () => {
  it("says which lines go where in a config, and writes what git ignores and the recipe", async () => {
    const site = await startSite({
      "vite.config.ts": viteConfig,
      "package.json": '{ "scripts": { "build": "vite build" }, "devDependencies": { "vite": "8.0.0" } }',
      "pnpm-lock.yaml": "",
      ".git/config": '[remote "origin"]\n\turl = git@github.com:somebody/site.git\n',
    });
    const { exitCode, out, err } = await site.cli(["init", "--edge-id", "1,2", "--yes"], offline);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain(
      [
        "Vite (vite.config.ts), pnpm, GitHub Actions",
        "",
        "To add by hand:",
        "  vite.config.ts, at the top:",
        '    import { globalEdgePurge } from "@global-edge-purge/vite";',
        "  vite.config.ts, line 5, in the list plugins:",
        '    globalEdgePurge({ edgeId: [1, 2], when: "deploy" }),',
        "",
        "To be written:",
        "  .gitignore, a new file:",
        "    .env.local",
        "    .global-edge-purge/",
        "  .github/workflows/deploy.yml, a new file:",
        "    name: deploy",
      ].join("\n"),
    );
    expect(out).toContain("Wrote .gitignore, .github/workflows/deploy.yml.\n");
    expect(out).toContain("  NCLOUD_ACCESS_KEY_ID=...\n");
    expect(out).toContain("  pnpm add -D @global-edge-purge/vite global-edge-purge\n");
    expect(out).toContain(
      "  npx global-edge-purge doctor --edge-id 1,2\nEach deploy:\n  npm run build → the upload → npx global-edge-purge send\n",
    );
    expect(site.read("vite.config.ts")).toBe(viteConfig);
    expect(site.read(".gitignore")).toBe(".env.local\n.global-edge-purge/\n");
    expect(site.read(".github/workflows/deploy.yml")).toContain("      - run: pnpm install --frozen-lockfile\n");
    expect(site.emulator.requests).toEqual([]);

    site.write("vite.config.ts", viteConfig.replace("react()", 'react(), (await import("@global-edge-purge/vite"))'));
    const again = await site.cli(["init", "--edge-id", "1", "--yes"], offline);
    expect(again.out).toContain("There is nothing to write.\n");
    expect(again.out).not.toContain("To add by hand:");
  });

  it("writes a config that run then reads, where no tool has a plugin", async () => {
    const site = await startSite({ "public/index.html": "1", ".gitignore": "node_modules" });
    const args = ["--edge-id", "1", "--dir", "public", "--base", "/blog/", "--yes"];
    const { exitCode, out } = await site.cli(["init", ...args], offline);
    expect(exitCode).toBe(0);
    expect(out).toContain("No tool with a plugin was found here, npm\n");
    expect(site.read(".gitignore")).toBe("node_modules\n.env.local\n.global-edge-purge/\n");
    expect(await site.cli(["run"])).toMatchObject({ exitCode: 0, err: expect.stringContaining("Purged 2 targets") });
    expect(site.purged()).toEqual(["/blog/", "/blog/index.html"]);

    const config = site.read("global-edge-purge.config.mjs");
    const again = await site.cli(["init", "--edge-id", "2", "--yes"], offline);
    expect(again.out).toContain("There is nothing to write.\n");
    expect(site.read("global-edge-purge.config.mjs")).toBe(config);
  });

  it("only shows it where there is neither a terminal nor --yes", async () => {
    const site = await startSite({ "webpack.config.js": "module.exports = {};\n", ".gitlab-ci.yml": "build:\n" });
    const { exitCode, out, err } = await site.cli(["init", "--edge-id", "1"]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("[INIT_UNCONFIRMED]")]);
    expect(out).toContain('    const { GlobalEdgePurgePlugin } = require("@global-edge-purge/webpack");\n');
    expect(out).toContain("  webpack.config.js, in a new list plugins:\n");
    expect(out).toContain('    new GlobalEdgePurgePlugin({ edgeId: 1, when: "deploy" }),\n');
    expect(out).toContain("  .gitlab-ci.yml, after the upload:\n    - npx global-edge-purge send\n");
    unchanged(site);
  });

  it("asks at a terminal which of the account's edges, and writes nothing where somebody says no", async () => {
    const site = await startSite({ "index.html": "1" });
    const asked: string[] = [];
    const answers = (...lines: readonly string[]) => {
      const left = [...lines];
      return {
        ask: async (question: string) => {
          asked.push(question);
          return left.shift() ?? "";
        },
        confirm: async (question: string) => {
          asked.push(question);
          return left.shift() === "y";
        },
      };
    };
    const no = await site.cli(["init"], answers("2", "out", "", "n"));
    expect(no.err).toMatch(/^edge id .*\n1 +RUNNING .*\n2 +RUNNING /);
    expect([no.exitCode, no.out]).toEqual([0, expect.stringContaining("Nothing was written.\nThere are keys.\n")]);
    expect(asked).toEqual([
      "Which edge? Its id, or several with commas:",
      "Which folder does the build write? (dist)",
      "Where is it served? (/)",
      "Write this?",
    ]);
    unchanged(site);
    await site.cli(["init"], answers("2", "out", "", "y"));
    expect(site.read("global-edge-purge.config.mjs")).toContain(
      '  edgeId: 2,\n  outputDirectory: "out",\n  base: "/",\n',
    );
  });

  it("takes the only edge of the account, and names all where there are several", async () => {
    const one = await startSite({ "astro.config.mjs": "export default {};\n" }, { edges: [{ edgeId: 7 }] });
    one.write("package.json", '{ "dependencies": { "astro": "7.3.5" } }');
    const { out } = await one.cli(["init", "--yes"]);
    expect(out).toContain('globalEdgePurge({ edgeId: 7, when: "deploy" }),');
    expect(out).toContain("in a new list integrations");
    const several = await startSite({ "index.html": "1" });
    const { exitCode, err } = await several.cli(["init", "--yes"]);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/The account has 1, 2\. \[EDGES_MISSING\]/)]);
    const none = await several.cli(["init", "--yes"], offline);
    expect([none.exitCode, none.err]).toEqual([2, expect.stringMatching(/No edge is named\. \[EDGES_MISSING\]/)]);
    expect(none.err).toMatch(/^Without keys the edges of the account cannot be listed\.\n/);
    expect(none.err).toContain("Or put keys into .env.local: without them the edges of the account cannot be listed.");
    unchanged(several);
  });

  it("writes no key, and over no file, whatever lies there", async () => {
    const secret = "testSecretKey000000000000000000000000001";
    const site = await startSite({
      ".env": `NCLOUD_ACCESS_KEY_ID=TESTACCESSKEY0000001\nNCLOUD_SECRET_ACCESS_KEY=${secret}\n`,
      ".github/workflows/deploy.yml": "name: mine\n",
      ".gitignore": "/.env.local\n.global-edge-purge\n",
    });
    const { exitCode, out, err } = await site.cli(["init", "--edge-id", "1", "--yes", "--json"], offline);
    expect([exitCode, out + err]).toEqual([0, expect.not.stringContaining(secret)]);
    expect(JSON.parse(out)).toMatchObject({ written: ["global-edge-purge.config.mjs"], changes: { length: 3 } });
    expect(site.read(".github/workflows/deploy.yml")).toBe("name: mine\n");
    expect(readFileSync(join(site.folder, "global-edge-purge.config.mjs"), "utf8")).not.toContain(secret);
  });

  it.each([
    [["--ci", "jenkins"], "[RECIPE_UNKNOWN]"],
    [["--base", "nowhere?"], "base"],
    [["--edge-id", "one"], "edgeId"],
  ])("ends with 2 where it is asked for what makes no sense: %j", async (args, message) => {
    const site = await startSite({ "index.html": "1" });
    const { exitCode, err } = await site.cli(["init", "--yes", "--edge-id", "1", ...args], offline);
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
    unchanged(site);
  });

  it("says what it could not write", async () => {
    const site = await startSite({ ".github": "a file\n", "package.json": withBuild });
    const { exitCode, err } = await site.cli(["init", "--edge-id", "1", "--yes"], offline);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/Written before: .*gitignore.*\[INIT_UNWRITABLE\]/)]);
  });

  it("speaks Korean", async () => {
    const site = await startSite({ "vite.config.js": viteConfig });
    const { out } = await site.cli(["init", "--edge-id", "1", "--yes"], { env: { ...keyless, LANG: "ko_KR.UTF-8" } });
    expect(out).toContain("직접 추가할 내용:\n  vite.config.js, 맨 위:\n");
    expect(out).toContain("다음 파일을 저장했습니다: .gitignore\n");
  });
});
