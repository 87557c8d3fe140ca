import { describe, expect, it } from "vitest";
import { writeFiles } from "../test/deploy-lab.ts";
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
    expect(knownEdgeIds(place, readText)).toEqual([1, 2, 3]);
    expect(knownEdgeIds({ ...place, baseline: join(projectDirectory, "other.json") }, readText)).toEqual([4]);
    expect(knownEdgeIds({ ...place, environment: "staging" }, readText)).toEqual([]);
  });

  it("knows nothing from what cannot be read", async () => {
    const projectDirectory = await tempFolder();
    writeFiles(projectDirectory, {
      ".global-edge-purge/production/baseline.json": "{",
      ".global-edge-purge/production/plan.json": "{}",
    });
    expect(knownEdgeIds({ environment: "production", projectDirectory }, readText)).toEqual([]);
    const elsewhere = { environment: "production", projectDirectory, baseline: "s3://bucket/key" };
    expect(knownEdgeIds(elsewhere, readText)).toEqual([]);
  });
});
