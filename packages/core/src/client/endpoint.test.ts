import { describe, expect, it } from "vitest";
import { endpointOrigin } from "./transport.ts";
import { endpoints } from "./quota.ts";

describe("endpointOrigin", () => {
  it.each([
    [endpoints.public, "https://edge.apigw.ntruss.com"],
    [endpoints.gov, "https://edge.apigw.gov-ntruss.com"],
    ["https://EDGE.example:443/", "https://edge.example"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.1.2.3", "http://127.1.2.3"],
    ["http://localhost:1/", "http://localhost:1"],
    ["http://[::1]:1", "http://[::1]:1"],
  ])("takes %s", (endpoint, origin) => {
    expect(endpointOrigin(endpoint)).toBe(origin);
  });

  it.each([
    "",
    "edge.example",
    "localhost:8080",
    "ftp://edge.example",
    "https://edge.example/api",
    "https://edge.example?a",
    "https://e.example#a",
  ])("refuses %j", (endpoint) => {
    expect(() => endpointOrigin(endpoint)).toThrow(expect.objectContaining({ code: "ENDPOINT_INVALID" }));
  });

  it.each(["http://edge.example", "http://127.0.0.1.example", "http://localhost.example", "http://128.0.0.1"])(
    "refuses plain http to %s",
    (endpoint) => {
      expect(() => endpointOrigin(endpoint)).toThrow(expect.objectContaining({ code: "ENDPOINT_INSECURE" }));
    },
  );

  it.each([
    "https://me:testPassword@edge.example",
    "https://me:testPassword@edge.example/api",
    "me:testPassword@edge.example",
  ])("does not show the password of %s", (endpoint) => {
    expect(() => endpointOrigin(endpoint)).toThrow(expect.objectContaining({ code: "ENDPOINT_INVALID" }));
    expect(() => endpointOrigin(endpoint)).not.toThrow(/testPassword/);
  });
});
