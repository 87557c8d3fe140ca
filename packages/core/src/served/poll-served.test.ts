import { describe, expect, it } from "vitest";
import { type Http, HttpError } from "../net/http.ts";
import { createFakeClock } from "../test/fake-clock.ts";
import type { FetchOptions } from "./fetch-served.ts";
import { pollServed, type ServedCheck } from "./poll-served.ts";

/** A network in which each URL answers with a status that depends on the time. */
function network(statusOf: (url: string, now: number) => number) {
  const clock = createFakeClock(0);
  const asked: string[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const http: Http = async ({ url, signal }) => {
    asked.push(`${clock.now()} ${new URL(url).pathname}`);
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
    signal?.throwIfAborted();
    const status = statusOf(new URL(url).pathname, clock.now());
    if (status === 0) throw new HttpError("The connection failed.", true);
    return { status, headers: {}, body: (async function* () {})(), discard: async () => {} };
  };
  return { clock, http, asked, mostUnderWay: () => mostUnderWay };
}

function checksFor(count: number): readonly ServedCheck[] {
  return Array.from({ length: count }, (_, index) => ({
    url: `http://origin.test/${index}`,
    size: 1,
    isServed: ({ status }) => status === 200,
  }));
}

describe("pollServed", () => {
  it("asks each URL once where all serve what they should", async () => {
    const net = network(() => 200);
    expect(await pollServed(checksFor(100), { timeout: 60_000 }, net)).toEqual([]);
    expect(net.asked).toHaveLength(100);
    expect(net.clock.slept).toEqual([]);
    expect(net.mostUnderWay()).toBe(8);
  });

  it("asks for every spelling of a URL before it judges, and judges nothing where one says nothing", async () => {
    const net = network((url, now) => (url === "/down" && now < 1000 ? 0 : url === "/other" ? 404 : 200));
    const judged: unknown[] = [];
    const check = (name: string): ServedCheck => ({
      url: `http://origin.test/${name}`,
      otherSpellings: ["http://origin.test/other", "http://origin.test/down"],
      size: 1,
      isServed: (served, others) => {
        judged.push([served, ...others].map(({ status }) => status));
        return true;
      },
    });
    expect(await pollServed([check("a")], { timeout: 0 }, net)).toMatchObject([
      { answer: { problem: "The connection failed." } },
    ]);
    expect(judged).toEqual([]);
    expect(await pollServed([check("a")], { timeout: 5000 }, net)).toEqual([]);
    expect(judged).toEqual([[200, 404, 200]]);
  });

  it("asks the rest again with growing pauses until it is there", async () => {
    const net = network((url, now) => (url !== "/1" || now >= 40_000 ? 200 : 404));
    const waits: unknown[] = [];
    const onWait = (wait: unknown) => waits.push(wait);
    expect(await pollServed(checksFor(3), { timeout: 600_000, onWait }, net)).toEqual([]);
    expect(net.clock.slept).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(net.asked.filter((line) => !line.endsWith("/1"))).toHaveLength(2);
    expect(waits[0]).toEqual({ milliseconds: 1000, unserved: 1 });
  });

  it("hands out nothing more soon after the time is over, and asks each once where there is none", async () => {
    const slow = () => {
      const net = network(() => 200);
      const http: Http = (request) => {
        net.clock.advance(1000);
        return net.http(request);
      };
      return { ...net, http };
    };
    const late = slow();
    const unserved = await pollServed(checksFor(100), { timeout: 20_000 }, late);
    expect(late.asked.length).toBeLessThan(50);
    expect(unserved).toHaveLength(100 - late.asked.length);
    const once = slow();
    expect(await pollServed(checksFor(100), { timeout: 0 }, once)).toEqual([]);
  });

  it("gives a large file more time", async () => {
    const timeouts: number[] = [];
    const http: Http = ({ timeout }) => {
      timeouts.push(timeout);
      return Promise.reject(new HttpError("The connection failed.", true));
    };
    const sizes = [1, 10_000_000, 500_000_000];
    const checks = sizes.map((size) => ({ url: `http://origin.test/${size}`, size, isServed: () => false }));
    const ask = async (timeout: number) => {
      await pollServed(checks, { timeout }, { http, clock: createFakeClock(0) });
      return timeouts.splice(0).slice(0, 3).map(Math.round);
    };
    expect(await ask(0)).toEqual([10_000, 30_000, 60_000]);
    expect(await ask(600_000)).toEqual([60_000, 60_000, 600_000]);
  });

  it("stops when the time is over, with the last answers in the order of the checks", async () => {
    const net = network((url) => ({ "/0": 404, "/1": 0, "/2": 200 })[url] ?? 500);
    const unserved = await pollServed(checksFor(4), { timeout: 5000 }, net);
    expect(net.clock.now()).toBe(5000);
    expect(unserved.map(({ check, answer }) => [check.url.at(-1), answer])).toMatchObject([
      ["0", { status: 404 }],
      ["1", { problem: "The connection failed." }],
      ["3", { status: 500 }],
    ]);
  });

  it("asks once where there is no time", async () => {
    const net = network(() => 404);
    expect(await pollServed(checksFor(5), { timeout: 0 }, net)).toHaveLength(5);
    expect(net.asked).toHaveLength(5);
    expect(net.clock.slept).toEqual([]);
  });

  it("does not ask for thousands of files before the first is there, and then for all", async () => {
    const net = network((_, now) => (now >= 7000 ? 200 : 404));
    expect(await pollServed(checksFor(1000), { timeout: 600_000 }, net)).toEqual([]);
    const inVain = net.asked.filter((line) => !line.startsWith("7000 "));
    expect(inVain.length).toBeLessThan(3 * 32 + 1);
    expect(new Set(inVain.map((line) => line.split(" ")[1])).size).toBe(inVain.length);
  });

  it("asks for all where a few never come", async () => {
    const net = network((url) => (Number(url.slice(1)) < 40 ? 404 : 200));
    expect(await pollServed(checksFor(1000), { timeout: 60_000 }, net)).toHaveLength(40);
    expect(new Set(net.asked.map((line) => line.split(" ")[1])).size).toBe(1000);
  });

  it("ends at once when the signal aborts, and says what was not served by then", async () => {
    const stop = new AbortController();
    const net = network((url) => (url === "/0" ? 200 : 404));
    const sleep: typeof net.clock.sleep = async (_, signal) => {
      stop.abort(new Error("stopped"));
      signal?.throwIfAborted();
    };
    const ports = { ...net, clock: { ...net.clock, sleep } };
    expect(await pollServed(checksFor(3), { timeout: 60_000, signal: stop.signal }, ports)).toHaveLength(2);
    expect(await pollServed(checksFor(3), { timeout: 60_000, signal: stop.signal }, ports)).toHaveLength(3);
  });

  it("does not hide a mistake of ours", async () => {
    const http: Http = () => Promise.reject(new TypeError("a mistake"));
    const ports = { http, clock: createFakeClock() };
    const options: Pick<FetchOptions, "timeout"> = { timeout: 0 };
    await expect(pollServed(checksFor(1), options, ports)).rejects.toThrow("a mistake");
  });
});
