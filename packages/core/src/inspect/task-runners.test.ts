import { describe, expect, it } from "vitest";
import { examineTaskRunners, type FindUp } from "./task-runners.ts";

const variables = ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_SECRET_ACCESS_KEY", "GLOBAL_EDGE_PURGE_ENV"];

function codes(files: Record<string, unknown>, when: "build" | "deploy" = "build", set = variables) {
  const findUp = (name: string) => {
    const file = files[name];
    return file === undefined
      ? undefined
      : { path: `/repo/${name}`, text: typeof file === "string" ? file : JSON.stringify(file) };
  };
  return examineTaskRunners({ findUp, variables: set, when });
}

const codesOnly = (...parameters: Parameters<typeof codes>) => codes(...parameters).map(({ code }) => code);

describe("examineTaskRunners", () => {
  it("finds nothing where there is no task runner, or none that builds", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ "turbo.json": { tasks: { lint: {} } }, "nx.json": {} })).toEqual([]);
    expect(codes({ "turbo.json": "{ broken", "nx.json": "[]" })).toEqual([]);
  });

  it("finds variables that Turborepo strips, and says which to hand on", () => {
    const task = { cache: false, passThroughEnv: ["NCLOUD_ACCESS_KEY_ID"] };
    const [finding] = codes({ "turbo.json": { tasks: { build: task } } });
    expect(finding).toMatchObject({
      code: "TURBO_STRIPS_VARIABLES",
      level: "problem",
      message: expect.stringContaining("NCLOUD_SECRET_ACCESS_KEY, GLOBAL_EDGE_PURGE_ENV from the task build"),
      next: 'Add "NCLOUD*", "GLOBAL_EDGE_PURGE*" to passThroughEnv of the task.',
    });
  });

  it.each([
    { tasks: { build: { cache: false, passThroughEnv: ["NCLOUD_*", "GLOBAL_EDGE_PURGE*"] } } },
    { tasks: { "web#build": { cache: false, env: ["NCLOUD_*"] } }, globalEnv: ["GLOBAL_EDGE_PURGE_ENV"] },
    { tasks: { build: { cache: false } }, globalPassThroughEnv: ["*"] },
    { tasks: { build: { cache: false } }, envMode: "loose" },
  ])("is content with %j", (turbo) => {
    expect(codes({ "turbo.json": turbo })).toEqual([]);
  });

  describe("in a package whose turbo.json extends the root's", () => {
    const root = {
      tasks: { build: { cache: false, passThroughEnv: ["NCLOUD_*"] } },
      globalEnv: ["GLOBAL_EDGE_PURGE*"],
    };
    const both = (
      own: object,
      above: object = root,
      names: readonly [string, string] = ["turbo.json", "turbo.json"],
    ) => {
      const files: Record<string, unknown> = {
        [`/repo/web/${names[0]}`]: { extends: ["//"], ...own },
        [`/repo/${names[1]}`]: above,
      };
      const findUp: FindUp = (name, above) => {
        const path = [`/repo/web/${name}`, `/repo/${name}`].find(
          (path) => files[path] !== undefined && (above === undefined || path.length < above.length - "/x".length),
        );
        return path === undefined ? undefined : { path, text: JSON.stringify(files[path]) };
      };
      return examineTaskRunners({ findUp, variables, when: "build" }).map(({ code, message }) => [
        code,
        message.split(":")[0],
      ]);
    };

    it.each<[string, object]>([
      ["says nothing of the task", {}],
      ["only says where its output lies", { tasks: { build: { outputs: ["dist/**"] } } }],
      ["adds variables", { tasks: { build: { passThroughEnv: ["$TURBO_EXTENDS$", "OTHER"] } } }],
      ["has another task", { tasks: { lint: { cache: true } } }],
    ])("takes what the root says where the package %s", (_, own) => {
      expect(both(own)).toEqual([]);
      expect(both(own, root, ["turbo.jsonc", "turbo.json"])).toEqual([]);
    });

    it("takes what the package says in place of it", () => {
      expect(both({ tasks: { build: { cache: true } } })).toEqual([["TURBO_REPLAYS_BUILD", "/repo/web/turbo.json"]]);
      expect(both({ tasks: { build: { passThroughEnv: ["OTHER"] } } })).toEqual([
        ["TURBO_STRIPS_VARIABLES", "/repo/web/turbo.json"],
      ]);
    });

    it("finds what is wrong with the root's", () => {
      expect(both({}, { tasks: { build: { env: ["*"] } } })).toEqual([["TURBO_REPLAYS_BUILD", "/repo/turbo.json"]]);
      expect(both({ tasks: {} }, { tasks: { "web#build": { cache: false } } })).toEqual([
        ["TURBO_STRIPS_VARIABLES", "/repo/turbo.json"],
      ]);
    });
  });

  it("minds only variables that are set", () => {
    expect(codes({ "turbo.json": { tasks: { build: { cache: false } } } }, "build", [])).toEqual([]);
  });

  it("reads comments and trailing commas", () => {
    const text = '{ // the "build"\n "tasks": { "build": { "env": ["*"], /* no cache */ "cache": false, }, }, }';
    expect(codes({ "turbo.json": text })).toEqual([]);
    expect(codesOnly({ "turbo.jsonc": text.replace("false", "true") })).toEqual(["TURBO_REPLAYS_BUILD"]);
  });

  it("finds builds that are replayed instead of run", () => {
    expect(codesOnly({ "turbo.json": { tasks: { build: { env: ["*"] } } } })).toEqual(["TURBO_REPLAYS_BUILD"]);
    expect(codesOnly({ "nx.json": { targetDefaults: { build: { cache: true } } } })).toEqual(["NX_REPLAYS_BUILD"]);
    expect(codesOnly({ "nx.json": { plugins: [{ plugin: "@nx/vite/plugin" }] } })).toEqual(["NX_REPLAYS_BUILD"]);
    const old = { tasksRunnerOptions: { default: { options: { cacheableOperations: ["build", "test"] } } } };
    expect(codesOnly({ "nx.json": old })).toEqual(["NX_REPLAYS_BUILD"]);
    expect(codes({ "nx.json": { ...old, targetDefaults: { build: { cache: false } } } })).toEqual([]);
  });

  describe("where a task follows the build", () => {
    const scripts = { build: "vite build", plan: "global-edge-purge plan --dir dist" };
    const task = { dependsOn: ["build"], cache: false, passThroughEnv: ["*"] };
    const turbo = (plan: object, own: object = scripts) => ({
      "package.json": { scripts: own },
      "turbo.json": { tasks: { build: {}, plan } },
    });
    const nx = (plan: object, own: object = scripts) => ({
      "package.json": { scripts: own },
      "nx.json": { targetDefaults: { build: { cache: true }, plan } },
    });

    it.each(["build", "deploy"] as const)("is content with when: %s, though the build is replayed", (when) => {
      expect(codes(turbo(task), when)).toEqual([]);
      expect(codes({ ...turbo({}), "turbo.json": { tasks: { build: {}, "shop#plan": task } } }, when)).toEqual([]);
      expect(codes(turbo(task, { plan: "npx global-edge-purge run dist && echo done" }), when)).toEqual([]);
      expect(codes(nx(task), when)).toEqual([]);
    });

    it.each<[string, object, object?]>([
      ["is replayed as well", { ...task, cache: true }],
      ["does not say that it is not", { ...task, cache: undefined }],
      ["may run before the build", { ...task, dependsOn: [] }],
      ["waits for the builds of other packages only", { ...task, dependsOn: ["^build"] }],
      ["does something else", task, { plan: "node plan.js" }],
      ["is no script of the package", task, {}],
    ])("finds what is wrong with one that %s", (_, plan, own = scripts) => {
      expect(codesOnly(turbo({ ...plan, env: ["*"] }, own), "build", [])).toEqual(["TURBO_REPLAYS_BUILD"]);
      expect(codesOnly(nx(plan, own))).toEqual(["NX_REPLAYS_BUILD"]);
    });

    it("wants the variables for it, and not for the build", () => {
      expect(codes(turbo({ ...task, passThroughEnv: [] }))).toMatchObject([
        { code: "TURBO_STRIPS_VARIABLES", message: expect.stringContaining("from the task plan") },
      ]);
    });

    it("is not content with a plan among the outputs of the build: a pull request's build has none", () => {
      const outputs = ["dist/**", ".global-edge-purge/**/plan.json"];
      expect(codes({ "turbo.json": { tasks: { build: { env: ["*"], outputs } } } }, "deploy")).toMatchObject([
        { code: "TURBO_REPLAYS_BUILD", level: "notice", next: expect.stringContaining("global-edge-purge plan") },
      ]);
    });
  });

  it("minds variables that tell a pull request, but for those that Turborepo hands on unasked", () => {
    const set = ["GITHUB_EVENT_NAME", "CI_MERGE_REQUEST_IID", "VERCEL_GIT_PULL_REQUEST_ID"];
    expect(codes({ "turbo.json": { tasks: { build: { cache: false } } } }, "build", set)).toMatchObject([
      { code: "TURBO_STRIPS_VARIABLES", next: 'Add "CI_MERGE_REQUEST_IID" to passThroughEnv of the task.' },
    ]);
  });
});
