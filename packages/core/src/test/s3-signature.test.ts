import { describe, expect, it } from "vitest";
import { type ReceivedRequest, signatureMistake } from "./s3-signature.ts";

// The examples of "Signature Calculations for the Authorization Header" in Amazon S3's API reference, with its example keys.
const keys = { accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const host = "examplebucket.s3.amazonaws.com";
const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const date = "20130524T000000Z";
const now = Date.UTC(2013, 4, 24);

function authorization(signedHeaders: string, signature: string): string {
  const scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
  return `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

const getObject: ReceivedRequest = {
  method: "GET",
  target: "/test.txt",
  headers: {
    host,
    range: "bytes=0-9",
    "x-amz-content-sha256": empty,
    "x-amz-date": date,
    authorization: authorization(
      "host;range;x-amz-content-sha256;x-amz-date",
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ),
  },
  body: Buffer.alloc(0),
};

const putObject: ReceivedRequest = {
  method: "PUT",
  target: "/test%24file.text",
  headers: {
    host,
    date: "Fri, 24 May 2013 00:00:00 GMT",
    "x-amz-date": date,
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    "x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
    authorization: authorization(
      "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ),
  },
  body: Buffer.from("Welcome to Amazon S3."),
};

const listObjects: ReceivedRequest = {
  method: "GET",
  target: "/?max-keys=2&prefix=J",
  headers: {
    host,
    "x-amz-date": date,
    "x-amz-content-sha256": empty,
    authorization: authorization(
      "host;x-amz-content-sha256;x-amz-date",
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ),
  },
  body: Buffer.alloc(0),
};

const mistakeOf = (request: ReceivedRequest, at = now, pair: typeof keys = keys, region = "us-east-1") =>
  signatureMistake(request, region, pair, at);

describe("the S3 test server's check of signatures", () => {
  it.each([
    ["GET object", getObject],
    ["PUT object", putObject],
    ["list objects", listObjects],
  ])("takes Amazon's published example: %s", (_name, request) => {
    expect(mistakeOf(request)).toBeUndefined();
  });

  it.each([
    ["another method", { ...getObject, method: "PUT" }],
    ["another path", { ...getObject, target: "/test2.txt" }],
    ["another signed header", { ...getObject, headers: { ...getObject.headers, range: "bytes=0-10" } }],
  ])("refuses %s under the same signature", (_name, request) => {
    expect(mistakeOf(request)).toBe("SignatureDoesNotMatch");
  });

  it("refuses another body, a wrong secret, another region, an unsigned condition and a clock that is off", () => {
    expect(mistakeOf({ ...putObject, body: Buffer.from("Welcome") })).toBe("XAmzContentSHA256Mismatch");
    expect(mistakeOf(getObject, now, { ...keys, secretKey: "wrong" })).toBe("SignatureDoesNotMatch");
    expect(mistakeOf(getObject, now, { ...keys, accessKey: "OTHER" })).toBe("InvalidAccessKeyId");
    expect(mistakeOf(getObject, now, keys, "kr-standard")).toBe("AuthorizationHeaderMalformed");
    expect(mistakeOf({ ...putObject, headers: { ...putObject.headers, "if-match": '"a"' } })).toBe("AccessDenied");
    expect(mistakeOf(getObject, now + 16 * 60_000)).toBe("RequestTimeTooSkewed");
  });
});
