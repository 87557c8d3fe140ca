import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { writeFiles } from "../test/deploy-lab.ts";
import { createFakeClock } from "../test/fake-clock.ts";
import { s3Keys, startS3Server } from "../test/s3-server.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { knownEdgeIds } from "./known-edges.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const baseline = (...edgeIds: number[]) =>
  JSON.stringify({
    kind: "global-edge-purge baseline",
    version: 1,
    outputDirectory: "dist",
    edges: Object.fromEntries(edgeIds.map((edgeId) => [edgeId, { mappings: [], paths: {} }])),
  });
const readText = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const clock = createFakeClock();
const system = { clock, random: Math.random, env: {} };

describe("knownEdgeIds", () => {
  it("reads the baselines of all outputs, and one at another place", async () => {
    const projectDirectory = await tempFolder();
    const state = ".global-edge-purge/production";
    writeFiles(projectDirectory, {
      [`${state}/baseline.json`]: baseline(1, 2),
      [`${state}/legacy/baseline.json`]: baseline(2, 3),
      "other.json": baseline(4),
    });
    const place = { environment: "production", projectDirectory };
    expect(await knownEdgeIds(place, readText, system)).toEqual([1, 2, 3]);
    expect(await knownEdgeIds({ ...place, baseline: join(projectDirectory, "other.json") }, readText, system)).toEqual([
      4,
    ]);
    expect(await knownEdgeIds({ ...place, environment: "staging" }, readText, system)).toEqual([]);
  });

  it("knows nothing from what cannot be read", async () => {
    const projectDirectory = await tempFolder();
    writeFiles(projectDirectory, {
      ".global-edge-purge/production/baseline.json": "{",
      ".global-edge-purge/production/plan.json": "{}",
    });
    expect(await knownEdgeIds({ environment: "production", projectDirectory }, readText, system)).toEqual([]);
    const elsewhere = { environment: "production", projectDirectory, baseline: "s3://bucket/key" };
    expect(await knownEdgeIds(elsewhere, readText, system)).toEqual([]);
  });

  it("asks an Object Storage that holds the baseline, with its own keys or those of the edge", async () => {
    const projectDirectory = await tempFolder();
    const server = await startS3Server({ clock });
    server.objects.set("production.json", Buffer.from(baseline(5, 6)));
    const place = { environment: "production", projectDirectory, baseline: server.location("production.json") };
    const credentials = { accessKey: s3Keys.accessKey, secretKey: new Secret(s3Keys.secretKey) };
    expect(await knownEdgeIds({ ...place, credentials }, readText, system)).toEqual([5, 6]);
    const env = { AWS_ACCESS_KEY_ID: s3Keys.accessKey, AWS_SECRET_ACCESS_KEY: s3Keys.secretKey };
    expect(await knownEdgeIds(place, readText, { ...system, env })).toEqual([5, 6]);
    expect(await knownEdgeIds(place, readText, system)).toEqual([]);
  });
});
