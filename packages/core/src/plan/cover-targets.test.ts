import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formOfTarget, isInsideTarget } from "../client/purge-target.ts";
import { coverTargets } from "./order-targets.ts";
import type { PurgeTarget } from "./purge-plan.ts";
import type { Rank } from "./rank.ts";

function target(text: string, rank: Rank = 0): PurgeTarget {
  return { target: text, type: formOfTarget(text) ?? "URL", rank, reason: "changed" };
}

const shown = (targets: readonly PurgeTarget[]) => targets.map(({ rank, target }) => `${rank} ${target}`);

describe("coverTargets", () => {
  it("takes out what a wide target reaches", () => {
    const { targets, covered } = coverTargets(
      ["/app/a.js", "/app/b/c.js?v=1", "/apple.js", "/app", "/app/*", "/img/a.png", "/img/a.jpg", "/img/*.png"].map(
        (text) => target(text),
      ),
    );
    expect(shown(targets)).toEqual(["0 /app", "0 /apple.js", "0 /img/a.jpg", "0 /img/*.png", "0 /app/*"]);
    expect(shown(covered)).toEqual(["0 /app/a.js", "0 /app/b/c.js?v=1", "0 /img/a.png"]);
  });

  it("sends a wide target as late as the last of what it covers", () => {
    const all = [target("/app/*"), target("/app/sw.js", 2), target("/app/a.js"), target("/index.html", 1)];
    expect(shown(coverTargets(all).targets)).toEqual(["1 /index.html", "2 /app/*"]);
    const wanted = [target("/app/*", 1), target("/app/a.js"), target("/b.js")];
    expect(shown(coverTargets(wanted).targets)).toEqual(["0 /b.js", "1 /app/*"]);
  });

  it("holds back no more wide targets than it must", () => {
    const all = [target("/a/*"), target("/a/b/*", 2), target("/a/b/sw.js", 2), target("/a/c.js")];
    expect(shown(coverTargets(all).targets)).toEqual(["0 /a/*", "2 /a/b/*"]);
  });

  it("leaves nothing unreached or early, sends nothing twice, and takes no wide target away", () => {
    const part = fc.constantFrom("a", "b", "c.png");
    const url = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
    const wide = fc.constantFrom("/*", "/a/*", "/a/b/*", "/*.png", "/b/*.png");
    const ranked = fc.tuple(fc.oneof(url, url, wide), fc.constantFrom<Rank>(0, 1, 2));
    const all = fc
      .uniqueArray(ranked, { selector: ([text]) => text, maxLength: 12 })
      .map((drawn) => drawn.map(([text, rank]) => target(text, rank)));
    fc.assert(
      fc.property(all, (given) => {
        const { targets, covered } = coverTargets(given);
        const wides = targets.filter(({ type }) => type !== "URL");
        const isReached = (one: PurgeTarget) =>
          wides.some((other) => isInsideTarget(one.target, other.target) && other.rank >= one.rank);
        expect([...targets, ...covered].map(({ target }) => target).toSorted()).toEqual(
          given.map(({ target }) => target).toSorted(),
        );
        for (const one of covered) expect(one.type === "URL" && isReached(one)).toBe(true);
        for (const one of targets.filter(({ type }) => type === "URL")) {
          expect(wides.some((other) => isInsideTarget(one.target, other.target))).toBe(false);
          expect(given).toContain(one);
        }
        expect(coverTargets(targets)).toEqual({ targets, covered: [] });
        expect(
          coverTargets(given.toReversed())
            .targets.map(({ target }) => target)
            .toSorted(),
        ).toEqual(targets.map(({ target }) => target).toSorted());
      }),
    );
  });
});
