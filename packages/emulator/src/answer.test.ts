import { describe, expect, it } from "vitest";
import {
  emptyAnswer,
  gatewayError,
  gatewayErrors,
  htmlAnswer,
  serviceError,
  serviceErrors,
  xmlAnswer,
} from "./answer.ts";

describe("gatewayError", () => {
  it.each(gatewayErrors)("$status with $errorCode", (row) => {
    const answer = gatewayError(row.status, row.errorCode);
    expect(answer).toMatchObject({ status: row.status, code: row.errorCode });
    const error = { errorCode: row.errorCode, message: row.message };
    expect(JSON.parse(answer.body)).toMatchObject({ error });
  });

  it("can say when to come back, in seconds or as a date", () => {
    expect(gatewayError(429, "420").headers).not.toHaveProperty("retry-after");
    expect(gatewayError(429, "420", { retryAfter: 0 }).headers).toHaveProperty("retry-after", "0");
    const date = new Date(1_700_000_000_000);
    const { headers } = gatewayError(429, "400", { retryAfter: date });
    expect(headers).toHaveProperty("retry-after", "Tue, 14 Nov 2023 22:13:20 GMT");
  });

  it("can leave details out, replace them, and send its code as a number", () => {
    expect(gatewayError(401, "200", { details: null }).body).not.toContain("details");
    expect(gatewayError(401, "200", { details: "other" }).body).toContain('"details":"other"');
    const numeric = gatewayError(401, "200", { numericCode: true });
    expect(JSON.parse(numeric.body)).toMatchObject({ error: { errorCode: 200 } });
  });

  it("knows no row that is not in the table", () => {
    expect(() => gatewayError(401, "900")).toThrow(expect.objectContaining({ code: "ANSWER_UNKNOWN" }));
  });
});

describe("serviceError", () => {
  it.each(serviceErrors)("$status with $code", ({ status, code, message }) => {
    expect(JSON.parse(serviceError(status, code).body)).toEqual({ code, message });
    expect(JSON.parse(serviceError(status, code, "other").body)).toEqual({ code, message: "other" });
  });

  it("knows no row that is not in the table", () => {
    expect(() => serviceError(400, "0032")).toThrow(expect.objectContaining({ code: "ANSWER_UNKNOWN" }));
  });
});

describe("answers that are not JSON", () => {
  it("say so in their content-type", () => {
    expect(htmlAnswer(502)).toMatchObject({ status: 502, headers: { "content-type": "text/html" } });
    expect(htmlAnswer(502).body).toContain("<h1>502 Error</h1>");
    expect(xmlAnswer(500)).toMatchObject({ status: 500, headers: { "content-type": "application/xml" } });
    expect(xmlAnswer(500).body).toMatch(/^<\?xml/);
    expect(emptyAnswer(503)).toEqual({ status: 503, headers: {}, body: "" });
  });
});
