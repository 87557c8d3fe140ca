import {
  type Answer,
  emptyAnswer,
  type Fault,
  gatewayError,
  gatewayErrors,
  hold,
  htmlAnswer,
  serviceError,
  serviceErrors,
  xmlAnswer,
} from "@global-edge-purge/emulator";
import { describe, expect, it } from "vitest";
import { onePurge, startEdgeLab } from "../test/edge-lab.ts";
import { offsetClock } from "../test/fake-clock.ts";
import { apiFailures } from "./api-failures.ts";
import { EdgeError } from "./edge-error.ts";
import type { EdgeErrorCode } from "./failure-table.ts";
import { createTransport } from "./transport.ts";

/** Sends one purge into these faults and returns what it threw, with the requests it took. */
async function failWith(...faults: readonly Fault[]): Promise<{ error: EdgeError; requests: number; waited: number }> {
  const { emulator, clock, createClient } = await startEdgeLab();
  emulator.faults.next(...faults);
  const begun = clock.now();
  const error: unknown = await createClient()
    .requestPurge(onePurge)
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof EdgeError)) throw new Error("the purge succeeded");
  expect(error.attempts).toBe(emulator.requests.length);
  return { error, requests: emulator.requests.length, waited: clock.now() - begun };
}

/** Sends one purge into these faults, after which it succeeds; returns how long it waited. */
async function succeedAfter(...faults: readonly Fault[]): Promise<number> {
  const { emulator, clock, createClient } = await startEdgeLab();
  emulator.faults.next(...faults);
  const begun = clock.now();
  const { attempts } = await createClient().requestPurge(onePurge);
  expect(attempts).toBe(faults.length + 1);
  expect(emulator.requests).toHaveLength(faults.length + 1);
  return clock.now() - begun;
}

const always = (fault: Fault): Fault[] => Array.from({ length: 5 }, () => fault);

interface Row {
  readonly status: number;
  readonly apiCode: string;
  readonly answer: Answer;
}
const gatewayRows = gatewayErrors.map(({ status, errorCode }): Row => ({
  status,
  apiCode: errorCode,
  answer: gatewayError(status, errorCode),
}));
const serviceRows = serviceErrors.map(({ status, code }): Row => ({
  status,
  apiCode: code,
  answer: serviceError(status, code),
}));

const expectedCodes: Readonly<Record<string, EdgeErrorCode>> = {
  "400/100": "EDGE_BAD_REQUEST",
  "401/200": "EDGE_AUTHENTICATION",
  "401/210": "EDGE_PERMISSION",
  "403/230": "EDGE_FORBIDDEN",
  "404/300": "EDGE_NOT_FOUND",
  "413/430": "EDGE_TOO_LARGE",
  "429/400": "EDGE_QUOTA",
  "429/410": "EDGE_QUOTA",
  "429/420": "EDGE_QUOTA",
  "500/900": "EDGE_SERVER",
  "503/500": "EDGE_UNAVAILABLE",
  "504/510": "EDGE_UNAVAILABLE",
  "400/0040": "EDGE_VALIDATION",
  "400/0400": "EDGE_VALIDATION",
  "403/0032": "EDGE_NOT_PERMITTED",
  "500/9999": "EDGE_SERVER",
};

