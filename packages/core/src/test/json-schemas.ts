import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { optionsSchema } from "../options/schema.ts";
import { reportSchema } from "./report-schema.ts";

/** A schema as it is published: draft 7, which editors know. */
type JsonSchema = z.core.JSONSchema.BaseSchema;

const source = readFileSync(join(import.meta.dirname, "../options/global-edge-purge-options.ts"), "utf8");

/** What users read of each option in its types: the first paragraph, on one line. */
const explanations = new Map(
  [...source.matchAll(/\n {2}\/\*\*\n(?<comment>(?: {3}\*.*\n)+?) {3}\*\/\n {2}readonly (?<name>\w+)\?:/gu)].map(
    ({ groups }) => {
      const text = (groups?.["comment"] ?? "").replaceAll(/^ {3}\* ?/gmu, "");
      return [groups?.["name"] ?? "", (text.split(/\n(?:\n|@)/u)[0] ?? "").replaceAll(/\s+/gu, " ").trim()];
    },
  ),
);

/** No blank text is ever taken. */
const notBlank = "\\S";
const httpUrl = "^https?://";
/** Of the ASCII characters those that may be in an environment's name: not every validator knows `\p{L}`. */
const environmentName = "^[^\\s!-/:-@\\[-`{-~][^\\s!-,/:-@\\[-\\^`{-~]{0,99}$";

/** What a config file in JSON may hold: no functions, and no stores. */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(optionsSchema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    override({ jsonSchema }) {
      // That nobody changes it once it is read.
      delete jsonSchema.readOnly;
      const { properties } = jsonSchema;
      if (jsonSchema.type === "string" && !jsonSchema.enum) jsonSchema.pattern ??= notBlank;
      if (jsonSchema.pattern?.includes("\\p{")) jsonSchema.pattern = environmentName;
      if (typeof properties?.["url"] === "object") properties["url"].pattern = httpUrl;
      // The options of all environments, and those of one.
      if (!properties?.["edgeId"]) return;
      for (const [name, property] of Object.entries(properties)) {
        const description = explanations.get(name);
        if (description && typeof property === "object") property.description = description;
      }
      const several = (properties["edgeId"] as JsonSchema).anyOf?.find(({ type }) => type === "array");
      Object.assign(several ?? {}, { uniqueItems: true });
      Object.assign(properties["endpoint"] ?? {}, { pattern: httpUrl });
      Object.assign(properties["aliases"] ?? {}, { enum: ["none", "directory", "clean"] });
      const { description } = properties["baseline"] as JsonSchema;
      properties["baseline"] = { type: "string", pattern: notBlank, ...(description && { description }) };
    },
  });
  const properties = { $schema: { type: "string" as const }, ...schema.properties };
  return { ...headed(schema, "Options of global-edge-purge"), properties };
}

export function reportJsonSchema(): JsonSchema {
  // A later version may say more.
  const schema = z.toJSONSchema(reportSchema, { target: "draft-7", io: "input" });
  return headed(schema, "Report of a run of global-edge-purge, version 1");
}

function headed({ $schema, ...schema }: JsonSchema, title: string): JsonSchema {
  return { ...($schema !== undefined && { $schema }), title, ...schema };
}
