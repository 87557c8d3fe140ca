import { describe, expect, it } from "vitest";
import type { PurgeReceipt } from "../client/receipts.ts";
import type { EdgePlan, PlannedPath } from "../plan/purge-plan.ts";
import { takenOverPaths, unsettledPaths } from "./unsettled-paths.ts";

const path = (assetPath: string, inexpressible = false): PlannedPath => ({
  assetPath,
  ownUrls: [],
  reason: "changed",
  currentUrls: [`/${assetPath}`],
  urls: [`/${assetPath}`],
  also: [],
  inexpressible,
});

const edge: EdgePlan = {
  edgeId: 1,
  diff: { paths: [], leftOut: [] },
  isUnknown: false,
  wholeEdge: false,
  mapping: { base: { assets: "/", pages: "/" }, aliases: "none", queries: [] },
  coveredMappings: [],
  purges: [path("refused"), path("late"), path("failed-later"), path("st*r", true), path("fine")],
  records: [],
  targets: [],
  covered: [],
  batches: [],
};

const receipt = (target: string, rest: Pick<PurgeReceipt, "status"> & Partial<PurgeReceipt>): PurgeReceipt => ({
  batch: { id: target, edgeId: 1, type: target.includes("*") ? "DIRECTORY" : "URL", targets: [target] },
  requestIds: [],
  attempts: 1,
  ...rest,
});

const receipts = [
  receipt("/refused", { status: "rejected" }),
  receipt("/late", { status: "deferred", error: { code: "EDGE_BUDGET", message: "", next: "" } }),
  receipt("/failed-later", { status: "failed", requestIds: ["7"] }),
  receipt("/fine", { status: "accepted" }),
];
const plan = { edges: [edge], batches: [], estimate: { requests: 0, seconds: 0 } };

describe("unsettledPaths", () => {
  it("says what each path waits for, but for those that another run took over", () => {
    const unsettled = (mark: string) => ({ state: "unsettled", mark }) as const;
    const names = ["refused", "late", "failed-later", "st*r"];
    const own = names.map((name) => [name, unsettled("mine")] as const);
    const section = { mappings: [], paths: new Map([...own, ["of another run", unsettled("theirs")]]) };
    const baseline = { outputDirectory: "dist", edges: new Map([[1, section]]) };
    const outcome = { plan, receipts, baseline, memory: { mark: "mine" } };
    expect(takenOverPaths(outcome)).toEqual(new Set(["of another run"]));
    expect(unsettledPaths(outcome)).toEqual([
      { assetPath: "refused", edgeId: 1, waitingFor: "accept" },
      { assetPath: "late", edgeId: 1, waitingFor: "quota" },
      { assetPath: "failed-later", edgeId: 1, waitingFor: "complete" },
      { assetPath: "st*r", edgeId: 1, waitingFor: "expressible" },
    ]);
  });

  it("lets a path wait for what became of the wide target that covers it", () => {
    const inside = { ...edge, purges: [path("app/a"), path("app/b.png"), path("fine")] };
    const wide = (status: PurgeReceipt["status"]) => [
      receipt("/app/*", { status, error: { code: "EDGE_BUDGET", message: "", next: "" } }),
      receipt("/fine", { status: "accepted" }),
    ];
    const outcome = { plan: { ...plan, edges: [inside] }, asWritten: true as const };
    expect(unsettledPaths({ ...outcome, receipts: wide("deferred") })).toEqual([
      { assetPath: "app/a", edgeId: 1, waitingFor: "quota" },
      { assetPath: "app/b.png", edgeId: 1, waitingFor: "quota" },
    ]);
    expect(unsettledPaths({ ...outcome, receipts: wide("accepted") })).toEqual([]);
  });

  it("settles a path whose own further target is inside an accepted wide one", () => {
    const also = { ...path("a"), also: ["/app/*", "/app/feed", "/app/img/*.png"] };
    const outcome = { plan: { ...plan, edges: [{ ...edge, purges: [also] }] }, asWritten: true as const };
    const all = [receipt("/a", { status: "accepted" }), receipt("/app/*", { status: "accepted" })];
    expect(unsettledPaths({ ...outcome, receipts: all })).toEqual([]);
    expect(unsettledPaths({ ...outcome, receipts: all.slice(0, 1) })).toHaveLength(1);
  });

  it("counts every path of the plan where the baseline could not be saved", () => {
    expect(unsettledPaths({ plan, receipts }).map(({ assetPath }) => assetPath)).toEqual([
      "refused",
      "late",
      "failed-later",
      "st*r",
      "fine",
    ]);
  });
});
