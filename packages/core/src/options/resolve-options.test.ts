import fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../test/memory-store.ts";
import { defaultQuota, defaultRetry } from "../client/quota.ts";
import type { System } from "../system/system.ts";
import { defaultExclude } from "./default-exclude.ts";
import type { GlobalEdgePurgeOptions } from "./global-edge-purge-options.ts";
import { OptionsError } from "./options-error.ts";
import type { BuildFacts } from "./resolution.ts";
import { resolveOptions } from "./resolve-options.ts";
import type { Settings } from "./settings.ts";

const project = resolve("/project");
const build: BuildFacts = {
  mode: "production",
  production: true,
  projectDirectory: project,
  publicPath: "/",
  enabledByDefault: true,
};
const keys = { NCLOUD_ACCESS_KEY_ID: "TESTACCESSKEY0000001", NCLOUD_SECRET_ACCESS_KEY: "testSecretKey" };
type Outside = Pick<System, "env" | "homeDirectory" | "isCI" | "isPullRequest">;
const ci: Outside = { env: keys, homeDirectory: () => "/home/someone", isCI: true, isPullRequest: false };
const noFile = () => {
  throw Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
};

interface Given {
  readonly options?: unknown;
  readonly build?: Partial<BuildFacts>;
  readonly env?: System["env"];
  readonly system?: Partial<Outside>;
}

function resolution(given: Given) {
  const system = { ...ci, ...given.system, env: { ...(given.system?.env ?? keys), ...given.env } };
  return resolveOptions(given.options ?? { edgeId: 1 }, { ...build, ...given.build }, system, noFile);
}

function settings(given: Given): Settings {
  const resolved = resolution(given);
  if (!resolved.run) throw new Error(`There is no run: ${resolved.verdict}`);
  return resolved.settings;
}

function refusal(given: Given): OptionsError {
  try {
    resolution(given);
  } catch (error) {
    if (error instanceof OptionsError) return error;
    throw error;
  }
  throw new Error("The options were accepted.");
}

const dotenvOf = (variables: Record<string, string>) => ({ folder: "/site", names: [".env"], variables });

describe("settings", () => {
  it("have every default", () => {
    const { credentials, ...others } = settings({});
    expect(credentials?.accessKey).toBe("TESTACCESSKEY0000001");
    expect(others).toEqual({
      environment: "production",
      edgeIds: [1],
      endpoint: "https://edge.apigw.ntruss.com",
      projectDirectory: project,
      base: { assets: "/", pages: "/" },
      also: {},
      include: ["**"],
      exclude: defaultExclude,
      purge: ["added", "changed", "removed"],
      onMissingBaseline: "mutable",
      allowShrink: false,
      dryRun: false,
      onFailure: "error",
      report: {},
      logLevel: "info",
      quota: defaultQuota,
      retry: defaultRetry,
    });
  });

  it("take a store as it is", () => {
    const store = createMemoryStore();
    expect(settings({ options: { edgeId: 1, baseline: store } }).baseline).toBe(store);
  });

  it("take paths from the project directory", () => {
    expect(
      settings({
        options: { edgeId: 1, outputDirectory: "build", baseline: "../state.json", report: { json: "/tmp/r.json" } },
      }),
    ).toMatchObject({
      outputDirectory: resolve(project, "build"),
      baseline: resolve("/state.json"),
      report: { json: resolve("/tmp/r.json") },
    });
  });

  it("leave a baseline in Object Storage where it is", () => {
    const baseline = "s3://bucket/state.json?region=kr-standard";
    expect(settings({ options: { edgeId: 1, baseline } }).baseline).toBe(baseline);
  });

  it("wait ten minutes for the origin and the edge unless told otherwise", () => {
    const options = {
      edgeId: 1,
      origin: { url: "http://origin.test/a" },
      verify: { url: "http://edge.test", timeout: 5 },
    };
    expect(settings({ options })).toMatchObject({
      origin: { url: "http://origin.test/a/", timeout: 600_000 },
      verify: { url: "http://edge.test", timeout: 5 },
    });
  });

  it.each<[string, GlobalEdgePurgeOptions, Partial<Settings>]>([
    [
      "quota",
      { quota: { requestsPerMinute: 20, inProgress: undefined } },
      { quota: { ...defaultQuota, requestsPerMinute: 20 } },
    ],
    ["retry", { retry: { attempts: 1 } }, { retry: { ...defaultRetry, attempts: 1 } }],
    ["wait: true", { wait: true }, { waitTimeout: 600_000 }],
    ["wait with a timeout", { wait: { timeout: 5 } }, { waitTimeout: 5 }],
    ["budget", { budget: 7 }, { budget: 7 }],
    ["immutable", { immutable: [] }, { immutable: [] }],
    ["exclude", { exclude: ["x"] }, { exclude: ["x"] }],
    ["site", { site: "gov" }, { endpoint: "https://edge.apigw.gov-ntruss.com" }],
    ["base with pages elsewhere", { base: { assets: "/a", pages: false } }, { base: { assets: "/a/", pages: false } }],
  ])("follow %s", (_what, options, expected) => {
    expect(settings({ options: { edgeId: 1, ...options } })).toMatchObject(expected);
  });

  it("have no time to wait with wait: false", () => {
    expect(settings({ options: { edgeId: 1, wait: false } })).not.toHaveProperty("waitTimeout");
  });

  it("leave pages open where the bundler's public path is a URL", () => {
    expect(settings({ build: { publicPath: "https://cdn.example.com/x/" } }).base).toEqual({ assets: "/x/" });
  });
});

