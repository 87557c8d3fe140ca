import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { environmentShape, groups, rootShape } from "./schema.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/options.md"), "utf8");
const interfaces = readFileSync(join(import.meta.dirname, "global-edge-purge-options.ts"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((row) => row.replace(/ +/g, " "));

describe("docs/options.md", () => {
  it.each(Object.keys(rootShape))("has a row for %s, with type, default and example", (option) => {
    const matching = rows.filter((row) => row.startsWith(`| \`${option}\` |`));
    expect(matching).toHaveLength(1);
    expect(matching[0]?.split(/(?<!\\)\|/)).toHaveLength(6);
  });

  it("has no row for an option that is not there", () => {
    const documented = rows.flatMap((row) => /^\| `([a-z]\w*)` \|/i.exec(row)?.[1] ?? []);
    const options = documented.filter((name) => !/^(?:GLOBAL_EDGE_PURGE|NCLOUD_|AWS_)/.test(name));
    expect(options.toSorted()).toEqual(Object.keys(rootShape).toSorted());
  });

  it.each(Object.entries(groups))("names what %s holds", (option, shape) => {
    const row = rows.find((line) => line.startsWith(`| \`${option}\` |`));
    for (const name of Object.keys(shape)) expect(row).toContain(name);
  });

  it.each([
    "GLOBAL_EDGE_PURGE",
    "GLOBAL_EDGE_PURGE_ENV",
    "GLOBAL_EDGE_PURGE_EDGE_ID",
    "GLOBAL_EDGE_PURGE_DRY_RUN",
    "GLOBAL_EDGE_PURGE_ENDPOINT",
    "GLOBAL_EDGE_PURGE_LANG",
    "NCLOUD_SITE",
    "NCLOUD_PROFILE",
    "NCLOUD_ACCESS_KEY_ID",
    "NCLOUD_SECRET_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
  ])("has a row for the variable %s", (name) => {
    expect(rows.filter((row) => row.startsWith(`| \`${name}\``))).toHaveLength(1);
  });
});

describe("the interface", () => {
  it.each(Object.keys(rootShape))("explains %s", (option) => {
    expect(interfaces).toMatch(new RegExp(String.raw`\*/\n  readonly ${option}\?:`));
  });

  it.each(Object.keys(environmentShape).filter((option) => !["edgeId", "credentials"].includes(option)))(
    "says the default of %s",
    (option) => {
      const [comment = ""] = interfaces.split(`  readonly ${option}?:`)[0]?.split("\n  /**\n").slice(-1) ?? [];
      expect(comment).toContain("@default");
    },
  );
});
