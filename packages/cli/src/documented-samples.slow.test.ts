import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { startSite, type TestSite } from "./test/start-site.ts";

// What `doctor` says differs on a machine of CI. The system is loaded by the first command, so this comes before.
vi.hoisted(() => {
  for (const name of Object.keys(process.env)) {
    if (/^(?:CI|CONTINUOUS_INTEGRATION|BUILD_|RUN_ID|GITHUB_|GITLAB_|TF_BUILD|JENKINS_|BUILDKITE)/u.test(name)) {
      delete process.env[name];
    }
  }
});

const page = readFileSync(join(import.meta.dirname, "../../../docs/command-line.md"), "utf8");

interface Sample {
  readonly command: string;
  readonly output: string;
}

/** The blocks of the page that show what commands print; those of other programs are left out. */
const blocks: readonly (readonly Sample[])[] = [...page.matchAll(/^```\n(?<block>\$ [^]*?)^```$/gmu)].map(
  ({ groups }) =>
    (groups?.["block"] ?? "")
      .split(/^\$ /gmu)
      .filter((sample) => sample.startsWith("global-edge-purge "))
      .map((sample) => {
        const [command = "", ...output] = sample.trimEnd().split("\n");
        return { command: command.slice("global-edge-purge ".length), output: output.join("\n") };
      }),
);

/** What differs from one time to the next: folders, ports, times. */
function timeless(text: string, folder = "/site"): string {
  return (
    text
      .replaceAll(folder, "/site")
      .replaceAll(/\d+\.\d s\b/gu, "0.0 s")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, "TIME")
      .replaceAll(/127\.0\.0\.1:\d+/gu, "127.0.0.1:PORT")
      // Columns are as wide as what stands in them, ports among it.
      .replaceAll(/(?<=\S) {2,}(?=\S)/gu, "  ")
      .replaceAll(/ +$/gmu, "")
      .trimEnd()
  );
}

/** A command line as a shell reads it. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<plain>\S+)/gu)].map(
    ({ groups }) => groups?.["single"] ?? groups?.["double"] ?? groups?.["plain"] ?? "",
  );
}

/** Runs a command where somebody at a terminal says yes, and returns what that shows. */
async function shown(site: TestSite, command: string): Promise<string> {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  const confirm = async (question: string) => {
    write(`${question} [y/N] y\n`);
    return true;
  };
  // Where a command asks the site, the page's is the emulator's.
  const edge = site.emulator.edgeUrl(11197);
  await site.cli(wordsOf(command.replace(`--verify ${example}`, `--verify ${edge}`)), {
    print: write,
    printError: write,
    confirm,
  });
  return timeless(text.replaceAll(edge, example), site.folder);
}

const example = "https://www.example.com";

const start = (files: Readonly<Record<string, string>>) => startSite(files, { edges: [{ edgeId: 11197 }] });
const adopt = ["run", "--dir", "dist", "--edge-id", "11197", "--adopt"];
const planFile = ".global-edge-purge/production/plan.json";

/** What was done before the commands of each block, in the order of the page. The same site goes on until another starts. */
const preparations: readonly ((site: TestSite | undefined) => Promise<TestSite | undefined> | TestSite | undefined)[] =
  [
    // init
    () =>
      start({
        "vite.config.js":
          'import { defineConfig } from "vite";\n\nexport default defineConfig({\n  plugins: [],\n});\n',
        ".gitignore": "node_modules\n",
        ".github/dependabot.yml": "version: 2\n",
      }),
    // run
    async () => {
      const files = {
        "dist/index.html": "1",
        "dist/about/index.html": "1",
        "dist/가격표.txt": "1",
        "dist/style.css": "1",
      };
      const site = await start(files);
      await site.cli(adopt);
      site.write("dist/index.html", "2");
      site.write("dist/가격표.txt", "2");
      site.write("dist/new/index.html", "1");
      rmSync(join(site.folder, "dist/about"), { recursive: true });
      return site;
    },
    // run --adopt
    (site) => site,
    // plan and send
    (site) => {
      site?.write("dist/index.html", "3");
      return site;
    },
    // send again
    (site) => site,
    // send on a machine without the baseline
    (site) => {
      mkdirSync(join(site?.folder ?? "", "elsewhere"));
      cpSync(join(site?.folder ?? "", planFile), join(site?.folder ?? "", "elsewhere/plan.json"));
      return site;
    },
    // send an edited plan
    (site) => {
      site?.write("edited.json", site.read(planFile).replace("/index.html", "/index.htm"));
      return site;
    },
    // purge
    (site) => site,
    // edges and status
    (site) => site,
    // forget
    async (site) => {
      await site?.cli([...adopt, "--edge-id", "11197,11198"]);
      return site;
    },
    // explain
    async () => {
      const site = await start({ "dist/index.html": "1", "dist/assets/main-3f9a1c2b.js": "2" });
      await site.cli([...adopt, "--immutable", "assets/**"]);
      site.write("dist/index.html", "2");
      return site;
    },
    // doctor
    async () => {
      const site = await start({ "dist/index.html": "1", "dist/a.css": "1", "dist/b.css": "1" });
      await site.cli(adopt);
      const passThroughEnv = ["GLOBAL_EDGE_PURGE*", "NCLOUD*"];
      site.write("turbo.json", JSON.stringify({ tasks: { build: { passThroughEnv } } }));
      return site;
    },
    // doctor --verify
    async () => {
      const site = await start({ "out/index.html": "1", "out/_next/static/chunks/main-0c89a48f.js": "1" });
      site.emulator.setOrigin(join(site.folder, "out"));
      await site.cli(["run", "--dir", "out", "--edge-id", "11197"]);
      return site;
    },
    // doctor --build
    () => start({ "build.mjs": svelteKitBuild, "package.json": '{ "scripts": { "build": "node build.mjs" } }' }),
  ];

/** Writes what SvelteKit writes of a small site: its version, and so its pages, differ each time. */
const svelteKitBuild = `import { mkdirSync, writeFileSync } from "node:fs";
const now = String(process.hrtime.bigint()).padStart(13, "0").slice(-13);
const write = (path, text) => {
  mkdirSync("build/" + path.slice(0, path.lastIndexOf("/") + 1), { recursive: true });
  writeFileSync("build/" + path, String(text));
};
for (let index = 0; index < 19; index++) write("_app/immutable/chunks/chunk" + index + ".js", index);
write("_app/version.json", JSON.stringify({ version: now }));
for (const page of ["index", "about", "posts/one"]) write(page + ".html", now);
`;

describe("docs/command-line.md", () => {
  it("has a preparation for each block of what is printed", () => {
    expect(blocks.map(([sample]) => sample?.command)).toHaveLength(preparations.length);
  });

  it("shows what the commands print", async () => {
    let site: TestSite | undefined;
    for (const [index, block] of blocks.entries()) {
      site = await preparations[index]?.(site);
      if (!site) throw new Error(`There is no site for ${block[0]?.command}.`);
      for (const { command, output } of block) {
        const printed = await shown(site, command);
        // Lines above are left out where the page says so.
        const [, shortened] = output.split(/^…\n/u);
        if (shortened === undefined) expect(`$ ${command}\n${printed}`).toBe(`$ ${command}\n${timeless(output)}`);
        else expect(printed).toContain(timeless(shortened));
      }
    }
  });
});
