import { createEmulator } from "@global-edge-purge/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHttp } from "../net/create-http.ts";
import type { Http, ResponseHeaders } from "../net/http.ts";
import { createFakeClock } from "../test/fake-clock.ts";
import { writeFiles } from "../test/deploy-lab.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { examineCacheKey } from "./examine-cache-key.ts";

const unlisted = { parameter: "_rsc", says: "Next.js asks with ?_rsc=…" };
const url = "https://www.example.com/app.js";

/** What is found of an edge that gives these answers, and how it was asked. */
async function examine(answers: readonly Answer[], { knows = true } = {}) {
  const clock = createFakeClock();
  const asked: string[] = [];
  const left = [...answers];
  const http: Http = async (request) => {
    asked.push(request.url);
    const { "http-status": status = "200", ...headers } = left.shift() ?? {};
    return { status: Number(status), headers, body: emptyBody(), discard: async () => {} };
  };
  const findings = await examineCacheKey(
    { url, unlisted: knows ? unlisted : undefined, http },
    { clock, random: () => 0.123_456 },
  );
  return { findings, asked, slept: clock.slept, codes: findings.map(({ code, level }) => `${level} ${code}`) };
}

/** Its headers, the status among them. */
type Answer = ResponseHeaders;

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

const [hit, miss] = [{ "x-cache": "HIT" }, { "x-cache": "MISS" }] as const;

describe("examineCacheKey", () => {
  it.each([
    ["included", unlisted, "problem QUERIES_IN_CACHE_KEY"],
    ["ignored", unlisted, "good CACHE_KEY"],
    ["included", undefined, "good CACHE_KEY"],
    ["ignored", undefined, "good CACHE_KEY"],
  ] as const)("asks an edge whose key has queries %s", async (cacheQuery, its, expected) => {
    const origin = await tempFolder();
    writeFiles(origin, { "app.js": "1" });
    const emulator = await createEmulator({ edges: [{ edgeId: 1, cacheQuery }], origin });
    onTestFinished(() => emulator.close());
    const question = { url: `${emulator.edgeUrl(1)}/app.js`, unlisted: its, http: createHttp({}, () => {}) };
    const clock = createFakeClock();
    const [finding, ...more] = await examineCacheKey(question, { clock, random: Math.random });
    expect([`${finding?.level} ${finding?.code}`, more]).toEqual([expected, []]);
    expect(finding?.message).toContain(cacheQuery === "ignored" ? "ignores queries" : "counts queries");
    expect(clock.slept).toEqual([]);
  });

  it("asks for one query twice and for another once, which nobody ever asked for", async () => {
    const { asked } = await examine([miss, hit, miss]);
    const [first = "", second, third] = asked;
    expect(first).toMatch(/^https:\/\/www\.example\.com\/app\.js\?_rsc=[0-9a-z]{8}a$/u);
    expect([second, third]).toEqual([first, first.replace(/a$/u, "b")]);
    expect((await examine([miss, hit, miss], { knows: false })).asked[0]).toContain("?global-edge-purge=");
  });

  it.each<[string, readonly Answer[], string]>([
    ["kept, and the other one not", [miss, hit, miss], "problem QUERIES_IN_CACHE_KEY"],
    ["kept, and the other one, too", [hit, hit, hit], "good CACHE_KEY"],
    ["said by another header", [{}, { "x-cache-status": "hit" }, { "x-cache-status": "hit" }], "good CACHE_KEY"],
    ["told by its age alone", [{}, {}, { age: "1" }, { age: "0" }], "problem QUERIES_IN_CACHE_KEY"],
    ["told by the age of both", [{}, { age: "9" }, { age: "9" }], "good CACHE_KEY"],
    ["never kept", [miss, miss, miss, miss], "notice CACHE_KEY_UNKNOWN"],
    ["not said to be", [], "notice CACHE_KEY_UNKNOWN"],
    ["there, and the other one not", [miss, hit, { "http-status": "403" }], "notice CACHE_KEY_UNKNOWN"],
    [
      "elsewhere",
      Array.from({ length: 9 }, () => ({ "http-status": "302", location: "/", ...hit })),
      "notice CACHE_KEY_UNKNOWN",
    ],
  ])("finds an object that is %s", async (_what, answers, expected) => {
    expect((await examine(answers)).codes).toEqual([expected]);
  });

  it("waits until an age tells something, and only where nothing else does", async () => {
    expect((await examine([miss, hit, miss])).slept).toEqual([]);
    expect((await examine([{}, {}, { age: "1" }, {}])).slept).toEqual([1100]);
  });

  it("says nothing where it cannot be told and does not matter", async () => {
    expect((await examine([], { knows: false })).findings).toEqual([]);
  });

  it("names the framework and the setting, and what the edge said", async () => {
    const [finding] = (await examine([miss, hit, miss])).findings;
    expect(finding).toMatchObject({
      message: expect.stringContaining("Next.js asks with ?_rsc=…"),
      next: expect.stringContaining("ignore queries in its cache key"),
    });
    const [unknown] = (await examine([miss, miss, miss, miss])).findings;
    expect(unknown?.message).toContain("x-cache: MISS");
  });
});
