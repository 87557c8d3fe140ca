import { describe, expect, it } from "vitest";
import { reportPath } from "./purge-build.ts";

describe("reportPath", () => {
  it.each([
    ["/site/report.json", undefined, "/site/report.json"],
    ["/site/report.json", "dist/legacy", "/site/report.dist%2Flegacy.json"],
    [undefined, "dist", undefined],
  ])("%s, %s", (json, outputName, path) => {
    const report = json === undefined ? {} : { json };
    expect(reportPath({ report }, outputName === undefined ? {} : { outputName })).toBe(path);
  });
});
