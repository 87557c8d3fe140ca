import fc from "fast-check";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { reportPlace } from "./report-place.ts";

const project = resolve("/site");

describe("reportPlace", () => {
  it.each<[string, unknown, string | undefined]>([
    ["the option's file", { report: { json: "report.json" }, edgeID: 1 }, "report.json"],
    ["an absolute file", { report: { json: "/tmp/report.json" } }, "/tmp/report.json"],
    ["the environment's", { report: { json: "a" }, environments: { production: { report: { json: "b" } } } }, "b"],
    [
      "that of the environment that they name",
      { environment: "staging", environments: { staging: { report: { json: "c" } } } },
      "c",
    ],
    ["not another environment's", { environments: { staging: { report: { json: "b" } } } }, undefined],
    [
      "none where the environment's has no file",
      { report: { json: "a" }, environments: { production: { report: {} } } },
      undefined,
    ],
    [
      "the option's beside an environment that is off",
      { report: { json: "a" }, environments: { production: false } },
      "a",
    ],
    ["none where none is named", { report: { json: "" } }, undefined],
    ["none where it is no text", { report: { json: 1 } }, undefined],
  ])("is %s", (_what, options, path) => {
    expect(reportPlace(options, "production", project)).toBe(path && resolve(project, path));
  });

  it("reads whatever options are", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (options, environment) => {
        expect(() => reportPlace(options, environment, project)).not.toThrow();
      }),
    );
  });
});
