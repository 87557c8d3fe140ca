import { describe, expect, it } from "vitest";
import { reportPath } from "./purge-build.ts";

describe("reportPath", () => {
  it.each([
    ["/site/report.json", undefined, "/site/report.json"],
    ["/site/report.json", "production.dist/legacy", "/site/report.production.dist-legacy.json"],
    [undefined, "production.dist", undefined],
  ])("%s, %s", (json, baselineName, path) => {
    const report = json === undefined ? {} : { json };
    expect(reportPath({ report }, baselineName === undefined ? {} : { baselineName })).toBe(path);
  });
});
