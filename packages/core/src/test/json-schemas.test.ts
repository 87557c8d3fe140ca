import { Ajv, type SchemaObject } from "ajv";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import type * as z from "zod";
import { parseOptions } from "../options/parse-options.ts";
import type { PurgeReport } from "../report/purge-report.ts";
import { startDeployLab } from "./deploy-lab.ts";
import { emptyReport } from "./empty-report.ts";
import { configJsonSchema, reportJsonSchema } from "./json-schemas.ts";
import type { reportSchema } from "./report-schema.ts";

const published = join(import.meta.dirname, "../../../cli/schemas");
const read = (name: string) => JSON.parse(readFileSync(join(published, name), "utf8")) as SchemaObject;

/** The same, without a place for what it does not name: a report with more than the schema says shows that it is old. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return "properties" in inside ? { ...inside, additionalProperties: false } : inside;
}

/** What ajv has against a value; nothing where it fits. */
function faults(schema: SchemaObject, value: unknown): readonly string[] {
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(schema, value);
  return (ajv.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
}

describe("the published schemas", () => {
  it.each([
    ["config.json", configJsonSchema],
    ["report.json", reportJsonSchema],
  ])("%s is what our sources say: `vitest run -u` writes it anew", async (name, create) => {
    await expect(`${JSON.stringify(create(), null, 2)}\n`).toMatchFileSnapshot(join(published, name));
  });
});

describe("the schema of the report", () => {
  type DeepReadonly<Value> = Value extends object ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> } : Value;

  it("has every member of a report, with its type", () => {
    type Described = DeepReadonly<z.output<typeof reportSchema>>;
    expectTypeOf<PurgeReport>().toExtend<Described>();
    expectTypeOf<Required<Described>["verdict"]>().toEqualTypeOf<PurgeReport["verdict"]>();
    expectTypeOf<keyof Described>().toEqualTypeOf<keyof PurgeReport>();
    expectTypeOf<Described["batches"][number]["status"]>().toEqualTypeOf<PurgeReport["batches"][number]["status"]>();
    expectTypeOf<keyof Described["batches"][number]>().toEqualTypeOf<keyof PurgeReport["batches"][number]>();
    expectTypeOf<keyof Described["targets"][number]>().toEqualTypeOf<keyof PurgeReport["targets"][number]>();
    expectTypeOf<Described["targets"][number]["reason"]>().toEqualTypeOf<PurgeReport["targets"][number]["reason"]>();
    expectTypeOf<Described["unsettled"][number]["waitingFor"]>().toEqualTypeOf<
      PurgeReport["unsettled"][number]["waitingFor"]
    >();
  });

  it("fits the reports of runs: planned, purged, refused, with several edges and with nothing to do", async () => {
    const lab = await startDeployLab();
    const app = lab.app("site");
    const files = { "index.html": "1", "app.js": "1" };
    const reports = [
      await app.run(files),
      await app.run(files),
      await app.plan({ ...files, "app.js": "2" }),
      await lab.send([app.planPath]),
      await lab.app("other", { edgeIds: [404], budget: 1 }).run(files),
      emptyReport,
    ];
    expect(new Set(reports.map(({ verdict }) => verdict)).size).toBeGreaterThan(4);
    const schema = strict(read("report.json")) as SchemaObject;
    for (const report of reports) expect(faults(schema, JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  it("refuses what is no report", () => {
    expect(faults(read("report.json"), { ...emptyReport, verdict: "done", edgeIds: ["1"] })).toEqual([
      "/verdict must be equal to one of the allowed values",
      "/edgeIds/0 must be integer",
    ]);
  });
});

describe("the schema of the config", () => {
  const good = {
    edgeId: [1, 2],
    base: { assets: "https://cdn.example.com/a/", pages: false },
    aliases: "clean",
    baseline: "s3://bucket/key",
    also: { "index.html": ["/app/*"] },
    queries: { "**/data.json": ["page=1"] },
    wait: { timeout: 1 },
    quota: { requestsPerMinute: 20 },
    environments: { production: { edgeId: 3 }, staging: false },
  };

  it("takes what the options take, and an editor's $schema", () => {
    expect(faults(read("config.json"), { $schema: "./schemas/config.json", ...good })).toEqual([]);
    expect(parseOptions(good)).toHaveProperty("given");
  });

  it.each([
    { edgeId: "11197" },
    { edgId: 1 },
    { aliases: "cleen" },
    { environments: { staging: { when: "later" } } },
    { purge: [] },
    { base: "" },
    { edgeId: [1, 1] },
    { report: { json: " " } },
    { origin: { url: "x" } },
    { environments: { "a b": {} } },
    { environments: { "-a": {} } },
    { environments: { ["a".repeat(101)]: {} } },
    { queries: [""] },
  ])("refuses what the options refuse: %j", (bad) => {
    expect(faults(read("config.json"), bad)).not.toEqual([]);
    expect(parseOptions(bad)).toHaveProperty("problems");
  });

  it("takes every name that an environment may have, by patterns that need no flag", () => {
    const options = { environments: { "Pré-prod.2_x": {}, 운영: {}, "1": {}, ["a".repeat(100)]: {} } };
    expect(faults(read("config.json"), options)).toEqual([]);
    expect(parseOptions(options)).toHaveProperty("given");
    const patterns = JSON.stringify(read("config.json")).match(/"pattern":"(?:[^"\\]|\\.)*"/g) ?? [];
    expect(patterns.length).toBeGreaterThan(0);
    expect(patterns.filter((pattern) => pattern.includes("\\\\p"))).toEqual([]);
  });

  it("explains every option, as its types do", () => {
    const { properties } = read("config.json") as { readonly properties: Readonly<Record<string, object>> };
    const silent = Object.entries(properties).filter(
      ([name, value]) => name !== "$schema" && !("description" in value),
    );
    expect(silent).toEqual([]);
  });
});
