import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const scaffolds = join(import.meta.dirname, "frameworks", "scaffolds");
const tested = [
  ...readFileSync(join(root, "README.md"), "utf8").matchAll(
    /^\| (\S+(?: \S+)*) +\| (@?[\w/-]+) (\d[^|]+?) +\| (`.*) +\|$/gmu,
  ),
].flatMap(([, framework = "", name = "", versions = "", line = ""]) =>
  versions.split(", ").map((version, index) => ({ framework, name, version, line: index === 0 ? line : "" })),
);

/** All that a scaffold says in its config files, on one line. */
function configOf(scaffold: string): string {
  const files = readdirSync(scaffold, { recursive: true, encoding: "utf8" });
  const configs = files.filter((file) => /config\.(?:js|mjs|ts)$/u.test(file));
  return configs.map((file) => readFileSync(join(scaffold, file), "utf8")).join("\n");
}

describe("the README's table of frameworks", () => {
  it("has a row for each scaffold", () => {
    expect(tested).toHaveLength(readdirSync(scaffolds).length);
  });

  it.each(tested)("names what is tested: $name $version", ({ name, version, line }) => {
    const scaffold = readdirSync(scaffolds)
      .map((each) => join(scaffolds, each))
      .find((each) => dependenciesOf(each)[name] === version);
    expect(scaffold, `no scaffold has ${name} ${version}`).toBeDefined();
    expect(existsSync(join(scaffold ?? "", "package-lock.json"))).toBe(true);
    const call = /globalEdgePurge\(|withGlobalEdgePurge\(|@global-edge-purge\/unplugin\/nuxt/u.exec(line)?.[0];
    if (call !== undefined) expect(configOf(scaffold ?? "")).toContain(call);
  });
});

function dependenciesOf(scaffold: string): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(scaffold, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return dependencies;
}