describe("each row of the API's error tables", () => {
  it("is in our table, and no other", () => {
    expect(apiFailures.map(([, httpStatus, apiCode]) => `${httpStatus}/${apiCode}`)).toEqual(
      [...gatewayRows, ...serviceRows].map(({ status, apiCode }) => `${status}/${apiCode}`),
    );
  });

  it.each([...gatewayRows, ...serviceRows])(
    "$status/$apiCode has a code and a hint",
    async ({ status, apiCode, answer }) => {
      const { error, requests } = await failWith(...always({ answer }));
      const traceId = answer.headers["x-ncp-trace-id"];
      expect(error).toMatchObject({ httpStatus: status, apiCode, code: expectedCodes[`${status}/${apiCode}`] });
      expect(error.traceId).toBe(traceId);
      expect(error.message).toContain(`HTTP ${status}, code ${apiCode}`);
      expect(error.message).toContain(traceId ?? "");
      expect(error.next).toMatch(/^[A-Z].{20,}\.$/);
      // A request that would fail again is not sent again.
      expect(requests).toBe(error.retry === "back-off" || error.retry === "next-window" ? 5 : 1);
    },
  );

  it.each([...gatewayRows, ...serviceRows].filter(({ status }) => status === 429 || status >= 500))(
    "$status/$apiCode heals",
    async ({ status, answer }) => {
      const waited = await succeedAfter({ answer });
      expect(waited).toBeGreaterThanOrEqual(status === 429 ? 60_000 : 250);
      expect(waited).toBeLessThan(status === 429 ? 61_000 : 251);
    },
  );

  it("says all likely causes of the three that have several", async () => {
    const authentication = await failWith({ answer: gatewayError(401, "200") });
    expect(authentication.error.next).toContain("a temporary key that has expired");
    expect(authentication.error.next).toMatch(/access key.*secret key.*clock/);
    const permission = await failWith({ answer: gatewayError(401, "210") });
    expect(permission.error.next).toMatch(/may not use.*endpoint or site.*subscribed/);
    const notPermitted = await failWith({ answer: serviceError(403, "0032") });
    expect(notPermitted.error.next).toMatch(/another account.*no edge.*stopped/);
  });

  it("is known by its code where details are missing and the code is a number", async () => {
    const { error } = await failWith({ answer: gatewayError(401, "210", { details: null, numericCode: true }) });
    expect(error).toMatchObject({ code: "EDGE_PERMISSION", apiCode: "210" });
  });

  it("is known by its code where the HTTP status says that all is well", async () => {
    const { status: _, ...rest } = serviceError(403, "0032");
    const { error } = await failWith({ answer: { ...rest, status: 200 } });
    expect(error).toMatchObject({ code: "EDGE_NOT_PERMITTED", httpStatus: 200 });
  });

  it("does not depend on the words of its message", async () => {
    const { error } = await failWith({
      answer: serviceError(400, "0040", "Authentication Failed: 429 Quota Exceeded"),
    });
    expect(error.code).toBe("EDGE_VALIDATION");
  });
});

const json = (status: number, body: unknown): Answer => ({ status, headers: {}, body: JSON.stringify(body) });

describe("an answer that the documentation does not know", () => {
  it.each<[string, Answer, EdgeErrorCode, number]>([
    ["an unknown code with HTTP 200", json(200, { code: "7777", message: "?" }), "EDGE_REFUSED", 1],
    ["success as a number", json(200, { code: 0, result: [1] }), "EDGE_REFUSED", 1],
    ["an unknown code with a known status", json(403, { code: "7777" }), "EDGE_FORBIDDEN", 1],
    ["an unknown code of the service with HTTP 400", json(400, { code: "0101", message: "?" }), "EDGE_VALIDATION", 1],
    [
      "a newer service's refusal",
      json(400, { error: { errorCode: "BadRequest", message: "?" } }),
      "EDGE_VALIDATION",
      1,
    ],
    ["an unknown code of the gateway with HTTP 400", json(400, { error: { errorCode: "199" } }), "EDGE_BAD_REQUEST", 1],
    ["an unknown status", json(418, { message: "teapot" }), "EDGE_REFUSED", 1],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "" }, "EDGE_REDIRECT", 1],
    ["a refusal of a proxy", htmlAnswer(407), "EDGE_PROXY", 1],
    ["HTML with 403", htmlAnswer(403), "EDGE_FORBIDDEN", 1],
    ["HTML with 413", htmlAnswer(413), "EDGE_TOO_LARGE", 1],
    ["HTML with 502", htmlAnswer(502), "EDGE_SERVER", 5],
    ["XML with 500", xmlAnswer(500), "EDGE_SERVER", 5],
    ["nothing with 503", emptyAnswer(503), "EDGE_UNAVAILABLE", 5],
    ["nothing with 429", emptyAnswer(429), "EDGE_QUOTA", 5],
    ["HTML with 200", htmlAnswer(200), "EDGE_UNREADABLE", 5],
    ["nothing with 200", emptyAnswer(200), "EDGE_UNREADABLE", 5],
    ["half an answer with 200", { status: 200, headers: {}, body: '{"code":"0000","res' }, "EDGE_UNREADABLE", 5],
    ["null with 200", json(200, null), "EDGE_UNREADABLE", 1],
    ["an object without a code", json(200, { purgeId: 1, status: "READY" }), "EDGE_UNREADABLE", 1],
  ])("%s", async (_, answer, code, requests) => {
    const failed = await failWith(...always({ answer }));
    expect(failed.error).toMatchObject({ code, httpStatus: answer.status });
    expect(failed.requests).toBe(requests);
  });

  it("shows the first line of a body that is no JSON, its status and the trace id", async () => {
    const headers = { "x-ncp-trace-id": "trace-1" };
    const body = `\n<html>${"x".repeat(500)}\nsecond line`;
    const { error } = await failWith(...always({ answer: { status: 502, headers, body } }));
    expect(error.message).toMatch(/\(HTTP 502, "<html>x{194}…", trace id trace-1\)\.$/);
  });

  it("is told in the service's own words, and with the fields that newer services name", async () => {
    const old = await failWith({ answer: json(400, { code: "0250", message: "재시작할 수 없습니다" }) });
    expect(old.error).toMatchObject({ apiCode: "0250", message: expect.stringContaining('"재시작할 수 없습니다"') });
    expect(old.error.next).not.toContain("defect");
    const fieldErrors = [{ field: "edgeId", message: "must be positive" }];
    const body = { error: { errorCode: "BadRequest", message: "Bad request", detail: "Invalid field", fieldErrors } };
    const { error } = await failWith({ answer: json(400, body) });
    expect(error.message).toMatch(/"Bad request: Invalid field: .*edgeId.*must be positive/);
    const empty = await failWith({ answer: json(400, { error: { errorCode: "X", message: "m", fieldErrors: {} } }) });
    expect(empty.error.message).toContain('"m"');
  });

  it("cannot steer a terminal", async () => {
    const { error } = await failWith({ answer: json(400, { code: "0040", message: "\u001B[2J\u202Eno" }) });
    expect(error.message).toMatch(/"\[2J no"/);
  });
});

