import fc from "fast-check";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordedOutput } from "../output/read-output.ts";
import { tempFolder } from "../test/temp-folder.ts";
import {
  baselinePlace,
  folderName,
  knownOutputs,
  lastPurgePath,
  oldStateWarnings,
  outputsOf,
  planPath,
  prepareStateFolder,
  shownPath,
} from "./state-folder.ts";

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

describe("lastPurgePath", () => {
  it("is beside them, wherever they are", () => {
    expect(lastPurgePath(settings, {})).toBe("/site/.global-edge-purge/production/last-purge.json");
    expect(lastPurgePath(settings, { outputName: "a" })).toBe("/site/.global-edge-purge/production/a/last-purge.json");
  });
});

describe("prepareStateFolder", () => {
  const ignoreIn = (...folder: readonly string[]) => join(...folder, ".gitignore");

  it("keeps our own folder out of version control, wherever it lies in the path", async () => {
    const folder = await tempFolder();
    const own = join(folder, ".global-edge-purge", "a", ".global-edge-purge");
    await prepareStateFolder(join(own, "production", "baseline.json"));
    expect(await readFile(ignoreIn(own), "utf8")).toBe("*\n");
    expect(existsSync(ignoreIn(folder, ".global-edge-purge"))).toBe(false);
    expect(existsSync(join(own, "production"))).toBe(true);
  });

  it("lets be what it finds there", async () => {
    const own = join(await tempFolder(), ".global-edge-purge");
    await prepareStateFolder(join(own, "baseline.json"));
    await writeFile(ignoreIn(own), "mine\n");
    await prepareStateFolder(join(own, "baseline.json"));
    expect(await readFile(ignoreIn(own), "utf8")).toBe("mine\n");
  });

  it("says nothing about a folder of the user's", async () => {
    const folder = join(await tempFolder(), "state");
    await prepareStateFolder(join(folder, "baseline.json"));
    expect(existsSync(folder)).toBe(true);
    expect(existsSync(ignoreIn(folder))).toBe(false);
  });
});

describe("shownPath", () => {
  it.each([
    ["/site/dist/a.json", "dist/a.json"],
    ["/site", "/site"],
    ["/other/a.json", "/other/a.json"],
    ["/sit", "/sit"],
    ["/site/a/../b", "b"],
  ])("of %s is %s", (path, shown) => {
    expect(shownPath(path, "/site")).toBe(shown);
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

  it.each([
    [".", "%2E"],
    ["..", "%2E%2E"],
    ["...", "..."],
    [".a", ".a"],
    ["a.", "a."],
    ["a*b", "a%2Ab"],
  ])("is for %s called %s", (name, folder) => {
    expect(folderName(name)).toBe(folder);
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
    expect(outputsOf(place)).toEqual([{}]);
    for (const build of [{ outputName: "dist/b" }, {}, { outputName: "dist/a" }]) {
      const path = planPath(place, build);
      await prepareStateFolder(path);
      await writeFile(path, "{}");
    }
    const folder = join(projectDirectory, ".global-edge-purge/production");
    // No name of ours, though state lies in them; a file; and a folder without state.
    for (const name of ["100%", "a b"]) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "plan.json"), "{}");
    }
    await writeFile(join(folder, "file"), "");
    await mkdir(join(folder, "empty"));
    const known = [{}, { outputName: "dist/a" }, { outputName: "dist/b" }];
    expect(knownOutputs(place)).toEqual(known);
    expect(outputsOf(place)).toEqual(known);
    expect(outputsOf({ ...place, baseline: "/shared/site.json" })).toEqual([{}]);
    expect(outputsOf({ ...place, planFile: "/shared/plan.json" })).toEqual([{}]);
    expect(await readFile(join(projectDirectory, ".global-edge-purge/.gitignore"), "utf8")).toBe("*\n");
  });

  it("are found where there is a baseline and no plan, and none without a name", async () => {
    const place = { environment: "production", projectDirectory: await tempFolder() };
    const path = join(place.projectDirectory, ".global-edge-purge/production/docs/baseline.json");
    await prepareStateFolder(path);
    await writeFile(path, "{}");
    expect(knownOutputs(place)).toEqual([{ outputName: "docs" }]);
  });

  it("name files of earlier versions, and not the folder of an environment that is called like one", async () => {
    const projectDirectory = await tempFolder();
    const folder = join(projectDirectory, ".global-edge-purge");
    await mkdir(join(folder, "staging.json"), { recursive: true });
    await writeFile(join(folder, "production.plan.json"), "{}");
    await writeFile(join(folder, "preview.json"), "{}");
    expect(oldStateWarnings({ environment: "preview", projectDirectory })).toMatchObject([
      { message: expect.stringContaining(join(folder, "preview.json")) as string },
    ]);
    expect(oldStateWarnings({ environment: "production", projectDirectory })).toEqual([
      { code: "STATE_FILE_OLD", message: expect.stringContaining(join(folder, "production.plan.json")) as string },
    ]);
    expect(oldStateWarnings({ environment: "staging", projectDirectory })).toEqual([]);
  });
});

describe("recordedOutput", () => {
  it.each([
    ["/site", "/site/dist", "dist"],
    ["/site", "/site", "."],
    ["/site/app", "/site/public", "../public"],
  ])("%s, %s", (project, output, recorded) => {
    expect(recordedOutput(project, output)).toBe(recorded);
  });
});
