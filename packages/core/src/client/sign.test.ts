import { describe, expect, it } from "vitest";
import { Secret } from "../system/secret.ts";
import { messageToSign, signRequest } from "./sign.ts";

/** Computed in three ways that agree (Python's hmac, openssl, Node's crypto); the last is also a third party's. */
const knownAnswers = [
  {
    name: "POST /api/v1/purge",
    method: "POST",
    requestTarget: "/api/v1/purge",
    timestamp: 1700000000000,
    accessKey: "TESTACCESSKEY0000001",
    secretKey: "testSecretKey000000000000000000000000001",
    message: "POST /api/v1/purge\n1700000000000\nTESTACCESSKEY0000001",
    signature: "c3/rhdBH7R8hPQ6M+vuo087Cf81MkRypGr5W7hjiUjo=",
  },
  {
    name: "GET with an id in the path",
    method: "GET",
    requestTarget: "/api/v1/purge/3720001",
    timestamp: 1700000000001,
    accessKey: "TESTACCESSKEY0000001",
    secretKey: "testSecretKey000000000000000000000000001",
    message: "GET /api/v1/purge/3720001\n1700000000001\nTESTACCESSKEY0000001",
    signature: "qrXkYUo30dEtQRysm9XNDOw5P3dBDhSnRQ/Gd9mDIZs=",
  },
  {
    name: "GET edges of a profile",
    method: "GET",
    requestTarget: "/api/v1/profiles/1599/cdn-edges",
    timestamp: 1505290625682,
    accessKey: "D78BB444D6D3C84CA38D",
    secretKey: "WTPItrmMIfLUk/UyUIyoQbA/z5hq9o3G8eQMolUzTEo=",
    message: "GET /api/v1/profiles/1599/cdn-edges\n1505290625682\nD78BB444D6D3C84CA38D",
    signature: "xR19xAPT6+ZttOCAzdou2hBytR8wOCtscWYHENw6cmI=",
  },
  {
    name: "query with raw colons; secret with = and spaces",
    method: "GET",
    requestTarget: "/api/v1/statistics/4210/11207?dateFrom=2025-07-17T07:00:00Z&dateTo=2025-07-17T08:00:00Z",
    timestamp: 1752735600000,
    accessKey: "TESTACCESSKEY0000001",
    secretKey: "s3cr3t/key+with=odd chars",
    message:
      "GET /api/v1/statistics/4210/11207?dateFrom=2025-07-17T07:00:00Z&dateTo=2025-07-17T08:00:00Z\n1752735600000\nTESTACCESSKEY0000001",
    signature: "7p7DxX33WEcBoyvTydjC5RF0uh2SqJycnDRXoCjlSqU=",
  },
  {
    name: "the same query percent-encoded",
    method: "GET",
    requestTarget: "/api/v1/statistics/4210/11207?dateFrom=2025-07-17T07%3A00%3A00Z&dateTo=2025-07-17T08%3A00%3A00Z",
    timestamp: 1752735600000,
    accessKey: "TESTACCESSKEY0000001",
    secretKey: "s3cr3t/key+with=odd chars",
    message:
      "GET /api/v1/statistics/4210/11207?dateFrom=2025-07-17T07%3A00%3A00Z&dateTo=2025-07-17T08%3A00%3A00Z\n1752735600000\nTESTACCESSKEY0000001",
    signature: "NIEcAH0lbnJppgsKYu6gfX1AYfiWAgxFR/WDNeFgDY4=",
  },
  {
    name: "empty query values",
    method: "GET",
    requestTarget: "/photos/puppy.jpg?query1=&query2",
    timestamp: 1505290625682,
    accessKey: "TESTACCESSKEY0000001",
    secretKey: "testSecretKey000000000000000000000000001",
    message: "GET /photos/puppy.jpg?query1=&query2\n1505290625682\nTESTACCESSKEY0000001",
    signature: "HKQ6PxRsvoh2F4BXJ3Rq7nIOij5RWdhUDrZiVfhVExo=",
  },
  {
    name: "a third party's known answer",
    method: "GET",
    requestTarget: "/vserver/v2/getServerInstanceList?responseFormatType=json",
    timestamp: 1234567890123,
    accessKey: "TestAccessKey",
    secretKey: "TestSecretKey",
    message: "GET /vserver/v2/getServerInstanceList?responseFormatType=json\n1234567890123\nTestAccessKey",
    signature: "FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=",
  },
] as const;

describe("signRequest", () => {
  it.each(knownAnswers)(
    "signs $name",
    ({ method, requestTarget, timestamp, accessKey, secretKey, message, signature }) => {
      const request = { method, requestTarget };
      expect(messageToSign(request, timestamp, accessKey)).toBe(message);
      const { headers } = signRequest(request, { accessKey, secretKey: new Secret(secretKey) }, timestamp);
      expect(headers).toEqual({
        accept: "application/json",
        "x-ncp-apigw-timestamp": String(timestamp),
        "x-ncp-iam-access-key": accessKey,
        "x-ncp-apigw-signature-v2": signature,
      });
    },
  );

  it("names the type of a body and leaves the body out of the signature", () => {
    const credentials = { accessKey: "TESTACCESSKEY0000001", secretKey: new Secret("testSecretKey") };
    const bare = signRequest({ method: "POST", requestTarget: "/api/v1/purge" }, credentials, 1);
    const full = signRequest({ method: "POST", requestTarget: "/api/v1/purge", body: "{}" }, credentials, 1);
    expect(full).toEqual({ ...bare, body: "{}", headers: { ...bare.headers, "content-type": "application/json" } });
  });
});