describe("a connection that fails", () => {
  it.each<[string, Fault]>([
    ["dropped before the request was processed", { drop: "before-processing" }],
    ["dropped after the purge was accepted", { drop: "after-processing" }],
    ["cut in the middle of the body", { truncate: true }],
  ])("%s is tried again", async (_, fault) => {
    await expect(succeedAfter(fault, fault)).resolves.toBe(250 + 500);
    const { error, requests } = await failWith(...always(fault));
    expect(error).toMatchObject({ code: "EDGE_NETWORK" });
    expect(error.httpStatus).toBeUndefined();
    expect(requests).toBe(5);
  });

  it("without an answer in time is tried again", async () => {
    const { emulator, createClient } = await startEdgeLab();
    const held = hold();
    emulator.faults.next(held.fault);
    const transport = createTransport({ endpoint: emulator.apiUrl, env: {}, responseTimeout: 50 });
    await expect(createClient({ transport, retry: { attempts: 1 } }).requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_TIMEOUT",
      retry: "back-off",
      attempts: 1,
    });
    held.release();
    await expect(createClient({ transport }).requestPurge(onePurge)).resolves.toMatchObject({ attempts: 1 });
  });

  it("at a port where nobody listens says so", async () => {
    const { emulator, createClient } = await startEdgeLab();
    await emulator.close();
    await expect(createClient().requestPurge(onePurge)).rejects.toMatchObject({
      code: "EDGE_NETWORK",
      attempts: 5,
      message: expect.stringContaining("ECONNREFUSED") as string,
    });
  });
});

describe("Retry-After", () => {
  it.each([
    ["in seconds", 90, 90_000],
    ["as a date", new Date(1_700_000_000_000 + 45_000), 45_000],
  ])("%s is honoured after 429", async (_, retryAfter, wait) => {
    await expect(succeedAfter({ answer: gatewayError(429, "420", { retryAfter }) })).resolves.toBe(wait);
  });

  it("is honoured after 503", async () => {
    await expect(succeedAfter({ answer: gatewayError(503, "500", { retryAfter: 7 }) })).resolves.toBe(7000);
  });

  it("as a date means what it says although our clock is off", async () => {
    const { emulator, clock, createClient } = await startEdgeLab();
    const retryAfter = new Date(clock.now() + 45_000);
    emulator.faults.next({ answer: gatewayError(429, "420", { retryAfter }) });
    await createClient({ clock: offsetClock(clock, 120_000) }).requestPurge(onePurge);
    expect(clock.now()).toBe(1_700_000_000_000 + 45_000);
  });

  it("also holds back the other clients of the key", async () => {
    const { emulator, clock, waits, createClient } = await startEdgeLab();
    emulator.faults.next({ answer: gatewayError(429, "400", { retryAfter: 30 }) });
    const impatient = createClient({ retry: { attempts: 1 } });
    await expect(impatient.requestPurge(onePurge)).rejects.toMatchObject({ code: "EDGE_QUOTA", retryAfter: 30_000 });
    await createClient().requestPurge(onePurge);
    expect(clock.now()).toBe(1_700_000_000_000 + 30_000);
    expect(waits).toEqual([{ reason: "used-elsewhere", milliseconds: 30_000 }]);
  });
});