describe("who wins", () => {
  const two = { edgeId: 1, environments: { production: { edgeId: 2 }, staging: { edgeId: 3 } } };

  it.each<[string, Given, number[]]>([
    ["an environment over the options beside it", { options: two }, [2]],
    [
      "the option environment over the variable and the mode",
      { options: { ...two, environment: "staging" }, env: { GLOBAL_EDGE_PURGE_ENV: "production" } },
      [3],
    ],
    ["the variable over the mode", { options: two, env: { GLOBAL_EDGE_PURGE_ENV: "staging" } }, [3]],
    ["the mode where nothing else says it", { options: two, build: { mode: "staging" } }, [3]],
    ["an option over the variable", { options: { edgeId: 1 }, env: { GLOBAL_EDGE_PURGE_EDGE_ID: "9" } }, [1]],
    [
      "the variable over .env files",
      {
        options: {},
        env: { GLOBAL_EDGE_PURGE_EDGE_ID: "9" },
        build: { dotenv: dotenvOf({ GLOBAL_EDGE_PURGE_EDGE_ID: "8" }) },
      },
      [9],
    ],
    [
      ".env files where nothing else says it",
      { options: {}, build: { dotenv: dotenvOf({ GLOBAL_EDGE_PURGE_EDGE_ID: "8,7" }) } },
      [8, 7],
    ],
    [
      "the options beside it where the environment says undefined",
      { options: { edgeId: 1, environments: { production: { edgeId: undefined } } } },
      [1],
    ],
  ])("edgeId: %s", (_what, given, edgeIds) => {
    expect(settings(given).edgeIds).toEqual(edgeIds);
  });

  it.each<[string, Given, string]>([
    [
      "the variable over all",
      {
        options: {
          edgeId: 1,
          endpoint: "https://a.example.com",
          environments: { production: { endpoint: "https://b.example.com" } },
        },
        env: { GLOBAL_EDGE_PURGE_ENDPOINT: "https://c.example.com" },
      },
      "https://c.example.com",
    ],
    [
      "endpoint over site",
      { options: { edgeId: 1, endpoint: "https://a.example.com", site: "gov" } },
      "https://a.example.com",
    ],
    [
      "site over NCLOUD_SITE",
      { options: { edgeId: 1, site: "public" }, env: { NCLOUD_SITE: "fin" } },
      "https://edge.apigw.ntruss.com",
    ],
    ["NCLOUD_SITE over the default", { env: { NCLOUD_SITE: "gov" } }, "https://edge.apigw.gov-ntruss.com"],
    [
      "the default, whatever NCLOUD_API_GW says",
      { env: { NCLOUD_API_GW: "https://ncloud.apigw.gov-ntruss.com" } },
      "https://edge.apigw.ntruss.com",
    ],
  ])("endpoint: %s", (_what, given, endpoint) => {
    expect(settings(given).endpoint).toBe(endpoint);
  });

  it("GLOBAL_EDGE_PURGE_DRY_RUN=1 beats all, 0 nothing", () => {
    const options = { edgeId: 1, environments: { production: { dryRun: false } } };
    expect(settings({ options, env: { GLOBAL_EDGE_PURGE_DRY_RUN: "1" } }).dryRun).toBe(true);
    expect(settings({ options: { edgeId: 1, dryRun: true }, env: { GLOBAL_EDGE_PURGE_DRY_RUN: "0" } }).dryRun).toBe(
      true,
    );
  });

  it("replaces values as a whole", () => {
    const options = {
      edgeId: 1,
      quota: { requestsPerMinute: 20 },
      environments: { production: { quota: { bodyBytes: 9 } } },
    };
    expect(settings({ options }).quota).toEqual({ ...defaultQuota, bodyBytes: 9 });
  });

  it("for any option: the environment's, else the one beside it, else the default", () => {
    const values = {
      queries: fc.array(fc.constantFrom("a", "b")),
      allowShrink: fc.boolean(),
      when: fc.constantFrom("build", "deploy"),
      onFailure: fc.constantFrom("error", "warn"),
      budget: fc.integer({ min: 1, max: 1000 }),
      purge: fc.subarray(["added", "changed", "removed"], { minLength: 1 }),
    };
    const some = fc.record(values, { requiredKeys: [] });
    const defaults = settings({});
    fc.assert(
      fc.property(some, some, some, (shared, production, staging) => {
        const options = { ...shared, edgeId: 1, environments: { production, staging: { ...staging, edgeId: 2 } } };
        expect(settings({ options })).toMatchObject({ ...defaults, ...shared, ...production, credentials: {} });
      }),
    );
  });
});

