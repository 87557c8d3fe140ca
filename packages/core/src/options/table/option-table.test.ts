import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { optionRows, optionTable, flagsOf } from "./option-table.ts";
import { rootShape } from "../schema.ts";

const root = join(import.meta.dirname, "../../../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const options = Object.keys(optionTable);

/** How many options a file names as text. Types that pick what a function uses of the settings do not count. */
function namedIn(path: string): number {
  const source = read(path).replaceAll(/\b(?:Pick|Omit)<[^>]*>|\w\["\w+"\]/g, "");
  return options.filter((option) => source.includes(`"${option}"`)).length;
}

describe("the table of options", () => {
  it("has a schema for each row, and a row for each schema", () => {
    expect(options.toSorted()).toEqual(Object.keys(rootShape).toSorted());
  });

  it.each(options)("has %s among those that users read", (option) => {
    expect(read("packages/core/src/options/global-edge-purge-options.ts")).toContain(`  readonly ${option}?:`);
    expect(read("docs/options.md")).toMatch(new RegExp(`^\\| \`${option}\` +\\|`, "m"));
  });

  it("agrees with the flags in docs/command-line.md, and with who takes them", () => {
    const documented = [...read("docs/command-line.md").matchAll(/^\| `(--.*?)` +\| `(.*?)` +\| (.*?) +\|$/gm)].map(
      ([, flag, option, commands]) => [flag, option, commands?.split(", ").map((name) => name.slice(1, -1))],
    );
    const flags = optionRows.flatMap(([name, row]) => flagsOf(row).map(({ flag, commands }) => [flag, name, commands]));
    expect(documented).toEqual(flags);
  });

  it("is the only place that lists options: code elsewhere names the ones that it uses", () => {
    const listing = ["packages/cli/src", "packages/core/src/options", "packages/core/src/plan-file"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|^test\b/.test(file))
        .map((file) => join(folder, file))
        .filter((path) => namedIn(path) > 4),
    );
    expect(listing).toEqual([]);
  });
});
