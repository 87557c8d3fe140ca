import { describe, expect, it } from "vitest";
import { defaultQuota, defaultRetry } from "../client/quota.ts";
import { CredentialsError } from "./credentials-error.ts";
import { OptionsError } from "./options-error.ts";
import { resolveAccount } from "./resolve-account.ts";

const keys = { NCLOUD_ACCESS_KEY_ID: "TESTACCESSKEY0000001", NCLOUD_SECRET_ACCESS_KEY: "testSecretKey" };
const noFile = () => {
  throw Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
};
const account = (options: object, env: Readonly<Record<string, string>> = keys) =>
  resolveAccount(options, { env, homeDirectory: () => "/home/someone", isCI: false }, noFile);

describe("resolveAccount", () => {
  it("needs no edge and no environment, and has every default", () => {
    expect(account({})).toEqual({
      credentials: expect.objectContaining({ accessKey: "TESTACCESSKEY0000001" }),
      endpoint: "https://edge.apigw.ntruss.com",
      quota: defaultQuota,
      retry: defaultRetry,
    });
  });

  it("follows the options of the account and looks at no others", () => {
    const options = { site: "gov", quota: { requestsPerMinute: 3 }, budget: 7, edgeId: "wrong", base: 5, nonsense: 1 };
    expect(account(options)).toMatchObject({
      endpoint: "https://edge.apigw.gov-ntruss.com",
      quota: { ...defaultQuota, requestsPerMinute: 3 },
      budget: 7,
    });
  });

  it("heeds the variables of the account alone, whatever turns purging off", () => {
    const others = { GLOBAL_EDGE_PURGE: "0", GLOBAL_EDGE_PURGE_DRY_RUN: "1", GLOBAL_EDGE_PURGE_EDGE_ID: "no" };
    const env = { ...keys, ...others, GLOBAL_EDGE_PURGE_ENDPOINT: "http://127.0.0.1:4443/" };
    expect(account({ endpoint: "https://a.example.com" }, env).endpoint).toBe("http://127.0.0.1:4443");
  });

  it("says all that is wrong at once, and what keys are missing", () => {
    const wrong = () => account({ site: "fin", budget: 0 }, { ...keys, GLOBAL_EDGE_PURGE_ENDPOINT: "x" });
    expect(wrong).toThrow(OptionsError);
    expect(wrong).toThrow(/site[^]*budget[^]*GLOBAL_EDGE_PURGE_ENDPOINT/);
    expect(() => account({}, { ...keys, NCLOUD_SITE: "fin" })).toThrow(/NCLOUD_SITE/);
    expect(() => account({}, {})).toThrow(CredentialsError);
  });
});