describe("a build that does not apply", () => {
  const listing = { edgeId: 1, environments: { production: {}, staging: false } };

  it.each<[string, Given, string, string]>([
    [
      "GLOBAL_EDGE_PURGE=0",
      { options: { edgeId: 1, enabled: true }, env: { GLOBAL_EDGE_PURGE: "0" } },
      "disabled",
      "GLOBAL_EDGE_PURGE=0",
    ],
    [
      "an environment that is off",
      { options: { ...listing, enabled: true, environment: "staging" } },
      "disabled",
      '"staging"',
    ],
    ["enabled: false", { options: { edgeId: 1, enabled: false } }, "disabled", "enabled: false"],
    [
      "enabled: false, whatever the variable says",
      { options: { edgeId: 1, enabled: false }, env: { GLOBAL_EDGE_PURGE: "1" } },
      "disabled",
      "enabled: false",
    ],
    [
      "enabled: false of the environment",
      { options: { edgeId: 1, enabled: true, environments: { production: { enabled: false } } } },
      "disabled",
      "enabled: false",
    ],
    ["a bundler without a production signal", { build: { enabledByDefault: false } }, "disabled", "enabled: true"],
    [
      "an environment that is not listed",
      { options: listing, build: { mode: "prodution" } },
      "environment-not-listed",
      'Did you mean "production"?',
    ],
    [
      "an environment named like a method",
      { options: listing, build: { mode: "constructor" } },
      "environment-not-listed",
      "production, staging",
    ],
    ["no environments and another mode", { build: { mode: "staging" } }, "environment-not-listed", '"staging"'],
    ["no environment listed", { options: { edgeId: 1, environments: {} } }, "environment-not-listed", "none"],
    ["a build that is no production build", { build: { production: false } }, "not-production", "production"],
    ["a pull request", { system: { isPullRequest: true } }, "pull-request", "pullRequests: true"],
    [
      "a pull request, enabled or not",
      { options: { edgeId: 1, enabled: true }, env: { GLOBAL_EDGE_PURGE: "1" }, system: { isPullRequest: true } },
      "pull-request",
      "pullRequests",
    ],
    ["a developer's machine without keys", { system: { env: {}, isCI: false } }, "no-credentials", "outside CI"],
    [
      "a developer's machine without keys for the baseline",
      { options: { edgeId: 1, when: "deploy", baseline: "s3://bucket/key" }, system: { env: {}, isCI: false } },
      "no-credentials",
      "outside CI",
    ],
  ])("is skipped: %s", (_what, given, reason, words) => {
    const resolved = resolution(given);
    expect(resolved).toMatchObject({ run: false, verdict: "skipped", reason, message: expect.stringContaining(words) });
    expect("message" in resolved && resolved.message).not.toContain("\n");
  });

  it.each<[string, Given]>([
    ["enabled: true for another mode", { options: { edgeId: 1, enabled: true }, build: { production: false } }],
    ["GLOBAL_EDGE_PURGE=1 for another mode", { env: { GLOBAL_EDGE_PURGE: "1" }, build: { production: false } }],
    [
      "enabled: true for another bundler",
      { options: { edgeId: 1, enabled: true }, build: { enabledByDefault: false } },
    ],
    [
      "GLOBAL_EDGE_PURGE=1 for another bundler",
      { env: { GLOBAL_EDGE_PURGE: "1" }, build: { enabledByDefault: false } },
    ],
    ["pullRequests: true", { options: { edgeId: 1, pullRequests: true }, system: { isPullRequest: true } }],
    ["keys on a developer's machine", { system: { isCI: false } }],
    ["a dry run without keys", { options: { edgeId: 1, dryRun: true }, system: { env: {}, isCI: false } }],
    ["a plan for after the deploy, without keys", { options: { edgeId: 1, when: "deploy" }, system: { env: {} } }],
    [
      "a plan for after the deploy, with keys for its baseline alone",
      {
        options: { edgeId: 1, when: "deploy", baseline: "s3://bucket/key" },
        system: { env: { AWS_ACCESS_KEY_ID: "TESTS3KEY00000000001", AWS_SECRET_ACCESS_KEY: "test-s3-secret" } },
      },
    ],
    ["a listed environment", { options: listing }],
  ])("runs after all with %s", (_what, given) => {
    expect(settings(given).edgeIds).toEqual([1]);
  });

  describe("with a shared baseline, on a machine that is no CI", () => {
    const shared = { edgeId: 1, baseline: "s3://bucket/key" };
    const machine = { isCI: false };

    it.each<[string, Given]>([
      ["purging at its end", { options: shared }],
      ["for after the deploy", { options: { ...shared, when: "deploy" } }],
      [
        "whose environment shares one",
        { options: { edgeId: 1, environments: { production: { baseline: "S3://bucket/key" } } } },
      ],
      [
        "with keys for the baseline alone",
        {
          options: { ...shared, when: "deploy" },
          env: {
            AWS_ACCESS_KEY_ID: "TESTS3KEY00000000001",
            AWS_SECRET_ACCESS_KEY: "test-s3-secret",
            NCLOUD_ACCESS_KEY_ID: "",
            NCLOUD_SECRET_ACCESS_KEY: "",
          },
        },
      ],
    ])("is skipped: a build %s", (_what, given) => {
      const skipped = resolution({ ...given, system: machine });
      expect(skipped).toMatchObject({
        verdict: "skipped",
        reason: "disabled",
        message: expect.stringContaining("GLOBAL_EDGE_PURGE=1"),
      });
      expect("message" in skipped && skipped.message).not.toContain("\n");
    });

    it.each<[string, Given]>([
      ["in CI", { options: shared }],
      ["with enabled: true", { options: { ...shared, enabled: true }, system: machine }],
      ["with GLOBAL_EDGE_PURGE=1", { options: shared, env: { GLOBAL_EDGE_PURGE: "1" }, system: machine }],
      ["in a dry run, which teaches it nothing", { options: { ...shared, dryRun: true }, system: machine }],
      ["in a dry run by variable", { options: shared, env: { GLOBAL_EDGE_PURGE_DRY_RUN: "1" }, system: machine }],
      ["with a baseline of its own", { options: { edgeId: 1, baseline: "state.json" }, system: machine }],
    ])("runs all the same %s", (_what, given) => {
      expect(settings(given).edgeIds).toEqual([1]);
    });
  });

  it("says where to report that", () => {
    const options = {
      edgeId: 1,
      logLevel: "debug",
      report: { json: "x.json" },
      environments: { production: { report: { json: "y.json" } } },
    };
    expect(resolution({ options, build: { mode: "staging" } })).toMatchObject({
      environment: "staging",
      logLevel: "debug",
      report: { json: resolve(project, "x.json") },
    });
    expect(resolution({ options, env: { GLOBAL_EDGE_PURGE: "0" } })).toMatchObject({
      report: { json: resolve(project, "y.json") },
    });
    expect(resolution({ env: { GLOBAL_EDGE_PURGE: "0" } })).toMatchObject({ report: {} });
  });
});

