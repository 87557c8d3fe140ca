import { describe, expect, it } from "vitest";
import { unanswered } from "./transport.ts";

const withCode = (code: string) => Object.assign(new Error("words"), { code });

describe("unanswered", () => {
  it.each([
    ["ECONNRESET", "EDGE_NETWORK", "back-off"],
    ["ENOTFOUND", "EDGE_NETWORK", "back-off"],
    ["UND_ERR_SOCKET", "EDGE_NETWORK", "back-off"],
    ["ETIMEDOUT", "EDGE_TIMEOUT", "back-off"],
    ["UND_ERR_CONNECT_TIMEOUT", "EDGE_TIMEOUT", "back-off"],
    ["UND_ERR_ABORTED", "EDGE_PROXY", "back-off"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "EDGE_TLS", "never"],
    ["CERT_HAS_EXPIRED", "EDGE_TLS", "never"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "EDGE_TLS", "never"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "EDGE_TLS", "never"],
  ])("takes %s for %s", (code, expected, retry) => {
    expect(unanswered(withCode(code), "edge.example")).toMatchObject({
      code: expected,
      retry,
      message: expect.stringContaining(`${code}: words`) as string,
    });
  });

  it("looks into an error that holds several", () => {
    const error = new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")]);
    expect(unanswered(error, "edge.example").message).toContain("ECONNREFUSED: words");
    expect(unanswered(new AggregateError([], "no address"), "edge.example").message).toContain("no address");
  });

  it("takes anything that was thrown", () => {
    expect(unanswered("broken", "edge.example")).toMatchObject({ code: "EDGE_NETWORK" });
  });
});
