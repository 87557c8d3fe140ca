import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../test/temp-folder.ts";
import { removeStaleReport } from "./report-files.ts";

const report = JSON.stringify({ version: 1, tool: "global-edge-purge/1.2.3", verdict: "purged" });
const json = "report.json";

async function isLeft(options: unknown, text = report, env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const projectDirectory = await tempFolder();
  writeFileSync(join(projectDirectory, json), text);
  removeStaleReport(options, { mode: "production", projectDirectory }, env);
  return existsSync(join(projectDirectory, json));
}

describe("removeStaleReport", () => {
  it.each<[string, unknown, Readonly<Record<string, string>>?]>([
    ["beside mistakes", { edgeid: 1, quota: "no", report: { json } }],
    ["of the environment", { environments: { production: { report: { json } } }, report: { json: "other.json" } }],
    [
      "of an environment that is not listed",
      { environment: "stagin", environments: { staging: {} }, report: { json } },
    ],
    ["of the variable's environment", { environments: { a: { report: { json } } } }, { GLOBAL_EDGE_PURGE_ENV: "a" }],
    ["beside an environment that is off", { environments: { production: false }, report: { json } }],
    ["beside environments that are none", { environments: 3, report: { json } }],
  ])("removes the report %s", async (_, options, env) => {
    expect(await isLeft(options, report, env)).toBe(false);
  });

  it.each<[string, unknown, string?]>([
    ["no options", undefined],
    ["options that name none", { report: {} }],
    ["a report that is no text", { report: { json: 3 } }],
    ["another environment's", { environments: { a: { report: { json } } } }],
    ["an environment's that names no file", { environments: { production: { report: {} } }, report: { json } }],
    ["a file without a name", { report: { json: "" } }],
    ["another file", { report: { json } }, '{ "name": "site" }'],
    ["a file that is no JSON", { report: { json } }, "{"],
  ])("leaves everything alone for %s", async (_, options, text) => {
    expect(await isLeft(options, text)).toBe(true);
  });

  it("removes what a build with several outputs wrote, and nothing of other environments", async () => {
    const projectDirectory = await tempFolder();
    const write = (name: string, environment: string) =>
      writeFileSync(join(projectDirectory, name), JSON.stringify({ ...JSON.parse(report), environment }));
    write("report.dist-a.json", "production");
    write("report.dist%2Fb.json", "production");
    write("report.staging.json", "staging");
    write("reports.json", "production");
    writeFileSync(join(projectDirectory, "report.notes.json"), '{ "environment": "production" }');
    removeStaleReport({ report: { json } }, { mode: "production", projectDirectory }, {});
    expect(readdirSync(projectDirectory).toSorted()).toEqual([
      "report.notes.json",
      "report.staging.json",
      "reports.json",
    ]);
  });

  it("reads whatever options are", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (options, mode) => {
        expect(() => removeStaleReport(options, { mode, projectDirectory: "/nowhere" }, {})).not.toThrow();
      }),
    );
  });

  it("minds neither a folder in its place nor nothing", async () => {
    const projectDirectory = await tempFolder();
    const remove = () => removeStaleReport({ report: { json } }, { mode: "production", projectDirectory }, {});
    expect(remove).not.toThrow();
    mkdirSync(join(projectDirectory, json));
    expect(remove).not.toThrow();
    expect(existsSync(join(projectDirectory, json))).toBe(true);
  });

  it("does not wait for what somebody may write into a pipe", async () => {
    const projectDirectory = await tempFolder();
    execFileSync("mkfifo", [join(projectDirectory, json)]);
    removeStaleReport({ report: { json } }, { mode: "production", projectDirectory }, {});
    expect(existsSync(join(projectDirectory, json))).toBe(true);
  });
});
