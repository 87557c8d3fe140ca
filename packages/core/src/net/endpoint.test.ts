import { describe, expect, it } from "vitest";
import { parseEndpoint } from "./address.ts";

describe("parseEndpoint", () => {
  it.each([
    ["https://edge.apigw.ntruss.com", "https://edge.apigw.ntruss.com"],
    ["https://edge.apigw.ntruss.com/", "https://edge.apigw.ntruss.com"],
    ["https://EDGE.example.com:8443/", "https://edge.example.com:8443"],
    ["http://localhost:4443", "http://localhost:4443"],
    ["http://127.0.0.1:4443/", "http://127.0.0.1:4443"],
    ["http://127.8.9.10", "http://127.8.9.10"],
    ["http://[::1]:4443", "http://[::1]:4443"],
  ])("%s is %s", (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual({ value: endpoint });
  });

  it.each([
    ["edge.apigw.ntruss.com", "a URL such as"],
    ["", "a URL such as"],
    ["http://edge.apigw.ntruss.com", "https"],
    ["http://localhost.example.com", "https"],
    ["http://127.0.0.1.example.com", "https"],
    ["http://0.0.0.0", "https"],
    ["http://192.168.0.1", "https"],
    ["ftp://localhost", "https"],
    ["https://user:TESTPASSWORD@example.com", "user name"],
    ["https://example.com/api/v1", "without a path"],
    ["https://example.com/?x=1", "without a path"],
    ["https://example.com/#x", "without a path"],
  ])("refuses %j", (text, problem) => {
    expect(parseEndpoint(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
