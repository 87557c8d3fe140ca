import { describe, expect, it } from "vitest";
import { parseSite, readVariables } from "./env.ts";

describe("readVariables", () => {
  it.each([
    [{}, {}],
    [{ GLOBAL_EDGE_PURGE: "0" }, { enabled: false }],
    [{ GLOBAL_EDGE_PURGE: "1" }, { enabled: true }],
    [{ GLOBAL_EDGE_PURGE: "" }, {}],
    [{ GLOBAL_EDGE_PURGE_ENV: "staging" }, { environment: "staging" }],
    [{ GLOBAL_EDGE_PURGE_EDGE_ID: "11197" }, { edgeIds: [11197] }],
    [{ GLOBAL_EDGE_PURGE_EDGE_ID: " 11197, 11198 " }, { edgeIds: [11197, 11198] }],
    [{ GLOBAL_EDGE_PURGE_DRY_RUN: "1" }, { dryRun: true }],
    [{ GLOBAL_EDGE_PURGE_DRY_RUN: "0" }, { dryRun: false }],
    [{ GLOBAL_EDGE_PURGE_ENDPOINT: "http://localhost:4443/" }, { endpoint: "http://localhost:4443" }],
    [
      { NCLOUD_PROFILE: "team", NCLOUD_SITE: "fin" },
      { profile: "team", site: "fin" },
    ],
    [{ NCLOUD_API_GW: "https://ncloud.apigw.ntruss.com" }, {}],
  ])("reads %j", (env, variables) => {
    expect(readVariables(env)).toEqual({ variables, problems: [] });
  });

  it("reads only edge ids from .env files, where the process has none", () => {
    const dotenv = {
      GLOBAL_EDGE_PURGE_EDGE_ID: "1",
      GLOBAL_EDGE_PURGE: "0",
      GLOBAL_EDGE_PURGE_ENV: "x",
      NCLOUD_PROFILE: "x",
    };
    expect(readVariables({}, dotenv).variables).toEqual({ edgeIds: [1] });
    expect(readVariables({ GLOBAL_EDGE_PURGE_EDGE_ID: "" }, dotenv).variables).toEqual({ edgeIds: [1] });
    expect(readVariables({ GLOBAL_EDGE_PURGE_EDGE_ID: "2" }, dotenv).variables).toEqual({ edgeIds: [2] });
  });

  it.each([
    ["GLOBAL_EDGE_PURGE", "true", "must be 0 or 1."],
    ["GLOBAL_EDGE_PURGE_DRY_RUN", "yes", "must be 0 or 1."],
    ["GLOBAL_EDGE_PURGE_EDGE_ID", "11197;11198", "must be one edge id or several"],
    ["GLOBAL_EDGE_PURGE_EDGE_ID", "1,1", "must be one edge id or several"],
    ["GLOBAL_EDGE_PURGE_EDGE_ID", "1,", "must be one edge id or several"],
    ["GLOBAL_EDGE_PURGE_EDGE_ID", "0", "must be one edge id or several"],
    ["GLOBAL_EDGE_PURGE_EDGE_ID", "1e3", "must be one edge id or several"],
    ["GLOBAL_EDGE_PURGE_EDGE_ID", "9007199254740993", "must be one edge id or several"],
    ["GLOBAL_EDGE_PURGE_ENDPOINT", "http://example.com", "must be an https URL"],
  ])("refuses %s=%s", (name, value, message) => {
    expect(readVariables({ [name]: value })).toEqual({
      variables: {},
      problems: [{ code: "OPTIONS_INVALID", path: name, message: expect.stringContaining(message) }],
    });
  });
});

describe("parseSite", () => {
  it.each(["public", "gov"])("knows %s", (site) => {
    expect(parseSite(site)).toEqual({ value: site });
  });

  it.each([
    ["fin", "not offered on the financial site"],
    ["Public", '"public" or "gov"'],
  ])("refuses %s", (site, problem) => {
    expect(parseSite(site)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
