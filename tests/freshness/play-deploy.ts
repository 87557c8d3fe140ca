import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { dirname, join } from "node:path";
import { purgeBuild, type PurgeReport } from "@global-edge-purge/core";
import { createSystem, type Mapping, resolveOptions } from "@global-edge-purge/core/options";
import { createEmulator, type Emulator, emulatorCredentials } from "@global-edge-purge/emulator";
import type { Deploy } from "./deploys.ts";
import { type Files, isTarget, naiveTargets } from "./naive-targets.ts";
import { missingVersion, type Origin, startOrigin } from "./origin.ts";

/** The edge that visitors use, and one that nobody visits before the end: it knows what the origin has now. */
const visited = 1;
const unvisited = 2;

const isImmutable = (assetPath: string) => assetPath.startsWith("assets/");

/**
 * One deploy from end to end over real files, a real origin and the emulator's edge: build, purge, warm every URL, deploy the
 * next build, purge, crawl.
 *
 * @param folder empty
 * @returns how many answers were compared
 */
export async function playDeploy({ before, now, mapping }: Deploy, folder: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const origin = await startOrigin();
  const emulator = await createEmulator({
    origin: origin.url,
    edges: [{ edgeId: visited }, { edgeId: unvisited }],
    quota: { requestsPerMinute: 1_000_000 },
  });
  try {
    const ask = (edgeId: number, url: string) => visit(agent, emulator.edgeUrl(edgeId), url);
    await deploy(before, mapping, folder, origin, emulator);

    const urls = new Set([before, now].flatMap((files) => urlsOf(files, mapping)));
    await Promise.all([...urls].map((url) => ask(visited, url)));

    const asked = emulator.purges.length;
    const report = await deploy(now, mapping, folder, origin, emulator);
    const expected = naivePlan(before, now, mapping);
    const sent = emulator.purges.slice(asked).flatMap(({ purgeTarget }) => purgeTarget);
    assert.deepEqual(sent.toSorted(), [...expected].filter(isTarget).toSorted());
    assert.equal(new Set(sent).size, sent.length);
    const isWhole = [...expected, ...naivePlan({}, before, mapping)].every(isTarget);
    if (isWhole) assert.equal(report.verdict, sent.length > 0 ? "purged" : "nothing-to-purge");

    let compared = 0;
    const answers = [...urls].filter(isTarget).map(async (url) => ({
      url,
      edge: await ask(visited, url),
      truth: await ask(unvisited, url),
    }));
    for (const { url, edge, truth } of await Promise.all(answers)) {
      compared++;
      // A name that carries its content can be new or gone: the edge may keep that it was not there, or what was there.
      if (isImmutable(ownerOf(url, before, now, mapping)) && isNewOrGone(edge, truth)) continue;
      assert.deepEqual(edge, truth, `${url} is stale`);
    }
    return compared;
  } finally {
    agent.destroy();
    await emulator.close();
    await origin.close();
  }
}

/** Writes a build where the last one was, deploys it and purges. */
async function deploy(
  files: Files,
  { base, aliases, queries }: Mapping,
  folder: string,
  origin: Origin,
  emulator: Emulator,
): Promise<PurgeReport> {
  const outputDirectory = join(folder, "dist");
  await rm(outputDirectory, { recursive: true, force: true });
  await mkdir(outputDirectory, { recursive: true });
  for (const [assetPath, content] of Object.entries(files)) {
    await mkdir(dirname(join(outputDirectory, assetPath)), { recursive: true });
    await writeFile(join(outputDirectory, assetPath), content);
  }
  origin.deploy(files, { base, aliases, queries });
  const system = createSystem({
    env: { XDG_STATE_HOME: folder },
    homeDirectory: () => folder,
    isPullRequest: false,
    write: () => {},
  });
  const resolution = resolveOptions(
    {
      edgeId: visited,
      credentials: emulatorCredentials,
      endpoint: emulator.apiUrl,
      base,
      aliases,
      queries,
      immutable: ["assets/**"],
      allowShrink: true,
      quota: { requestsPerMinute: 1_000_000 },
    },
    { mode: "production", production: true, projectDirectory: folder, publicPath: "/", enabledByDefault: true },
    system,
  );
  assert(resolution.run);
  return purgeBuild({ outputDirectory }, resolution.settings, system);
}

function urlsOf(files: Files, mapping: Mapping): readonly string[] {
  return Object.keys(files).flatMap((assetPath) => naiveTargets(assetPath, mapping));
}

/**
 * What the second build must purge: every file that differs, but for immutable names that came or went. One that came may have been
 * there with other bytes, and in another Unicode form.
 */
function naivePlan(before: Files, now: Files, mapping: Mapping): ReadonlySet<string> {
  const differing = Object.keys({ ...before, ...now }).filter((assetPath) => {
    if (before[assetPath] === now[assetPath]) return false;
    const isChanged = Object.hasOwn(before, assetPath) && Object.hasOwn(now, assetPath);
    return isChanged || !isImmutable(assetPath) || (Object.hasOwn(now, assetPath) && wasSpelledOtherwise(assetPath));
  });
  return new Set(differing.flatMap((assetPath) => naiveTargets(assetPath, mapping)));

  function wasSpelledOtherwise(assetPath: string): boolean {
    const isOther = (other: string) => other !== assetPath && other.normalize("NFC") === assetPath.normalize("NFC");
    return Object.entries(before).some(([other, content]) => isOther(other) && content !== now[assetPath]);
  }
}

function ownerOf(url: string, before: Files, now: Files, mapping: Mapping): string {
  const owner = Object.keys({ ...before, ...now }).find((assetPath) => naiveTargets(assetPath, mapping).includes(url));
  return owner ?? "";
}

/** Whether all that differs is that a file, or a compressed copy of it, is there at one of the two and not at the other. */
function isNewOrGone(edge: Served, truth: Served): boolean {
  if (edge.status === 404 || truth.status === 404) return true;
  const others = truth.body.split("\n");
  return edge.body.split("\n").every((line, index) => {
    const other = others[index];
    return line === other || line === missingVersion || other === missingVersion;
  });
}

interface Served {
  readonly status: number;
  readonly body: string;
}

function visit(agent: Agent, edge: string, path: string): Promise<Served> {
  const { hostname, port } = new URL(edge);
  return new Promise((resolve, reject) => {
    request({ agent, hostname, port, path }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body })).on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}
