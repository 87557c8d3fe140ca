import { describe, expect, it } from "vitest";
import { environmentOf, isMistyped, mergeOptions, optionsOfEnvironment } from "./merge-options.ts";

describe("mergeOptions", () => {
  it.each<[string, unknown, object, boolean, unknown]>([
    ["no config", {}, { edgeId: [1] }, false, { enabled: true, edgeId: [1] }],
    ["flags over the top level", { edgeId: 2 }, { edgeId: [1] }, false, { enabled: true, edgeId: [1] }],
    ["a config that turns purging off", { enabled: false }, {}, false, { enabled: false }],
    [
      "flags over the environment, and only that one",
      { edgeId: 2, environments: { staging: { edgeId: 3 }, production: { edgeId: 4 } } },
      { edgeId: [1] },
      true,
      {
        enabled: true,
        environment: "staging",
        edgeId: 2,
        environments: { staging: { edgeId: [1] }, production: { edgeId: 4 } },
      },
    ],
    [
      "an environment that is off stays off",
      { environments: { staging: false } },
      { edgeId: [1] },
      true,
      { enabled: true, environment: "staging", edgeId: [1], environments: { staging: false } },
    ],
    [
      "an environment that is named where none is listed",
      {},
      { edgeId: [1] },
      true,
      { enabled: true, environment: "staging", edgeId: [1], environments: { staging: {} } },
    ],
    ["what is no object is for the schema to refuse", 3, { edgeId: [1] }, false, 3],
  ])("%s", (_, config, given, named, merged) => {
    expect(mergeOptions(config, given, "staging", named)).toEqual(merged);
  });
});

describe("environmentOf", () => {
  it.each<[unknown, string | undefined, string | undefined, string]>([
    [{ environment: "a" }, "b", "c", "b"],
    [{ environment: "a" }, undefined, "c", "a"],
    [{}, undefined, "c", "c"],
    [{}, undefined, "", "production"],
    [{ environment: 3 }, undefined, undefined, "production"],
    [undefined, undefined, undefined, "production"],
  ])("%o, %s, %s", (config, named, variable, environment) => {
    expect(environmentOf(config, named, variable)).toBe(environment);
  });
});

describe("optionsOfEnvironment", () => {
  it("puts the environment's own over those beside it, and asks nothing of the rest", () => {
    const config = { profile: "a", edgeId: "wrong", environments: { staging: { profile: "b" }, production: false } };
    expect(optionsOfEnvironment(config, "staging")).toMatchObject({ profile: "b", edgeId: "wrong" });
    expect(optionsOfEnvironment(config, "production")).toMatchObject({ profile: "a" });
    expect(optionsOfEnvironment(config, "toString")).toMatchObject({ profile: "a" });
    expect(optionsOfEnvironment("wrong", "staging")).toEqual({});
  });
});

describe("isMistyped", () => {
  it.each(["prodution", "porduction", "produciton", "Production", "prod_uction"])(
    "is production misspelt: %s",
    (name) => {
      expect(isMistyped(name)).toBe(true);
    },
  );

  it.each(["production", "staging", "preproduction", "pre-production", "production-kr", "production2", "prod"])(
    "is an environment of its own: %s",
    (name) => {
      expect(isMistyped(name)).toBe(false);
    },
  );
});
