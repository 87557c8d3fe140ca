import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type CommandSettings, purgeCommand } from "./purge-command.ts";

const project = resolve("/site");
const settings: CommandSettings = {
  environment: "production",
  edgeIds: [11197],
  projectDirectory: project,
  base: { assets: "/", pages: "/" },
  also: {},
  when: "build",
};

describe("purgeCommand", () => {
  it.each<[string, Partial<CommandSettings>, string]>([
    ["defaults", {}, "run --dir dist --edge-id 11197"],
    ["several edges", { edgeIds: [1, 2] }, "run --dir dist --edge-id 1,2"],
    ["another environment", { environment: "staging" }, "run --dir dist --edge-id 11197 --env staging"],
    ["a base", { base: { assets: "/app/", pages: "/app/" } }, "run --dir dist --edge-id 11197 --base /app/"],
    ["a baseline", { baseline: resolve("/state/b.json") }, "run --dir dist --edge-id 11197 --baseline ../state/b.json"],
    [
      "a baseline in Object Storage",
      { baseline: "s3://bucket/key?region=kr&endpoint=https://a" },
      "run --dir dist --edge-id 11197 --baseline 's3://bucket/key?region=kr&endpoint=https://a'",
    ],
    ["clean URLs", { aliases: "clean" }, "run --dir dist --edge-id 11197 --aliases clean"],
    ["a deploy after the build", { when: "deploy" }, "plan --dir dist --edge-id 11197"],
  ])("says %s", (_what, said, command) => {
    expect(purgeCommand({ ...settings, ...said }, resolve(project, "dist"), project)).toBe(
      `npx global-edge-purge ${command}`,
    );
  });

  it.each<[string, Partial<CommandSettings>]>([
    ["pages elsewhere", { base: { assets: "/", pages: false } }],
    ["a function of aliases", { aliases: () => [] }],
    ["queries", { queries: ["v=1"] }],
    ["targets of the user's", { also: { "a.html": ["/a/*"] } }],
  ])("says that %s belong into a config", (_what, said) => {
    expect(purgeCommand({ ...settings, ...said }, resolve(project, "dist"), project)).toBe(
      "npx global-edge-purge run --dir dist --edge-id 11197 (with the plugin's other options in global-edge-purge.config.js)",
    );
  });

  it("goes to the project where the process runs elsewhere", () => {
    expect(purgeCommand(settings, resolve(project, "dist"), resolve("/"))).toBe(
      "cd site && npx global-edge-purge run --dir dist --edge-id 11197",
    );
  });

  it("is read by a shell as it is meant", () => {
    const name = fc.stringMatching(/^[a-z가 '"$\\`&*]{1,8}$/u).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(name, (environment) => {
        const command = purgeCommand({ ...settings, environment }, resolve(project, "dist"), project);
        const words = execFileSync("sh", ["-c", `npx() { printf '%s\\n' "$@"; }; ${command}`], { encoding: "utf8" });
        expect(words.split("\n").slice(0, -1)).toEqual([
          ..."global-edge-purge run --dir dist --edge-id 11197".split(" "),
          ...(environment === "production" ? [] : ["--env", environment]),
        ]);
      }),
      { numRuns: 50 },
    );
  });
});
