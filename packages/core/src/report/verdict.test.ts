import { describe, expect, it } from "vitest";
import { isAllLater, verdictOf } from "./verdict.ts";

const run = { sendsLater: false, planned: 1, statuses: [], left: 0, failures: 0 } as const;

describe("verdictOf", () => {
  it.each([
    ["nothing was planned", { ...run, planned: 0 }, "nothing-to-purge"],
    ["a dry run would send something", { ...run, sendsLater: true }, "planned"],
    ["a dry run would send nothing", { ...run, sendsLater: true, planned: 0 }, "nothing-to-purge"],
    [
      "a plan was written with a path that no target reaches",
      { ...run, sendsLater: true, planned: 0, left: 1 },
      "planned",
    ],
    ["one of several plans could not be acted on", { ...run, statuses: ["accepted"], failures: 1 }, "partial"],
    ["no plan could be acted on", { ...run, planned: 0, failures: 1 }, "failed"],
    ["all is accepted", { ...run, statuses: ["accepted", "completed"] }, "purged"],
    ["some is refused", { ...run, statuses: ["accepted", "rejected"], left: 1 }, "partial"],
    ["all is refused", { ...run, statuses: ["rejected"], left: 1 }, "failed"],
    ["nothing was answered", { ...run, statuses: ["failed", "deferred"], left: 2 }, "failed"],
    ["all only waits", { ...run, statuses: ["deferred"], left: 1 }, "partial"],
    ["all is accepted but another run owes a purge", { ...run, statuses: ["accepted"], left: 1 }, "partial"],
    ["a name cannot be sent at all", { ...run, planned: 0, left: 1 }, "partial"],
  ] as const)("%s", (_, seen, verdict) => {
    expect(verdictOf(seen)).toBe(verdict);
  });
});

describe("isAllLater", () => {
  const path = (waitingFor: "origin" | "verify" | "accept") => ({ assetPath: "a.js", edgeId: 1, waitingFor });

  it.each([
    ["a plan, and nothing sent", false, [path("accept")], true],
    ["sent, and the rest waits for the origin", true, [path("origin")], true],
    ["sent, and something is stale", true, [path("origin"), path("verify")], false],
    ["all sent", true, [], true],
  ])("%s: %s", (_, wasSent, unsettled, expected) => {
    expect(isAllLater(wasSent, unsettled)).toBe(expected);
  });
});
