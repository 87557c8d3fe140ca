import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { checkClientOptions, type EdgeClientOptions } from "./client-options.ts";
import { EdgeError } from "./edge-error.ts";
import { defaultQuota, defaultRetry, endpoints } from "./quota.ts";

const credentials = { accessKey: "TESTACCESSKEY0000001", secretKey: "secret" };
const check = (options: Partial<EdgeClientOptions> = {}) => checkClientOptions({ credentials, ...options });

describe("checkClientOptions", () => {
  it("completes what is not given", () => {
    const { credentials: checked, ...rest } = check();
    expect(checked.accessKey).toBe(credentials.accessKey);
    expect(checked.secretKey.reveal()).toBe("secret");
    expect(rest).toEqual({ endpoint: endpoints.public, quota: defaultQuota, retry: defaultRetry, window: 60_000 });
  });

  it("takes what is given", () => {
    const secretKey = new Secret("secret");
    const given = check({
      credentials: { ...credentials, secretKey },
      site: "gov",
      quota: { inProgress: 1 },
      retry: { attempts: 1, minDelay: 0, maxDelay: 0 },
      quotaWindow: 1,
      budget: 0,
    });
    expect(given.credentials.secretKey).toBe(secretKey);
    expect(given).toMatchObject({ endpoint: endpoints.gov, quota: { ...defaultQuota, inProgress: 1 }, window: 1 });
    expect(given.retry).toEqual({ attempts: 1, minDelay: 0, maxDelay: 0 });
    expect(check({ site: "gov", endpoint: "http://127.0.0.1:8080" }).endpoint).toBe("http://127.0.0.1:8080");
  });

  it.each<[string, Partial<EdgeClientOptions>]>([
    ...Object.keys(defaultQuota).map((name): [string, Partial<EdgeClientOptions>] => [
      `quota.${name} is 0; it must be a whole number, 1 or more`,
      { quota: { [name]: 0 } },
    ]),
    ["retry.attempts is 0; it must be a whole number, 1", { retry: { attempts: 0 } }],
    ["retry.minDelay is -1; it must be a whole number, 0", { retry: { minDelay: -1 } }],
    ["retry.maxDelay is -1; it must be a whole number, 0", { retry: { maxDelay: -1 } }],
    ["retry.maxDelay is 1.5;", { retry: { maxDelay: 1.5 } }],
    ["quotaWindow is 0; it must be a whole number, 1", { quotaWindow: 0 }],
    ["budget is -1; it must be a whole number, 0", { budget: -1 }],
    ["budget is NaN;", { budget: Number.NaN }],
  ])("refuses: %s", (message, options) => {
    expect(() => check(options)).toThrow(EdgeError);
    expect(() => check(options)).toThrow(
      expect.objectContaining({ code: "LIMIT_INVALID", message: expect.stringContaining(message) as string }),
    );
  });

  it.each([
    [{ ...credentials, accessKey: "" }, "The access key is empty"],
    [{ ...credentials, secretKey: " secret" }, "The secret key is empty, or has a space"],
  ])("refuses keys that cannot be sent", (keys, message) => {
    expect(() => check({ credentials: keys })).toThrow(
      expect.objectContaining({ code: "CREDENTIALS_INVALID", message: expect.stringContaining(message) as string }),
    );
  });
});
