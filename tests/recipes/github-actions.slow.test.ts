import { createEmulator, emulatorCredentials } from "@global-edge-purge/emulator";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { bin } from "../cli/start-cli.ts";
import { folderOf } from "../harness/workspace.ts";
import { startObjectStorage } from "./object-storage.ts";
import { blocksOf, codeOf } from "./read-recipe.ts";
import { readAction, runAction } from "./run-action.ts";
import { machineEnvironment, readWorkflow, runWorkflow, type Workflow } from "./run-workflow.ts";

const workflow = readWorkflow(codeOf("github-actions.md", "yaml"));
const secrets = {
  NCLOUD_ACCESS_KEY_ID: emulatorCredentials.accessKey,
  NCLOUD_SECRET_ACCESS_KEY: emulatorCredentials.secretKey,
};

/** Somebody runs the end of a deploy again. */
const lastStep: Workflow = {
  jobs: Object.fromEntries(
    Object.entries(workflow.jobs).map(([name, job]) => [name, { ...job, steps: job.steps.slice(-1) }]),
  ),
};

/** Everything before it. */
const firstSteps: Workflow = {
  jobs: Object.fromEntries(
    Object.entries(workflow.jobs).map(([name, job]) => [name, { ...job, steps: job.steps.slice(0, -1) }]),
  ),
};

/** The step of the recipe that takes its place. */
const [usingAction]: [{ readonly with: Readonly<Record<string, string>> }] = parse(
  blocksOf("github-actions.md", "yaml")[1] ?? "",
);

/** The upload as a file copy: `aws s3 sync FROM s3://BUCKET/ --endpoint-url URL` into the folder of the bucket. */
const aws = `#!/bin/bash
set -e
[ "$1 $2" = "s3 sync" ] && [ "$5" = "--endpoint-url" ] && [ "$6" = "https://kr.object.ncloudstorage.com" ]
[ -n "$AWS_ACCESS_KEY_ID" ] && [ -n "$AWS_SECRET_ACCESS_KEY" ]
cp -R "$3." "$BUCKETS/\${4#s3://}"
`;

/** \`npm ci\` has nothing to do: the packages are linked, since no registry has them yet. Everything else is npm's. */
const npm = `#!/bin/bash
[ "$1" = "ci" ] && exit 0
exec "$NPM" "$@"
`;

/** A repository, a machine that runs its workflow, Object Storage, and an edge before it. */
async function startRepository() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "recipe-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const place = (path: string) => join(root, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(place(path)), { recursive: true });
    writeFileSync(place(path), text);
  };
  for (const folder of ["home", "buckets/my-site"]) mkdirSync(place(folder), { recursive: true });
  for (const [name, script] of Object.entries({ aws, npm })) {
    write(`programs/${name}`, script);
    chmodSync(place(`programs/${name}`), 0o755);
  }

  const storage = await startObjectStorage(place("buckets"));
  onTestFinished(() => storage.close());
  const emulator = await createEmulator({ origin: `${storage.url}/my-site` });
  onTestFinished(() => emulator.close());

  const config = codeOf("README.md", "ts")
    .replace("?region=kr-standard", `?region=kr-standard&endpoint=${storage.url}`)
    .replace("https://kr.object.ncloudstorage.com", storage.url);
  write("site/vite.config.ts", config);
  write("site/package.json", '{ "type": "module", "private": true, "scripts": { "build": "vite build" } }');
  write("site/index.html", "<!doctype html><title>First</title>");
  write("site/public/robots.txt", "User-agent: *\n");
  const packages = { vite: folderOf("vite"), "@global-edge-purge": folderOf("@global-edge-purge") };
  const programs = { vite: join(folderOf("vite"), "bin/vite.js"), "global-edge-purge": bin };
  mkdirSync(place("site/node_modules/.bin"), { recursive: true });
  for (const [name, folder] of Object.entries(packages)) symlinkSync(folder, place(`site/node_modules/${name}`), "dir");
  for (const [name, file] of Object.entries(programs)) {
    // As npm does for what it installs.
    chmodSync(file, 0o755);
    symlinkSync(file, place(`site/node_modules/.bin/${name}`));
  }

  const environment = {
    ...machineEnvironment(place("programs"), place("home")),
    NPM: join(dirname(process.execPath), "npm"),
    BUCKETS: place("buckets"),
    GLOBAL_EDGE_PURGE_ENDPOINT: emulator.apiUrl,
  };
  return {
    write: (path: string, text: string) => write(`site/${path}`, text),
    storage,
    emulator,
    push: (run = workflow) => runWorkflow(run, secrets, place("site"), environment),
    /** A step that uses our action. */
    useAction: (inputs: Readonly<Record<string, string>>) =>
      runAction(readAction(), inputs, place("site"), {
        ...environment,
        ...secrets,
        GITHUB_STEP_SUMMARY: place("summary.md"),
      }),
    read: (path: string) => readFileSync(place(path), "utf8"),
    visit: async (path: string) => (await fetch(emulator.edgeUrl(11197) + path)).text(),
  };
}

describe("the workflow of docs/recipes/github-actions.md", () => {
  it("lets one deploy at a time through, and cuts none short", () => {
    expect(workflow.concurrency).toEqual({ group: "deploy-production", "cancel-in-progress": false });
  });

  it("builds, uploads and purges, so that visitors get every deploy and sending again sends nothing", async () => {
    const { write, storage, emulator, push, visit } = await startRepository();
    const first = await push();
    expect(first.map(({ exitCode, output }) => [exitCode, exitCode === 0 ? "" : output])).toEqual([
      [0, ""],
      [0, ""],
      [0, ""],
      [0, ""],
    ]);
    expect(first.at(-1)?.output).toMatch(/Purged 3 targets/);
    expect(storage.stored()).toEqual(["/my-site-state/production.json"]);
    expect(await visit("/")).toContain("First");

    write("index.html", "<!doctype html><title>Second</title>");
    const second = await push();
    expect(second.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expect(await visit("/")).toContain("Second");
    expect(emulator.purges.map(({ purgeTarget }) => purgeTarget)).toEqual([
      ["/robots.txt", "/", "/index.html"],
      ["/", "/index.html"],
    ]);

    const again = await push(lastStep);
    expect(again).toMatchObject([{ exitCode: 0, output: expect.stringContaining("Nothing to purge") }]);
    const said = [...first, ...second, ...again].map(({ output }) => output).join("");
    expect(said).not.toContain(secrets.NCLOUD_SECRET_ACCESS_KEY);
  }, 60_000);

  it("ends as well with our action, which purges, and writes the page and the summary of the job", async () => {
    const { write, read, emulator, push, visit, useAction } = await startRepository();
    await push();
    await visit("/");
    write("index.html", "<!doctype html><title>Second</title>");
    await push(firstSteps);
    expect(await visit("/")).toContain("First");
    const { exitCode, output } = await useAction(usingAction.with);
    expect([exitCode, exitCode === 0 ? "" : output]).toEqual([0, ""]);
    expect(await visit("/")).toContain("Second");
    expect(emulator.purges.at(-1)?.purgeTarget).toEqual(["/", "/index.html"]);
    expect(read("site/purge.html")).toContain("URLs to purge: 2");
    expect(read("summary.md")).toContain("/index.html");

    const wrong = await useAction({ command: "run", dir: "nowhere", "edge-id": "11197" });
    expect(wrong).toMatchObject({ exitCode: 1, output: expect.stringContaining("::error title=OUTPUT_") });
  }, 60_000);
});