describe("keys that are missing or wrong", () => {
  it.each<[string, Given, string]>([
    ["in CI", { system: { env: {} } }, "CREDENTIALS_MISSING"],
    [
      "where purging is asked for",
      { options: { edgeId: 1, enabled: true }, system: { env: {}, isCI: false } },
      "CREDENTIALS_MISSING",
    ],
    [
      "where a variable asks for it",
      { system: { env: { GLOBAL_EDGE_PURGE: "1" }, isCI: false } },
      "CREDENTIALS_MISSING",
    ],
    ["half a pair, anywhere", { system: { env: { NCLOUD_ACCESS_KEY: "A" }, isCI: false } }, "CREDENTIALS_INCOMPLETE"],
    [
      "half a pair, in a dry run",
      { options: { edgeId: 1, dryRun: true }, system: { env: { NCLOUD_ACCESS_KEY: "A" } } },
      "CREDENTIALS_INCOMPLETE",
    ],
    [
      "a public name",
      { build: { dotenv: dotenvOf({ VITE_NCLOUD_SECRET_KEY: "testSecretKey" }) } },
      "CREDENTIALS_PUBLIC",
    ],
    ["a prefix that covers them", { build: { envPrefixes: ["NCLOUD_"] } }, "CREDENTIALS_PUBLIC"],
  ])("fail the run: %s", (_what, given, code) => {
    const resolved = resolution(given);
    expect(resolved).toMatchObject({
      run: false,
      verdict: "failed",
      error: { code },
      settings: { onFailure: "error", edgeIds: [1] },
    });
    expect(JSON.stringify(resolved)).not.toContain("testSecretKey");
  });

  it("are read from the home folder", () => {
    const home = mkdtempSync(join(tmpdir(), "home-"));
    try {
      mkdirSync(join(home, ".ncloud"));
      writeFileSync(
        join(home, ".ncloud", "configure"),
        "ncloud_access_key_id=HOME\nncloud_secret_access_key=testSecretKey",
      );
      const resolved = resolveOptions({ edgeId: 1 }, build, { ...ci, env: {}, homeDirectory: () => home });
      expect(resolved).toMatchObject({ run: true, settings: { credentials: { accessKey: "HOME" } } });
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it("are looked for in .env files and the profile of the environment", () => {
    const readFile = () => "[team]\nncloud_access_key_id=TEAM\nncloud_secret_access_key=testSecretKey";
    const system = { ...ci, env: { NCLOUD_PROFILE: "other" } };
    const dotenv = dotenvOf({ NCLOUD_ACCESS_KEY: "DOTENV", NCLOUD_SECRET_KEY: "testSecretKey" });
    const options = { edgeId: 1, environments: { production: { profile: "team" } } };
    expect(resolveOptions(options, build, system, readFile)).toMatchObject({
      settings: { credentials: { accessKey: "TEAM" } },
    });
    expect(resolveOptions(options, { ...build, dotenv }, system, readFile)).toMatchObject({
      settings: { credentials: { accessKey: "DOTENV" } },
    });
    expect(resolveOptions(options, build, { ...system, dotenv }, readFile)).toMatchObject({
      settings: { credentials: { accessKey: "DOTENV" } },
    });
    expect(resolveOptions({ edgeId: 1 }, build, system, readFile)).toMatchObject({
      error: { code: "CREDENTIALS_PROFILE_UNKNOWN" },
    });
  });
});

describe("wrong options", () => {
  it.each<[string, Given, string, string[]]>([
    ["no edge", { options: {} }, "EDGE_ID_MISSING", ["edgeId"]],
    ["a public path that says too little", { build: { publicPath: "./" } }, "BASE_UNKNOWN", ["base"]],
    [
      "no edge, no base and a site without Global Edge",
      { options: {}, build: { publicPath: "auto" }, env: { NCLOUD_SITE: "fin" } },
      "OPTIONS_INVALID",
      ["edgeId", "base", "NCLOUD_SITE"],
    ],
    [
      "options and variables, of environments that do not run, too",
      { options: { edgeId: "1", environments: { staging: { budget: 0 } } }, env: { GLOBAL_EDGE_PURGE: "no" } },
      "OPTIONS_INVALID",
      ["edgeId", "environments.staging.budget", "GLOBAL_EDGE_PURGE"],
    ],
    [
      "a shared edge, though purging is off",
      { options: { edgeId: 1, environments: { a: {}, b: {} } }, env: { GLOBAL_EDGE_PURGE: "0" } },
      "OPTIONS_INVALID",
      ["environments"],
    ],
  ])("are all named at once: %s", (_what, given, code, paths) => {
    const error = refusal(given);
    expect(error.code).toBe(code);
    expect(error.problems.map(({ path }) => path)).toEqual(paths);
  });

  const listing = { edgeId: 1, environments: { production: {}, staging: { edgeId: 2 }, off: false } };

  it.each<[string, Given, string, string]>([
    ["the option, misspelt", { options: { ...listing, environment: "stagin" } }, "environment", '"staging"?'],
    [
      "the variable, misspelt",
      { options: listing, env: { GLOBAL_EDGE_PURGE_ENV: "Prod" } },
      "GLOBAL_EDGE_PURGE_ENV",
      '"production", "staging" or "off"',
    ],
    [
      "the option, where none is listed",
      { options: { edgeId: 1, environment: "staging" } },
      "environment",
      '"production"',
    ],
    [
      "the variable, though purging is off",
      { options: listing, env: { GLOBAL_EDGE_PURGE_ENV: "test", GLOBAL_EDGE_PURGE: "0" } },
      "GLOBAL_EDGE_PURGE_ENV",
      '"production"',
    ],
    [
      "a name that every object has",
      { options: { ...listing, environment: "toString" } },
      "environment",
      '"production"',
    ],
    [
      "where an empty list names none",
      { options: { edgeId: 1, environments: {}, environment: "a" } },
      "environment",
      "lists none",
    ],
  ])("name an environment that is not listed: %s", (_what, given, path, words) => {
    const { code, problems } = refusal(given);
    expect(code).toBe("OPTIONS_INVALID");
    expect(problems).toEqual([{ code, path, message: expect.stringContaining(words) }]);
  });

  it("are told with an environment that is not listed", () => {
    const { problems } = refusal({ options: { ...listing, environment: "stagin" }, env: { GLOBAL_EDGE_PURGE: "no" } });
    expect(problems.map(({ path }) => path)).toEqual(["GLOBAL_EDGE_PURGE", "environment"]);
  });

  it("are not what a bundler's mode says, and the line says what to write", () => {
    const skipped = resolution({ options: listing, build: { mode: "test" } });
    expect(skipped).toMatchObject({
      reason: "environment-not-listed",
      message: expect.stringContaining("environments: { test: {"),
    });
    const only = resolution({ build: { mode: "my-stage" } });
    expect(only).toMatchObject({ message: expect.stringContaining('environments: { "my-stage": {') });
    expect(resolution({ options: { ...listing, environment: "off" } })).toMatchObject({ reason: "disabled" });
  });

  it("include having none where no variable helps", () => {
    expect(() => resolveOptions(undefined, build, ci, noFile)).toThrow(
      expect.objectContaining({ code: "EDGE_ID_MISSING" }),
    );
    expect(
      resolveOptions(undefined, build, { ...ci, env: { ...keys, GLOBAL_EDGE_PURGE_EDGE_ID: "3" } }, noFile),
    ).toMatchObject({ run: true });
  });

  it("do not matter for what a skipped build would have needed", () => {
    expect(resolution({ options: {}, build: { publicPath: "./", mode: "staging" } })).toMatchObject({
      reason: "environment-not-listed",
    });
  });
});
