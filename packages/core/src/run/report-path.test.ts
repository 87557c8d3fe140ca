import { describe, expect, it } from "vitest";
import { reportPaths } from "./purge-build.ts";

describe("reportPaths", () => {
  it.each([
    ["/site/report.json", undefined, "/site/report.json"],
    ["/site/report.json", "dist/legacy", "/site/report.dist%2Flegacy.json"],
    [undefined, "dist", undefined],
  ])("%s, %s", (json, outputName, path) => {
    const report = json === undefined ? {} : { json, html: "/site/page.html" };
    const paths = reportPaths({ report }, outputName === undefined ? {} : { outputName });
    expect(paths.json).toBe(path);
    expect(Object.keys(paths)).toEqual(Object.keys(report));
  });
});
