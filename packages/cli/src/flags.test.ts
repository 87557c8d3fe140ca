import { OptionsError, resolveOptions } from "@global-edge-purge/core/options";
import { Command } from "commander";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addFlags, type Flags, optionsOfFlags } from "./flags.ts";

const everyFlag: Required<Flags> = {
  dir: "dist",
  env: "production",
  edgeId: "1,2",
  base: "/docs/",
  baseline: "state.json",
  include: ["**"],
  exclude: ["drafts/**"],
  immutable: ["assets/**"],
  purge: ["changed"],
  aliases: "clean",
  queries: ["v=1"],
  onMissingBaseline: "all",
  allowShrink: true,
  pullRequests: true,
  config: "x.json",
  envFile: ".env.deploy",
  profile: "team",
  site: "gov",
  endpoint: "http://localhost:4443",
  dryRun: true,
  origin: "https://origin.example.com",
  verify: "https://www.example.com",
  wait: "5",
  budget: "7",
  reportJson: "report.json",
  reportHtml: "report.html",
  json: true,
  logLevel: "debug",
};
const here = "/site";

describe("flags", () => {
  it("stand for options that exist, each under its name in kebab-case", () => {
    const system = { env: {}, homeDirectory: () => undefined, isCI: false, isPullRequest: false };
    const facts = { mode: "production", production: true, projectDirectory: here, enabledByDefault: true };
    const resolved = resolveOptions({ ...optionsOfFlags(everyFlag, here), profile: undefined }, facts, system);
    expect(resolved).toMatchObject({ run: true, settings: { edgeIds: [1, 2], waitTimeout: 5, budget: 7 } });
    const commands = ["run", "plan", "send", "status", "edges", "purge", "forget", "explain", "doctor"] as const;
    const options = commands.flatMap((name) => addFlags(new Command(), name).options);
    const names = new Set(options.map((option) => option.attributeName()));
    expect([...names].toSorted()).toEqual(Object.keys(everyFlag).toSorted());
    for (const { long } of options) expect(long).toMatch(/^--[a-z]+(-[a-z]+)*$/);
  });

  it("give paths of the shell, and leave other places alone", () => {
    expect(
      optionsOfFlags({ dir: "dist", baseline: "../a.json", reportJson: "/r.json", reportHtml: "r.html" }, here),
    ).toEqual({
      outputDirectory: join(here, "dist"),
      baseline: "/a.json",
      report: { json: "/r.json", html: join(here, "r.html") },
    });
    expect(optionsOfFlags({ baseline: "s3://bucket/key" }, here)).toEqual({ baseline: "s3://bucket/key" });
  });

  it("are refused in the words of the options where they make no sense", () => {
    const system = { env: {}, homeDirectory: () => undefined, isCI: false, isPullRequest: false };
    const facts = { mode: "production", production: true, projectDirectory: here, enabledByDefault: true };
    const wrong = optionsOfFlags({ edgeId: "one", aliases: "cleen", wait: "soon", budget: "-1" }, here);
    expect(() => resolveOptions(wrong, facts, system)).toThrow(OptionsError);
    expect(() => resolveOptions(wrong, facts, system)).toThrow(/edgeId\[0\][^]*wait.*timeout[^]*budget|aliases/);
  });

  it("say nothing where they are not given", () => {
    expect(optionsOfFlags({}, here)).toEqual({});
    expect(optionsOfFlags({ wait: true }, here)).toEqual({ wait: true });
  });
});
