import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInsideTarget } from "../client/purge-target.ts";
import { edgePlan, fakeDigest, plannedPath } from "../test/edge-plan.ts";
import { coverTargets } from "./order-targets.ts";
import type { EdgePlan } from "./purge-plan.ts";
import { type GatedPlan, urlsOfMissing, withhold } from "./withhold.ts";

const digest = fakeDigest("a");

const withholdAll = (plans: readonly GatedPlan[]) => {
  const missingUrls = urlsOfMissing(plans);
  return plans.map((plan) => withhold(plan, missingUrls));
};

function sendable(edges: readonly EdgePlan[], ...missing: readonly string[]) {
  const [withheld] = withholdAll([gated(edges, ...missing)]);
  return {
    sent: withheld?.edges.flatMap(({ targets }) => targets.map(({ target }) => target)) ?? [],
    waiting: [...(withheld?.waiting.get(1) ?? [])],
  };
}

function gated(edges: readonly EdgePlan[], ...missing: readonly string[]) {
  return { plan: { edges, batches: [], estimate: { requests: 0, seconds: 0 } }, missing: new Set(missing) };
}

describe("withhold", () => {
  it("leaves a plan as it is where nothing is missing", () => {
    const edge = edgePlan([plannedPath("a.js", digest), plannedPath("gone.js")]);
    expect(withholdAll([gated([edge])])).toEqual([{ edges: [edge], waiting: new Map([[1, new Set()]]) }]);
  });

  it("minds what another plan misses on the same edge", () => {
    const whole = edgePlan([plannedPath("b.js", digest)], {
      wholeEdge: true,
      targets: [{ target: "/*", type: "ALL", rank: 0, reason: "missing-baseline" }],
    });
    const mine = edgePlan([plannedPath("a.js", digest)]);
    const [, other] = withholdAll([gated([mine], "a.js"), gated([whole])]);
    expect(other?.edges).toMatchObject([{ wholeEdge: false, targets: [] }]);
    const [, elsewhere] = withholdAll([gated([mine], "a.js"), gated([{ ...whole, edgeId: 2 }])]);
    expect(elsewhere?.edges).toMatchObject([{ wholeEdge: true, targets: whole.targets }]);
  });

  it("holds back what the origin lacks, and with it what was removed", () => {
    const edges = [edgePlan([plannedPath("a.js", digest), plannedPath("b.js", digest), plannedPath("gone.js")])];
    expect(sendable(edges, "b.js")).toEqual({ sent: ["/a.js"], waiting: ["b.js", "gone.js"] });
  });

  it("holds back a URL that serves a missing file as well", () => {
    const page = plannedPath("page.html", digest);
    const compressed = plannedPath("page.html.br", digest, { urls: ["/page.html"] });
    expect(sendable([edgePlan([page, compressed])], "page.html.br")).toEqual({
      sent: [],
      waiting: ["page.html", "page.html.br"],
    });
  });

  it("sends the URLs that a wide target would have covered where that is held back", () => {
    const paths = [
      plannedPath("index.html", digest, { also: ["/app/*"] }),
      plannedPath("app/a.js", digest),
      plannedPath("app/late.js", digest),
    ];
    const edge = edgePlan(paths);
    const planned = { ...edge, ...coverTargets(edge.targets) };
    expect(planned.targets.map(({ target }) => target)).toEqual(["/index.html", "/app/*"]);
    expect(sendable([planned])).toEqual({ sent: ["/index.html", "/app/*"], waiting: [] });
    expect(sendable([planned], "app/late.js")).toEqual({
      sent: ["/app/a.js", "/index.html"],
      waiting: ["index.html", "app/late.js"],
    });
  });

  it("holds back a wide target that reaches a missing file", () => {
    const edges = [
      edgePlan([
        plannedPath("a.js", digest, { also: ["/docs/*"] }),
        plannedPath("docs/b.js", digest),
        plannedPath("c.js", digest),
      ]),
    ];
    expect(sendable(edges, "docs/b.js")).toEqual({ sent: ["/a.js", "/c.js"], waiting: ["a.js", "docs/b.js"] });
    expect(sendable(edges, "c.js")).toEqual({ sent: ["/a.js", "/docs/*"], waiting: ["c.js"] });
  });

  it("purges a whole edge only when all is there", () => {
    const whole = [
      edgePlan([plannedPath("a.js", digest), plannedPath("b.js", digest)], {
        wholeEdge: true,
        targets: [{ target: "/*", type: "ALL", rank: 0, reason: "missing-baseline" }],
      }),
    ];
    expect(sendable(whole, "b.js")).toEqual({ sent: [], waiting: ["a.js", "b.js"] });
  });

  it("never sends what reaches a missing file, and always what does not", () => {
    const folders = fc.constantFrom("", "x/", "x/y/");
    const path = fc
      .tuple(folders, fc.constantFrom("a", "b", "c"), fc.constantFrom([], ["/x/*"], ["/x/y/*"], ["/*"]))
      .map(([folder, name, also]) => plannedPath(`${folder}${name}.js`, digest, { also }));
    const paths = fc.uniqueArray(path, { selector: ({ assetPath }) => assetPath, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(paths, fc.infiniteStream(fc.boolean()), (purges, coins) => {
        const missing = purges.filter(() => coins.next().value).map(({ assetPath }) => assetPath);
        const edge = edgePlan(purges);
        const { sent, waiting } = sendable([edge], ...missing);
        const isHarmful = (target: string) =>
          missing.some(
            (assetPath) =>
              target === `/${assetPath}` || (target.includes("*") && isInsideTarget(`/${assetPath}`, target)),
          );
        const isReached = (target: string) =>
          sent.includes(target) || sent.some((wide) => wide.includes("*") && isInsideTarget(target, wide));
        for (const { assetPath, urls, also } of purges) {
          const needed = [...urls, ...also];
          const harmful = missing.includes(assetPath) || needed.some(isHarmful);
          expect(waiting.includes(assetPath)).toBe(missing.length > 0 && harmful);
          if (missing.length > 0 && !harmful) expect(needed.filter((target) => !isReached(target))).toEqual([]);
        }
        if (missing.length > 0) expect(sent.filter(isHarmful)).toEqual([]);
      }),
    );
  });
});
