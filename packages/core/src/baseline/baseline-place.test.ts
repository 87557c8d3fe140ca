import fc from "fast-check";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordedPath } from "../output/read-output.ts";
import { tempFolder } from "../test/temp-folder.ts";
import {
  baselinePlace,
  folderName,
  knownOutputs,
  oldStateWarnings,
  planPath,
  prepareStateFolder,
} from "./state-folder.ts";
import { refuseOtherOutput } from "./stored-baseline.ts";

const settings = { environment: "production", projectDirectory: "/site" };

describe("baselinePlace", () => {
  it("is in a folder of the environment, beside the project", () => {
    expect(baselinePlace(settings, {})).toBe("/site/.global-edge-purge/production/baseline.json");
  });

  it("is in a folder of the output where a build has several", () => {
    expect(baselinePlace(settings, { outputName: "dist/legacy" })).toBe(
      "/site/.global-edge-purge/production/dist%2Flegacy/baseline.json",
    );
  });

  it("is the option's where that is given", () => {
    expect(baselinePlace({ ...settings, baseline: "/shared/site.json" }, {})).toBe("/shared/site.json");
  });
});

describe("planPath", () => {
  it("is beside the default baseline, one for each output directory, unless it is told otherwise", () => {
    expect(planPath(settings, {})).toBe("/site/.global-edge-purge/production/plan.json");
    expect(planPath(settings, { outputName: "legacy" })).toBe("/site/.global-edge-purge/production/legacy/plan.json");
    expect(planPath({ ...settings, baseline: "s3://bucket/key", planFile: "/plans/a.json" }, {})).toBe("/plans/a.json");
  });
});

describe("places of state", () => {
  const placesOf = (environment: string, outputName?: string) => {
    const build = outputName === undefined ? {} : { outputName };
    return [baselinePlace({ ...settings, environment }, build), planPath({ ...settings, environment }, build)];
  };

  it.each([
    ["an environment, and the plan of another", ["production.plan"], ["production"]],
    ["an environment, and an output of another", ["production.dist"], ["production", "dist"]],
    ["outputs that differ by a slash", ["production", "dist/a"], ["production", "dist-a"]],
    ["outputs that differ by a blank", ["production", "dist a"], ["production", "dist-a"]],
    ["an output that is called like the file", ["production"], ["production", "baseline.json"]],
  ] as const)("are not shared by %s", (_what, [one, oneOutput], [other, otherOutput]) => {
    const places = [...placesOf(one, oneOutput), ...placesOf(other, otherOutput)];
    expect(new Set(places).size).toBe(4);
  });

  it("are one folder deep for any name, and no two names share one", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.string({ unit: "grapheme", minLength: 1 }),
        (one, other) => {
          expect(folderName(one)).toMatch(/^(?!\.{1,2}$)[^/\\*?:"<>|]+$/u);
          const same = one.normalize("NFC") === other.normalize("NFC");
          expect(folderName(one) === folderName(other)).toBe(same);
        },
      ),
    );
  });

  it("are found again, those without a name first", async () => {
    const projectDirectory = await tempFolder();
    const place = { environment: "production", projectDirectory };
    expect(knownOutputs(place)).toEqual([]);
    for (const build of [{ outputName: "dist/b" }, {}, { outputName: "dist/a" }]) {
      const path = planPath(place, build);
      await prepareStateFolder(path);
      await writeFile(path, "{}");
    }
    await mkdir(join(projectDirectory, ".global-edge-purge/production/100%"));
    expect(knownOutputs(place)).toEqual([{}, { outputName: "dist/a" }, { outputName: "dist/b" }]);
    expect(await readFile(join(projectDirectory, ".global-edge-purge/.gitignore"), "utf8")).toBe("*\n");
  });

  it("name files of earlier versions, and not the folder of an environment that is called like one", async () => {
    const projectDirectory = await tempFolder();
    const folder = join(projectDirectory, ".global-edge-purge");
    await mkdir(join(folder, "staging.json"), { recursive: true });
    await writeFile(join(folder, "production.plan.json"), "{}");
    expect(oldStateWarnings({ environment: "production", projectDirectory })).toEqual([
      { code: "STATE_FILE_OLD", message: expect.stringContaining(join(folder, "production.plan.json")) as string },
    ]);
    expect(oldStateWarnings({ environment: "staging", projectDirectory })).toEqual([]);
  });
});

describe("recordedPath", () => {
  it.each([
    ["/site", "/site/dist", "dist"],
    ["/site", "/site", "."],
    ["/site/app", "/site/public", "../public"],
  ])("%s, %s", (project, output, recorded) => {
    expect(recordedPath(project, output)).toBe(recorded);
  });
});

describe("refuseOtherOutput", () => {
  const baseline = { outputDirectory: "dist", edges: new Map() };

  it("accepts its own and a baseline that is missing", () => {
    expect(refuseOtherOutput(baseline, "dist", "b.json")).toBeUndefined();
    expect(refuseOtherOutput(undefined, "dist", "b.json")).toBeUndefined();
  });

  it("refuses another", () => {
    expect(() => refuseOtherOutput(baseline, "out", "b.json")).toThrow(
      expect.objectContaining({ code: "BASELINE_OTHER_OUTPUT", message: expect.stringContaining("dist") }),
    );
  });
});
