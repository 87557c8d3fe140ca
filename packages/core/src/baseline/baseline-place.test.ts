import { describe, expect, it } from "vitest";
import { recordedOutput } from "../output/read-output.ts";
import { baselinePlace, planPath } from "./state-folder.ts";
import { refuseOtherOutput } from "./stored-baseline.ts";

const settings = { environment: "production", projectDirectory: "/site" };

describe("baselinePlace", () => {
  it("is named after the environment, beside the project", () => {
    expect(baselinePlace(settings, {})).toBe("/site/.global-edge-purge/production.json");
  });

  it("is named as the build says where it has several output directories", () => {
    expect(baselinePlace(settings, { baselineName: "production.dist/legacy" })).toBe(
      "/site/.global-edge-purge/production.dist-legacy.json",
    );
  });

  it("is the option's where that is given", () => {
    expect(baselinePlace({ ...settings, baseline: "/shared/site.json" }, {})).toBe("/shared/site.json");
  });
});

describe("planPath", () => {
  it("is beside the default baseline, one for each output directory, unless it is told otherwise", () => {
    expect(planPath(settings, {})).toBe("/site/.global-edge-purge/production.plan.json");
    expect(planPath(settings, { baselineName: "production.legacy" })).toBe(
      "/site/.global-edge-purge/production.legacy.plan.json",
    );
    expect(planPath({ ...settings, baseline: "s3://bucket/key", planFile: "/plans/a.json" }, {})).toBe("/plans/a.json");
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
