import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hosts, scripted } from "./hosts.ts";

const root = join(import.meta.dirname, "../../../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const page = readFileSync(join(root, "docs/hosts.md"), "utf8");
const entries = ["vite", "webpack", "unplugin"].flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly exports: object;
  };
  return Object.keys(exports).map((subpath) => name + subpath.slice(1));
});
/** The README's rows of frameworks: name and what is installed of them. */
const frameworks = [...readme.matchAll(/^\| ([\w. ]+?) +\| (@?[\w/-]+) \d[^|]*\| (`.*) +\|$/gm)];

describe("the hosts that init knows", () => {
  it.each(hosts)("imports for $name from an entry that is published", ({ entry }) => {
    expect(entries).toContain(entry);
  });

  it("are all that the README says to have a plugin, by the same dependency and line", () => {
    expect(frameworks.length).toBeGreaterThan(9);
    for (const [, name = "", dependency = "", line = ""] of frameworks) {
      const host = [...hosts, ...scripted].find((each) => each.name === name);
      expect(host?.dependency, name).toBe(dependency);
      if (!host || !("line" in host)) continue;
      const shown = host.line.replace("OPTIONS", "{ edgeId: 11197 }").replace("nextConfig", '{ output: "export" }');
      expect(line, name).toContain(shown);
    }
    const bundlers = [...page.matchAll(/^\| (\w+) +\| (?:`\w+` of )?`(@global-edge-purge\/[^`]+)`/gm)];
    expect(bundlers.length).toBeGreaterThan(6);
    for (const [, name, entry] of bundlers) {
      // esbuild has no config file that a plugin could stand in.
      if (name !== "esbuild") expect(hosts.find((each) => each.name === name)?.entry, name).toBe(entry);
    }
  });
});
