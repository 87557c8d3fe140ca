import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damaged, hostileJson, hostileText } from "../test/hostile.ts";
import { edgeList, edgeStatus, profileList, purgeIds, purgeView } from "./answers.ts";
import { quoteLongIntegers } from "./long-id.ts";
import { readAnswer, type ResultReader } from "./response.ts";

const documents: readonly unknown[] = [
  { code: "0000", message: "success", result: [1] },
  { code: "0000", result: { purgeId: 1, status: "SUCCESS", purgeType: "URL", targetFileList: ["/a"] } },
  { code: "0000", result: [{ id: 1, profileName: "p", edgeName: "e" }] },
  { error: { errorCode: "200", message: "no", details: "none", fieldErrors: [{ field: "a" }] } },
  { code: "0040", message: "유효하지 않은 요청입니다." },
  { purgeId: 1, status: "READY" },
];
const body = fc.oneof(
  fc
    .constantFrom(...documents)
    .chain(damaged)
    .map((json) => JSON.stringify(json)),
  hostileJson.map((json) => JSON.stringify(json)),
  hostileText,
);
const headers = fc.dictionary(
  fc.oneof(fc.constantFrom("retry-after", "date", "x-ncp-trace-id", "content-type"), hostileText),
  fc.oneof(hostileText, fc.constantFrom("120", "-1", "1e9", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 99 Foo")),
);
const readers: readonly ResultReader<unknown>[] = [purgeIds, purgeView, profileList, edgeList, edgeStatus];

describe("an answer of the API", () => {
  it("is a value or a failure in one line, whatever it holds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), headers, body, fc.nat(4), (status, given, text, reader) => {
        const answer = readAnswer({ status, headers: given, body: text }, readers[reader] ?? purgeIds, 0);
        if ("value" in answer) return;
        const { message, retryAfter = 0, code } = answer.failure;
        expect(code).toMatch(/^EDGE_[A-Z_]+$/u);
        expect(message).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
        expect(message.length).toBeLessThan(1500);
        expect(retryAfter >= 0 && retryAfter <= 3_600_000).toBe(true);
      }),
    );
  });

  it("is no success unless it says so", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
        const isSuccess = "value" in readAnswer({ status, headers: {}, body: text }, purgeIds, 0);
        if (isSuccess) expect(JSON.parse(quoteLongIntegers(text))).toMatchObject({ code: "0000" });
      }),
    );
  });
});
