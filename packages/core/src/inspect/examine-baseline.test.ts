import { describe, expect, it } from "vitest";
import { BaselineError } from "../baseline/baseline-error.ts";
import { formatBaseline } from "../baseline/baseline-text.ts";
import type { Baseline, EdgeSection } from "../baseline/baseline.ts";
import { createMemoryStore } from "../test/memory-store.ts";
import type { BaselineStore } from "../options/baseline-store.ts";
import { examineBaseline } from "./examine-baseline.ts";

const section: EdgeSection = {
  mappings: [],
  paths: new Map([["a.js", { state: "unsettled", mark: "2026-11-01T00:00:00.000Z x" }]]),
};
const settled: EdgeSection = { mappings: [], paths: new Map() };

function storeOf(edges: Baseline["edges"]): BaselineStore {
  return createMemoryStore(formatBaseline({ outputDirectory: "dist", edges }));
}

const now = Date.parse("2026-11-01T00:00:00.000Z");
const examine = (store: BaselineStore, isForgotten = false) =>
  examineBaseline({ store, settings: { edgeIds: [1, 2], onMissingBaseline: "mutable" }, isForgotten, now });
const codes = async (...parameters: Parameters<typeof examine>) =>
  (await examine(...parameters)).map(({ code, level }) => `${level} ${code}`);

describe("examineBaseline", () => {
  it("finds nothing wrong with one that knows all edges", async () => {
    expect(
      await codes(
        storeOf(
          new Map([
            [1, settled],
            [2, settled],
          ]),
        ),
      ),
    ).toEqual(["good BASELINE"]);
  });

  it("finds that there is none, and says what the next run does", async () => {
    const [finding] = await examine(createMemoryStore());
    expect(finding).toMatchObject({
      code: "BASELINE_MISSING",
      level: "notice",
      next: expect.stringContaining("--adopt"),
    });
  });

  it("finds one that cannot be used, or cannot be reached", async () => {
    expect(await codes(createMemoryStore("garbage"))).toEqual(["problem BASELINE_UNUSABLE"]);
    const unreachable: BaselineStore = {
      ...createMemoryStore(),
      read: () =>
        Promise.reject(
          new BaselineError("BASELINE_UNREADABLE", "It cannot be read: HTTP 403.", { next: "Check the keys." }),
        ),
    };
    expect(await examine(unreachable)).toEqual([
      {
        code: "BASELINE_UNREADABLE",
        level: "problem",
        message: "It cannot be read: HTTP 403.",
        next: "Check the keys.",
      },
    ]);
  });

  it("finds edges that it does not know, and paths that wait", async () => {
    expect(await codes(storeOf(new Map([[1, section]])))).toEqual([
      "good BASELINE",
      "notice BASELINE_LACKS_EDGE",
      "notice BASELINE_UNSETTLED",
    ]);
  });

  it("finds one that nobody wrote for a month", async () => {
    const store = storeOf(new Map([1, 2].map((edgeId) => [edgeId, settled])));
    const written = (days: number): BaselineStore => ({
      ...store,
      read: async () => ({ ...(await store.read())!, savedAt: now - days * 24 * 60 * 60_000 }),
    });
    expect(await codes(written(29))).toEqual(["good BASELINE"]);
    const [, old] = await examine(written(45));
    expect(old).toMatchObject({
      code: "BASELINE_OLD",
      level: "notice",
      message: expect.stringContaining("45 days ago"),
    });
  });

  it("finds one that its machine forgets", async () => {
    expect(await codes(createMemoryStore(), true)).toEqual(["problem BASELINE_FORGOTTEN", "notice BASELINE_MISSING"]);
  });
});
