import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { findS3Credentials } from "./s3-credentials.ts";

const edge = { accessKey: "TESTEDGEKEY000000001", secretKey: new Secret("test-edge-secret-0000000000000000000001") };

describe("findS3Credentials", () => {
  it("finds keys of their own first", () => {
    const found = findS3Credentials(
      {
        AWS_ACCESS_KEY_ID: " TESTS3KEY00000000001\n",
        AWS_SECRET_ACCESS_KEY: "test-s3-secret",
        AWS_SESSION_TOKEN: "token",
      },
      edge,
    );
    expect(found?.accessKey).toBe("TESTS3KEY00000000001");
    expect(found?.secretKey.reveal()).toBe("test-s3-secret");
    expect(found?.sessionToken?.reveal()).toBe("token");
  });

  it("takes those of the edge where there are none", () => {
    expect(findS3Credentials({ AWS_ACCESS_KEY_ID: " " }, edge)).toBe(edge);
    expect(findS3Credentials({}, undefined)).toBeUndefined();
  });

  it("refuses what cannot be sent in a header, and does not show it", () => {
    const env = { AWS_ACCESS_KEY_ID: "TESTS3KEY 0000000001", AWS_SECRET_ACCESS_KEY: "test-s3-secret" };
    expect(() => findS3Credentials(env, edge)).toThrow(/^AWS_ACCESS_KEY_ID holds blanks or letters that no key has\.$/);
  });

  it.each([
    [{ AWS_ACCESS_KEY_ID: "TESTS3KEY00000000001" }, "AWS_SECRET_ACCESS_KEY"],
    [{ AWS_SECRET_ACCESS_KEY: "test-s3-secret" }, "AWS_ACCESS_KEY_ID"],
  ])("refuses half a pair: %j", (env, missing) => {
    expect(() => findS3Credentials(env, edge)).toThrow(missing);
    expect(() => findS3Credentials(env, edge)).toThrow(expect.objectContaining({ code: "CREDENTIALS_INCOMPLETE" }));
  });
});
