import { describe, expect, it } from "vitest";
import { retryAfterOf } from "./response.ts";
import { explainingSkew } from "./send-request.ts";

const date = "Tue, 14 Nov 2023 22:13:20 GMT";
const now = Date.parse(date);

describe("retryAfterOf", () => {
  it.each([
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": " 0 " }, 0],
    [{ "retry-after": "Tue, 14 Nov 2023 22:13:50 GMT" }, 30_000],
    [{ "retry-after": "Tue, 14 Nov 2023 22:12:50 GMT" }, 0],
    [{ "retry-after": "Tue, 14 Nov 2023 22:13:50 GMT", date: "Tue, 14 Nov 2023 22:13:45 GMT" }, 5000],
    [{ "retry-after": "99999999999999" }, 3_600_000],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "-5" }, undefined],
    [{ "retry-after": "1.5" }, undefined],
    [{}, undefined],
  ])("reads %j as %s", (headers, milliseconds) => {
    expect(retryAfterOf(headers, now)).toBe(milliseconds);
  });
});

describe("explainingSkew", () => {
  it.each([
    [now + 720_000, 720_000],
    [now - 720_000, -720_000],
    [now + 300_000, 300_000],
    [now - 299_000, -299_000],
    [now + 240_000, undefined],
    [now, undefined],
  ])("of a request signed at %d is %s", (timestamp, skew) => {
    expect(explainingSkew({ date }, timestamp)).toBe(skew);
  });

  it("is not known without a usable Date", () => {
    expect(explainingSkew({}, now)).toBeUndefined();
    expect(explainingSkew({ date: "today" }, now)).toBeUndefined();
  });
});
