import { describe, expect, it } from "vitest";
import { authenticationMistake, expectedSignature } from "./signature.ts";

const test = { accessKey: "TESTACCESSKEY0000001", secretKey: "testSecretKey000000000000000000000000001" };
const odd = { accessKey: "TESTACCESSKEY0000001", secretKey: "s3cr3t/key+with=odd chars" };

/** Known answers, computed with Python's hmac, with openssl and with Node; the last is a third party's. */
const knownAnswers = [
  {
    name: "POST /api/v1/purge",
    method: "POST",
    requestTarget: "/api/v1/purge",
    timestamp: "1700000000000",
    credentials: test,
    signature: "c3/rhdBH7R8hPQ6M+vuo087Cf81MkRypGr5W7hjiUjo=",
  },
  {
    name: "GET with an id in the path",
    method: "GET",
    requestTarget: "/api/v1/purge/3720001",
    timestamp: "1700000000001",
    credentials: test,
    signature: "qrXkYUo30dEtQRysm9XNDOw5P3dBDhSnRQ/Gd9mDIZs=",
  },
  {
    name: "GET edges of a profile; a secret key that looks like base64",
    method: "GET",
    requestTarget: "/api/v1/profiles/1599/cdn-edges",
    timestamp: "1505290625682",
    credentials: { accessKey: "D78BB444D6D3C84CA38D", secretKey: "WTPItrmMIfLUk/UyUIyoQbA/z5hq9o3G8eQMolUzTEo=" },
    signature: "xR19xAPT6+ZttOCAzdou2hBytR8wOCtscWYHENw6cmI=",
  },
  {
    name: "query with raw colons; secret with = and spaces",
    method: "GET",
    requestTarget: "/api/v1/statistics/4210/11207?dateFrom=2025-07-17T07:00:00Z&dateTo=2025-07-17T08:00:00Z",
    timestamp: "1752735600000",
    credentials: odd,
    signature: "7p7DxX33WEcBoyvTydjC5RF0uh2SqJycnDRXoCjlSqU=",
  },
  {
    name: "the same query percent-encoded",
    method: "GET",
    requestTarget: "/api/v1/statistics/4210/11207?dateFrom=2025-07-17T07%3A00%3A00Z&dateTo=2025-07-17T08%3A00%3A00Z",
    timestamp: "1752735600000",
    credentials: odd,
    signature: "NIEcAH0lbnJppgsKYu6gfX1AYfiWAgxFR/WDNeFgDY4=",
  },
  {
    name: "empty query values",
    method: "GET",
    requestTarget: "/photos/puppy.jpg?query1=&query2",
    timestamp: "1505290625682",
    credentials: test,
    signature: "HKQ6PxRsvoh2F4BXJ3Rq7nIOij5RWdhUDrZiVfhVExo=",
  },
  {
    name: "a third party's known answer",
    method: "GET",
    requestTarget: "/vserver/v2/getServerInstanceList?responseFormatType=json",
    timestamp: "1234567890123",
    credentials: { accessKey: "TestAccessKey", secretKey: "TestSecretKey" },
    signature: "FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=",
  },
] as const;

describe("expectedSignature", () => {
  it.each(knownAnswers)("$name", ({ method, requestTarget, timestamp, credentials, signature }) => {
    expect(expectedSignature({ method, requestTarget, timestamp }, credentials)).toBe(signature);
  });
});

describe("authenticationMistake", () => {
  const [known] = knownAnswers;
  const now = Number(known.timestamp);
  const headers = {
    "x-ncp-apigw-timestamp": known.timestamp,
    "x-ncp-iam-access-key": test.accessKey,
    "x-ncp-apigw-signature-v2": known.signature,
  };
  const check = (changed: Record<string, string | undefined>, at = now, target: string = known.requestTarget) =>
    authenticationMistake("POST", target, { ...headers, ...changed }, test, at);

  it("accepts a request signed as documented", () => {
    expect(check({})).toBeUndefined();
  });

  it.each([
    ["no access key", { "x-ncp-iam-access-key": undefined }, /x-ncp-iam-access-key is missing/],
    ["no timestamp", { "x-ncp-apigw-timestamp": undefined }, /x-ncp-apigw-timestamp is missing/],
    ["no signature", { "x-ncp-apigw-signature-v2": undefined }, /x-ncp-apigw-signature-v2 is missing/],
    ["another access key", { "x-ncp-iam-access-key": "TESTACCESSKEY0000002" }, /access key is not/],
    ["a shorter access key", { "x-ncp-iam-access-key": "TESTACCESSKEY" }, /access key is not/],
    ["seconds with a fraction", { "x-ncp-apigw-timestamp": "1700000000.000" }, /not in milliseconds/],
    ["other digits than the signed ones", { "x-ncp-apigw-timestamp": "1700000000001" }, /signature is wrong/],
    ["another signature", { "x-ncp-apigw-signature-v2": knownAnswers[1].signature }, /signature is wrong/],
    ["an empty signature", { "x-ncp-apigw-signature-v2": "" }, /signature is wrong/],
  ])("refuses %s", (_name, changed, mistake) => {
    expect(check(changed)).toMatch(mistake);
  });

  it("refuses a target that was signed in another encoding", () => {
    expect(check({}, now, "/api/v1%2Fpurge")).toMatch(/signature is wrong/);
  });

  it.each([
    [-300_000, /300000 ms ahead of/],
    [-299_999, undefined],
    [299_999, undefined],
    [300_000, /300000 ms behind/],
  ])("with the gateway's clock %i ms later", (later, mistake) => {
    const said = check({}, now + later);
    if (mistake) expect(said).toMatch(mistake);
    else expect(said).toBeUndefined();
  });

  it("never repeats a key or a signature", () => {
    const said = [
      check({ "x-ncp-iam-access-key": "SOMEONEELSESKEY00001" }),
      check({ "x-ncp-apigw-signature-v2": knownAnswers[1].signature }),
    ].join(" ");
    expect(said).not.toContain("SOMEONEELSESKEY00001");
    expect(said).not.toContain(test.secretKey);
    expect(said).not.toContain(known.signature);
  });
});
