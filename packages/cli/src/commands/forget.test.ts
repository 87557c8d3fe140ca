import { describe, expect, it } from "vitest";
import { keyless, startSite } from "../test/start-site.ts";

const baseline = ".global-edge-purge/production/baseline.json";
const files = {
  "global-edge-purge.config.json": JSON.stringify({ edgeId: 1 }),
  "dist/index.html": "1",
};
const edgesIn = (text: string) => Object.keys(JSON.parse(text).edges);

describe("forget", () => {
  it("drops the edges that are named, purges nothing and needs no keys", async () => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist", "--edge-id", "1,2"]);
    const { length } = site.purged();

    const tried = await site.cli(["forget", "--edge-id", "2", "--dry-run"], { env: keyless });
    expect(tried.out).toMatch(/^Would forget edge 2 with 1 path: .*baseline\.json\n$/u);
    expect(edgesIn(site.read(baseline))).toEqual(["1", "2"]);

    const { exitCode, out, err } = await site.cli(["forget", "--edge-id", "2,7"], { env: keyless });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Forgot edge 2 with 1 path: .*\nEdge 7 is not in .*baseline\.json\.\n$/u);
    expect(edgesIn(site.read(baseline))).toEqual(["1"]);
    expect(site.purged()).toHaveLength(length);
  });

  it("looks into the baseline of every output, and answers machines", async () => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist", "--edge-id", "1,2"]);
    const state = ".global-edge-purge/production";
    site.write(`${state}/a/baseline.json`, site.read(baseline));
    const { out } = await site.cli(["forget", "--edge-id", "2", "--json"]);
    const places = [baseline, `${state}/a/baseline.json`];
    expect(JSON.parse(out)).toEqual(
      places.map((place) => ({
        baseline: expect.stringContaining(place) as string,
        edges: [{ edgeId: 2, paths: 1 }],
      })),
    );
    for (const place of places) expect(edgesIn(site.read(place))).toEqual(["1"]);
  });

  it("only says so in a dry run, whoever asks for one", async () => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist"]);
    const before = site.read(baseline);
    const byVariable = await site.cli(["forget", "--edge-id", "1"], { env: { GLOBAL_EDGE_PURGE_DRY_RUN: "1" } });
    expect(byVariable.out).toMatch(/^Would forget edge 1 /u);
    site.write("global-edge-purge.config.json", JSON.stringify({ edgeId: 1, dryRun: true }));
    expect((await site.cli(["forget", "--edge-id", "1"])).out).toMatch(/^Would forget edge 1 /u);
    expect(site.read(baseline)).toBe(before);
  });

  it("drops an edge that is rightly another environment's", async () => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist", "--edge-id", "1,2"]);
    const environments = { production: { edgeId: 1 }, staging: { edgeId: 2 } };
    site.write("global-edge-purge.config.json", JSON.stringify({ environments }));
    const { exitCode, err } = await site.cli(["forget", "--edge-id", "2"]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(edgesIn(site.read(baseline))).toEqual(["1"]);
  });

  it("says what is wrong with a baseline that cannot be used", async () => {
    const site = await startSite({ ...files, [baseline]: "{" });
    const { exitCode, err } = await site.cli(["forget", "--edge-id", "2"]);
    expect(exitCode).toBe(1);
    expect(err).toContain("BASELINE_UNREADABLE");
  });

  it.each([
    ["no edge is named", ["forget"], /No edge is named\..*\[EDGES_MISSING\]/u],
    ["the environment is not listed", ["forget", "--edge-id", "1"], /must be "staging"/u],
  ])("forgets nothing where %s", async (_, args, message) => {
    const site = await startSite(files);
    await site.cli(["run", "--dir", "dist"]);
    const before = site.read(baseline);
    site.write("global-edge-purge.config.json", JSON.stringify({ environments: { staging: { edgeId: 1 } } }));
    const { exitCode, err } = await site.cli(args, { env: { GLOBAL_EDGE_PURGE_ENV: "production" } });
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
    expect(site.read(baseline)).toBe(before);
  });

  it("is printed for an edge that is left out with the environment that it is left out of", async () => {
    const site = await startSite({ "dist/index.html": "1" });
    const run = ["run", "--dir", "dist", "--env", "staging", "--edge-id"];
    await site.cli([...run, "1,2"]);
    site.write("dist/index.html", "2");
    const { err } = await site.cli([...run, "1"]);
    const command = /npx global-edge-purge (forget (?:--\S+ \S+ ?)+) drops/u.exec(err)?.[1] ?? "";
    expect(command).toBe("forget --edge-id 2 --env staging");
    const forgot = await site.cli(command.split(" "));
    expect(forgot.out).toMatch(/^Forgot edge 2 with 1 path: .*staging.baseline\.json\n$/u);
  });
});
