import { describe, expect, it } from "vitest";
import { systemClock } from "../system/clock.ts";
import { startDeployLab } from "../test/deploy-lab.ts";
import { startHost } from "../test/http-host.ts";

const files = { "index.html": "1", "a.js": "1" };
const budget = 400;

/** A lab in real time, and a host that takes every request and answers none. */
async function startSilence() {
  const lab = await startDeployLab();
  Object.assign(lab.system, { clock: systemClock });
  let asked = 0;
  const host = await startHost(() => void (asked += 1));
  const seconds = async <T>(act: Promise<T>): Promise<readonly [T, number]> => {
    const begun = performance.now();
    const value = await act;
    return [value, (performance.now() - begun) / 1000];
  };
  return { lab, host, seconds, asked: () => asked };
}

describe("a budget bounds what is under way, against", () => {
  it("an API that takes requests and never answers", async () => {
    const { lab, host, seconds, asked } = await startSilence();
    const site = lab.app("site", { endpoint: host, budget, retry: { attempts: 5, minDelay: 0, maxDelay: 0 } });
    const [report, took] = await seconds(site.run(files));
    expect(report).toMatchObject({
      verdict: "partial",
      batches: [{ status: "deferred", error: { code: "EDGE_BUDGET" } }],
    });
    expect(took).toBeLessThan(4);
    expect(asked()).toBe(1);
    expect(Object.values(site.states())).toEqual(["unsettled", "unsettled"]);
  });

  it("a site that is to be verified", async () => {
    const { lab, host, seconds } = await startSilence();
    const site = lab.app("site", { budget, verify: { url: host, timeout: 600_000 } });
    const [report, took] = await seconds(site.run(files));
    expect(report).toMatchObject({ verdict: "partial" });
    expect(took).toBeLessThan(5);
  });

  it("an origin that is asked first", async () => {
    const { lab, host, seconds } = await startSilence();
    const site = lab.app("site", { budget, origin: { url: `${host}/`, timeout: 600_000 } });
    const [report, took] = await seconds(site.run(files));
    expect(report).toMatchObject({ verdict: "planned" });
    expect(took).toBeLessThan(4);
  });

  it("a baseline in Object Storage", async () => {
    const { lab, host, seconds, asked } = await startSilence();
    Object.assign(lab.system.env, { AWS_ACCESS_KEY_ID: "TESTS3ACCESSKEY00001", AWS_SECRET_ACCESS_KEY: "x" });
    const site = lab.app("site", { budget, baseline: `s3://bucket/production.json?endpoint=${host}` });
    const [report, took] = await seconds(site.run(files));
    expect(report).toMatchObject({ verdict: "failed", reason: "BASELINE_UNREADABLE" });
    expect(took).toBeLessThan(6);
    expect(asked()).toBe(1);
  });
});
