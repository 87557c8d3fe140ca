import { describe, expect, it } from "vitest";
import { apiFailures, codeOf, type Refuser } from "./api-failures.ts";
import type { EdgeErrorCode } from "./failure-table.ts";

describe("codeOf", () => {
  it.each(apiFailures)(
    "of the %s's HTTP %i with code %s is %s, also in an answer of HTTP 200",
    (from, status, api, code) => {
      expect(codeOf(status, from, api)).toBe(code);
      expect(codeOf(200, from, api)).toBe(code);
    },
  );

  it.each<[number, Refuser | undefined, string | undefined, EdgeErrorCode]>([
    // A code that stands in the table with another status, or of another refuser.
    [500, "gateway", "210", "EDGE_SERVER"],
    [400, "gateway", "0040", "EDGE_BAD_REQUEST"],
    [400, "service", "0101", "EDGE_VALIDATION"],
    [400, "service", undefined, "EDGE_VALIDATION"],
    [400, "gateway", "101", "EDGE_BAD_REQUEST"],
    [400, undefined, undefined, "EDGE_BAD_REQUEST"],
    [401, "service", "0101", "EDGE_AUTHENTICATION"],
    [403, undefined, undefined, "EDGE_FORBIDDEN"],
    [404, undefined, undefined, "EDGE_NOT_FOUND"],
    [407, undefined, undefined, "EDGE_PROXY"],
    [413, undefined, undefined, "EDGE_TOO_LARGE"],
    [429, undefined, undefined, "EDGE_QUOTA"],
    [503, undefined, undefined, "EDGE_UNAVAILABLE"],
    [504, undefined, undefined, "EDGE_UNAVAILABLE"],
    [500, undefined, undefined, "EDGE_SERVER"],
    [599, undefined, undefined, "EDGE_SERVER"],
    [499, undefined, undefined, "EDGE_REFUSED"],
    [418, "service", "7", "EDGE_REFUSED"],
    [399, undefined, undefined, "EDGE_REDIRECT"],
    [300, undefined, undefined, "EDGE_REDIRECT"],
    [299, undefined, undefined, "EDGE_UNREADABLE"],
    [200, undefined, undefined, "EDGE_UNREADABLE"],
    [200, "service", "7", "EDGE_REFUSED"],
    [200, "gateway", "7", "EDGE_REFUSED"],
  ])("of HTTP %i by %s with code %s is %s", (status, from, api, code) => {
    expect(codeOf(status, from, api)).toBe(code);
  });
});
