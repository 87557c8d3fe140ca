import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const installFlags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
let project = "";
/** The oldest TypeScript that can read what `require` returns, and the last that knows `moduleResolution: node`. */
const typeScripts = ["5.3.3", "5.9.3"] as const;

/** Packs our packages as they would be published and installs them, and the bundlers, into an empty project. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "packed-"));
  const tarballs = join(project, "tarballs");
  const pnpm = join(root, "node_modules", ".bin", "pnpm");
  execFileSync(pnpm, ["-r", "--filter", "./packages/*", "pack", "--pack-destination", tarballs], { cwd: root });
  writeFileSync(join(project, "package.json"), `{ "private": true }`);
  const ours = readdirSync(tarballs).map((name) => join(tarballs, name));
  const bundlers = ["vite", "webpack", "webpack-cli", "@rspack/core", "rollup"].map(
    (name) => `${name}@${installedVersion(name)}`,
  );
  const compilers = typeScripts.map((version) => `typescript-${version}@npm:typescript@${version}`);
  const all = [...ours, ...bundlers, ...compilers, "@types/node@20"];
  execFileSync("npm", ["install", ...installFlags, ...all], { cwd: project });
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function installedVersion(name: string): string {
  return (require(`${name}/package.json`) as { readonly version: string }).version;
}

/** A site of one page and one script, in a folder of its own beside the installed packages. */
function createSite(name: string, files: Readonly<Record<string, string>>): string {
  const site = join(project, name.replaceAll(/\W+/g, "-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), content);
  }
  return site;
}

/** Builds as a user does who is not in CI and has set nothing, and returns what the dry run would have purged. */
function targetsOfBuild(site: string, bin: string, args: readonly string[]): string[] {
  const command = join(project, "node_modules", ".bin", bin);
  const environment = { PATH: process.env["PATH"], HOME: site, GLOBAL_EDGE_PURGE_DRY_RUN: "1" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: site, env: environment, encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
  expect(stderr).toContain("Dry run:");
  expect(stderr).not.toContain("(node:");
  const report = JSON.parse(readFileSync(join(site, "report.json"), "utf8")) as {
    readonly verdict: string;
    readonly targets: readonly { readonly target: string }[];
  };
  expect(report.verdict).toBe("planned");
  return report.targets.map(({ target }) => target).toSorted();
}

const options = `{ edgeId: 11197, report: { json: "report.json" } }`;

describe("the packed Vite plugin", () => {
  const esm = (names: string, call: string) =>
    `import ${names} from "@global-edge-purge/vite"; export default { plugins: [${call}(${options})] };`;
  const cjs = (names: string, call: string) =>
    `const ${names} = require("@global-edge-purge/vite"); module.exports = { plugins: [${call}(${options})] };`;

  it.each([
    ["vite.config.mjs", "default import", esm("purge", "purge")],
    ["vite.config.mjs", "default import with new", esm("purge", "new purge")],
    ["vite.config.mjs", "named import", esm("{ globalEdgePurge }", "globalEdgePurge")],
    ["vite.config.cjs", "require", cjs("{ globalEdgePurge }", "globalEdgePurge")],
    ["vite.config.cjs", "require with new", cjs("{ globalEdgePurge }", "new globalEdgePurge")],
  ])("works from %s by %s", (configFile, way, config) => {
    const site = createSite(`vite ${configFile} ${way}`, {
      "index.html": `<script type="module" src="./main.js"></script>`,
      "main.js": `document.title = "built";`,
      [configFile]: config,
    });
    expect(targetsOfBuild(site, "vite", ["build", "--logLevel", "warn"])).toEqual(["/", "/index.html"]);
  });
});

describe("the packed webpack plugin", () => {
  const rest = `mode: "production", output: { publicPath: "/" }`;
  const esm = (names: string, call: string) =>
    `import ${names} from "@global-edge-purge/webpack"; export default { ${rest}, plugins: [${call}(${options})] };`;
  const cjs = (names: string, call: string) =>
    `const ${names} = require("@global-edge-purge/webpack"); module.exports = { ${rest}, plugins: [${call}(${options})] };`;

  it.each([
    ["webpack.config.mjs", "default import", esm("purge", "purge")],
    ["webpack.config.mjs", "named import with new", esm("{ GlobalEdgePurgePlugin }", "new GlobalEdgePurgePlugin")],
    ["webpack.config.cjs", "require", cjs("{ GlobalEdgePurgePlugin }", "GlobalEdgePurgePlugin")],
    ["webpack.config.cjs", "require with new", cjs("{ GlobalEdgePurgePlugin }", "new GlobalEdgePurgePlugin")],
  ])("works from %s by %s", (configFile, way, config) => {
    const site = createSite(`webpack ${configFile} ${way}`, {
      "src/index.js": `document.title = "built";`,
      [configFile]: config,
    });
    expect(targetsOfBuild(site, "webpack", ["--config", configFile])).toEqual(["/main.js"]);
  });
});

/** How many packages npm brings for some of ours, themselves included and the bundlers that they plug into left out. */
function packagesBrought(...tarballs: readonly string[]): number {
  const site = createSite(`install ${tarballs.join(" ")}`, { "package.json": `{ "private": true }` });
  const files = tarballs.map((name) => join(project, "tarballs", `global-edge-purge-${name}0.0.0.tgz`));
  execFileSync("npm", ["install", ...installFlags, "--omit=peer", ...files], { cwd: site });
  const lock = JSON.parse(readFileSync(join(site, "node_modules", ".package-lock.json"), "utf8")) as {
    readonly packages: object;
  };
  return Object.keys(lock.packages).length;
}

describe("the packed packages", () => {
  it.each([
    ["the Vite plugin", 18, ["core-", "unplugin-", "vite-"]],
    ["the webpack plugin", 18, ["core-", "unplugin-", "webpack-"]],
    ["the command line", 20, ["core-", ""]],
  ])("bring, for %s, fewer packages than %d", (_what, most, names) => {
    expect(packagesBrought(...names)).toBeLessThan(most);
  });

  it("type check in a strict project that has only what they declare", () => {
    const site = createSite("types", {
      "package.json": `{ "type": "module" }`,
      "use.ts": `import purgeVite, { globalEdgePurge } from "@global-edge-purge/vite";
        import purgeWebpack, { GlobalEdgePurgePlugin } from "@global-edge-purge/webpack";
        import { defineConfig } from "vite";
        import type { Configuration } from "webpack";
        export default defineConfig({ plugins: [purgeVite({ edgeId: 1 }), globalEdgePurge({ edgeId: [1, 2] })] });
        export const webpackConfig: Configuration = {
          plugins: [purgeWebpack({ edgeId: 1 }), new GlobalEdgePurgePlugin({ edgeId: 1 })],
        };
        // @ts-expect-error an edge id is a number
        globalEdgePurge({ edgeId: "1" });`,
    });
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const args = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "--exactOptionalPropertyTypes"];
    const { stdout } = spawnSync(tsc, [...args, "use.ts"], { cwd: site, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  describe("are found by TypeScript in a CommonJS file", () => {
    const [oldest, newest] = typeScripts;
    const node10 = ["--module", "commonjs", "--moduleResolution", "node10"];
    it.each([
      ["as webpack's own example has it", newest, [...node10, "--esModuleInterop"]],
      ["as webpack's own example had it", oldest, [...node10, "--esModuleInterop"]],
      ["without esModuleInterop", newest, node10],
      ["with module node16", newest, ["--module", "node16"]],
      ["with module nodenext", newest, ["--module", "nodenext"]],
    ])("%s (%s)", (how, version, args) => {
      const site = createSite(`typescript ${version} ${how}`, {
        "package.json": "{}",
        "webpack.config.ts": `import { GlobalEdgePurgePlugin, type GlobalEdgePurgeOptions } from "@global-edge-purge/webpack";
          import type { Configuration } from "webpack";
          const options: GlobalEdgePurgeOptions = { edgeId: 1 };
          const config: Configuration = { plugins: [new GlobalEdgePurgePlugin(options), GlobalEdgePurgePlugin()] };
          // @ts-expect-error an edge id is a number
          GlobalEdgePurgePlugin({ edgeId: "1" });
          export = config;`,
        "others.ts": `import { defaultExclude, globalEdgePurge as forVite } from "@global-edge-purge/vite";
          import { globalEdgePurge as forRollup } from "@global-edge-purge/unplugin/rollup";
          import { globalEdgePurge as forRspack } from "@global-edge-purge/unplugin/rspack";
          import purge = require("@global-edge-purge/webpack");
          import type { Plugin } from "rollup";
          export const names: string[] = [forVite({ exclude: [...defaultExclude] }).name, new forVite().name];
          export const plugin: Plugin = forRollup({ edgeId: 1 });
          export const instances: { apply(compiler: object): void }[] = [forRspack(), new purge({ edgeId: 1 })];
          // @ts-expect-error an edge id is a number
          forRspack({ edgeId: "1" });`,
      });
      const tsc = join(project, "node_modules", `typescript-${version}`, "bin", "tsc");
      // With the declarations of whatever they import: nothing of ours may lean on a package that is not there.
      const flags = ["--strict", "--target", "es2022", "--types", "node", "--outDir", "."];
      const sources = ["webpack.config.ts", "others.ts"];
      const { stdout } = spawnSync(process.execPath, [tsc, ...flags, ...args, ...sources], {
        cwd: site,
        encoding: "utf8",
      });
      expect(stdout.split("\n").filter((line) => /^(?:webpack|others)|@global-edge-purge/u.test(line))).toEqual([]);
      // What it was compiled to is loaded by `require`.
      const load =
        'const { plugins } = require("./webpack.config.js"); require("./others.js"); console.log(plugins.length)';
      const loaded = spawnSync(process.execPath, ["-e", load], { cwd: site, encoding: "utf8" });
      expect(loaded.stdout, loaded.stderr).toBe("2\n");
    });
  });

  // npm refuses a project whose packages expect other versions of each other, also of what a project has for other purposes.
  it.each([
    ["vite", ["vite@8", "@rspack/core@1"]],
    ["vite", ["vite@7", "@rsbuild/core@1"]],
    ["vite", ["vite@6", "rollup@3", "esbuild@0.17"]],
    ["vite", ["vite@5", "webpack@4", "rolldown@1.0.0-beta.9"]],
    ["webpack", ["webpack@5", "vite@4", "rollup@2"]],
    ["unplugin", ["@rspack/core@1", "vite@3", "webpack@4"]],
  ])("are installed as %s in a project that also has %s", (wrapper, neighbours) => {
    const tarball = (name: string) => `file:${join(project, "tarballs", `global-edge-purge-${name}-0.0.0.tgz`)}`;
    const ours = [...new Set(["core", "unplugin", wrapper])].map((name) => [
      `@global-edge-purge/${name}`,
      tarball(name),
    ]);
    const others = neighbours.map((spec) => [
      spec.slice(0, spec.lastIndexOf("@")),
      spec.slice(spec.lastIndexOf("@") + 1),
    ]);
    const dependencies = Object.fromEntries([...ours, ...others]) as Readonly<Record<string, string>>;
    const site = createSite(`${wrapper} beside ${neighbours.join(" ")}`, {
      "package.json": JSON.stringify({ private: true, dependencies }),
    });
    // Only works out what it would install.
    const { status, stderr } = spawnSync("npm", ["install", "--package-lock-only", ...installFlags], {
      cwd: site,
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
  });

  it("say so in a build of a Vite that nobody has tried", () => {
    const tarball = (name: string) => join(project, "tarballs", `global-edge-purge-${name}-0.0.0.tgz`);
    const site = createSite("vite 4", {
      "package.json": `{ "private": true, "type": "module" }`,
      "index.html": `<script type="module" src="./main.js"></script>`,
      "main.js": `document.title = "built";`,
      "vite.config.js": `import purge from "@global-edge-purge/vite"; export default { plugins: [purge(${options})] };`,
    });
    // npm advises against it, and is overruled.
    const specs = [...["core", "unplugin", "vite"].map(tarball), "vite@4.5.14"];
    execFileSync("npm", ["install", "--force", ...installFlags, ...specs], { cwd: site });
    const environment = { PATH: process.env["PATH"], HOME: site, GLOBAL_EDGE_PURGE_DRY_RUN: "1" };
    const args = [join(site, "node_modules", "vite", "bin", "vite.js"), "build"];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: site, env: environment, encoding: "utf8" });
    expect(status, stderr).toBe(0);
    expect(stderr).toContain("Global Edge purge was not tested with Vite 4.5.14, only with Vite 5, 6, 7, 8.\n");
    expect(stderr).toContain("Dry run: 2 targets in 1 request");
  });

  it("bring the emulator as a command", () => {
    const command = join(project, "node_modules", ".bin", "global-edge-emulator");
    const { status, stdout } = spawnSync(command, ["--help"], { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain("global-edge-emulator");
  });
});
