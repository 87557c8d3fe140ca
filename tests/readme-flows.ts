import { createEmulator, emulatorCredentials } from "@global-edge-purge/emulator";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { bin } from "./cli/start-cli.ts";
import { folderOf } from "./harness/workspace.ts";
import { runWorkflow } from "./recipes/run-workflow.ts";

const root = join(import.meta.dirname, "..");
/** The README in every language. */
export const readmes = readdirSync(root).filter((name) => /^README(\.[a-z]{2})?\.md$/u.test(name));

/** The blocks of code in one language, in their order. */
function codeIn(readme: string, language: string): readonly string[] {
  const text = readFileSync(join(root, readme), "utf8");
  const blocks = [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gmu)];
  return blocks.flatMap(([, named, code = ""]) => (named === language ? [code] : []));
}

export const commandsOf = (readme: string) =>
  codeIn(readme, "sh").find((code) => code.includes("global-edge-purge send")) ?? "";
const configOf = (readme: string) => codeIn(readme, "js").find((code) => code.includes("vite.config.js")) ?? "";
/** The README's `.env.local` with keys in it. */
const keysOf = (readme: string) =>
  Object.values(emulatorCredentials).reduce(
    (text, key) => text.replace("=...", `=${key}`),
    codeIn(readme, "ini").find((code) => code.includes("NCLOUD_ACCESS_KEY_ID")) ?? "",
  );
export const sampleOf = (readme: string) => codeIn(readme, "").find((code) => code.includes("$ npx vite build")) ?? "";

/** Stands in for programs that this machine has not, or that would ask a registry. */
const programs: Readonly<Record<string, string>> = {
  aws: '#!/bin/bash\nset -e\n[ "$1 $2 $4" = "s3 sync s3://my-site" ]\ncp -R "$3/." "$BUCKET"\n',
  npx: '#!/bin/bash\nexec "node_modules/.bin/$1" "${@:2}"\n',
};

/** The example site as a new user has it who did what the README says, an edge, and a visitor. */
async function startSite(readme: string) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "readme-")));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const directory = join(home, "site");
  const bucket = join(home, "bucket");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  mkdirSync(bucket);
  for (const [name, script] of Object.entries(programs)) {
    write(`programs/${name}`, script);
    chmodSync(join(home, "programs", name), 0o755);
  }
  const example = join(root, "examples/vite");
  for (const entry of ["index.html", "src", "public"])
    cpSync(join(example, entry), join(directory, entry), { recursive: true });
  write("site/public/about/index.html", "<!doctype html><title>About</title>\n");
  write("site/vite.config.js", configOf(readme));
  write("site/.env.local", keysOf(readme));
  write("site/package.json", '{ "name": "site", "private": true, "type": "module" }\n');
  mkdirSync(join(directory, "node_modules/.bin"), { recursive: true });
  for (const name of ["vite", "@global-edge-purge"])
    symlinkSync(folderOf(name), join(directory, "node_modules", name), "dir");
  chmodSync(bin, 0o755);
  symlinkSync(bin, join(directory, "node_modules/.bin/global-edge-purge"));
  symlinkSync(join(folderOf("vite"), "bin/vite.js"), join(directory, "node_modules/.bin/vite"));

  const emulator = await createEmulator({ edges: [{ edgeId: 11197 }], origin: bucket });
  onTestFinished(() => emulator.close());
  const environment = {
    PATH: `${join(home, "programs")}:${process.env["PATH"]}`,
    HOME: home,
    TMPDIR: home,
    BUCKET: bucket,
    NO_COLOR: "1",
    GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
  };
  return {
    write: (path: string, text: string) => write(`site/${path}`, text),
    edit: (path: string, from: string, to: string) => {
      const text = readFileSync(join(directory, path), "utf8");
      expect(text).toContain(from);
      write(`site/${path}`, text.replace(from, to));
    },
    remove: (path: string) => rmSync(join(directory, path), { recursive: true }),
    visit: async (path: string) => (await fetch(emulator.edgeUrl(11197) + path)).text(),
    emulator,
    /** Runs commands one after the other, and resolves to what each printed. */
    run: async (commands: string) => {
      const steps = commands
        .trim()
        .split("\n")
        .map((run) => ({ run }));
      const results = await runWorkflow({ jobs: { deploy: { steps } } }, {}, directory, environment);
      expect(results.map(({ exitCode, output }) => (exitCode === 0 ? 0 : output))).toEqual(steps.map(() => 0));
      return results.map(({ output }) => output);
    },
  };
}

/** What our part of an output says, with the time it took left out. */
const ours = (output: string): string =>
  output.slice(output.indexOf("Global Edge purge")).replaceAll(/\d+\.\d s\b/gu, "0.1 s");

/** Does what a README says, as a new user would. */
export function describeReadme(readme: string): void {
  it("builds, uploads and sends, prints what it says, and a visitor between two steps sees nothing stale afterwards", async () => {
    const site = await startSite(readme);
    const commands = commandsOf(readme);
    site.edit("vite.config.js", 'when: "deploy"', 'when: "deploy", aliases: "directory"');
    await site.run(commands);
    const before = await site.visit("/");
    await site.visit("/about/");
    await site.visit("/new/");

    site.edit("src/greeting.js", "어서 오세요", "다시 오셨네요");
    site.edit("src/style.css", "#123", "#456");
    site.edit("public/가격표.txt", "1,000원", "900원");
    site.write("public/new/index.html", "<!doctype html><title>새 소식</title>\n");
    site.remove("public/about");
    const [build = "", upload = "", send = ""] = commands.trim().split("\n");
    const [built = ""] = await site.run(build);
    expect(await site.visit("/")).toBe(before);
    await site.run(upload);
    expect(await site.visit("/")).toBe(before);
    const [sent = ""] = await site.run(send);

    expect(`$ npx vite build\n${ours(built)}\n$ npx global-edge-purge send\n${ours(sent)}`).toBe(sampleOf(readme));
    expect(await site.visit("/")).not.toBe(before);
    expect(await site.visit("/new/")).toContain("새 소식");
    expect(site.emulator.purges).toHaveLength(2);
  }, 60_000);
}

/** Does what a README says to whoever purged too early. */
export function describeWayBack(readme: string): void {
  it("finds the way back where the purge went out before the upload", async () => {
    const site = await startSite(readme);
    const [build = "", upload = ""] = commandsOf(readme).trim().split("\n");
    site.edit("vite.config.js", ', when: "deploy"', "");
    await site.run(`${build}\n${upload}`);
    site.edit("index.html", "<title>", "<title>새 ");
    const [built] = await site.run(build);
    expect(built).toContain("[WHEN_NOT_CHOSEN]");
    const before = await site.visit("/");
    await site.run(upload);
    expect(await site.visit("/")).toBe(before);
    await site.run("npx global-edge-purge purge --report");
    expect(await site.visit("/")).toContain("<title>새 ");
  }, 60_000);
}
