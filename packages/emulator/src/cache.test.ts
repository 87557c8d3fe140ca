import { describe, expect, it } from "vitest";
import { createCache, type EdgeObject } from "./cache.ts";

function object(body: string, status = 200): EdgeObject {
  return { status, headers: {}, body: Buffer.from(body), storedAt: 0 };
}

function purge(...purgeTarget: string[]) {
  return { edgeId: 11197, purgeType: "URL", purgeTarget } as const;
}

describe("createCache", () => {
  it("does not keep what the origin sent before a purge and finished after it", async () => {
    const cache = createCache("included");
    let finish = (_object: EdgeObject): void => {};
    const slow = new Promise<EdgeObject>((resolve) => {
      finish = resolve;
    });
    const first = cache.get("/a", () => slow);
    cache.drop(purge("/a"));
    const second = cache.get("/a", async () => object("new"));
    finish(object("old"));
    expect((await first).object.body.toString()).toBe("old");
    expect((await second).object.body.toString()).toBe("new");
    expect(cache.objects.get("/a")?.body.toString()).toBe("new");
  });

  it("asks the origin once for visitors who come together", async () => {
    const cache = createCache("included");
    let asked = 0;
    const load = async (): Promise<EdgeObject> => {
      asked += 1;
      return object("a");
    };
    const visits = await Promise.all([cache.get("/a", load), cache.get("/a", load), cache.get("/a", load)]);
    expect(visits.map((visit) => visit.hit)).toEqual([false, false, false]);
    expect(asked).toBe(1);
    expect(await cache.get("/a", load)).toMatchObject({ hit: true });
  });

  it("forgets a load that failed", async () => {
    const cache = createCache("included");
    await expect(cache.get("/a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await cache.get("/a", async () => object("a"))).toMatchObject({ hit: false });
  });

  it.each([
    [200, true],
    [404, true],
    [301, false],
    [500, false],
    [502, false],
  ])("keeps a %i: %s", async (status, kept) => {
    const cache = createCache("included");
    await cache.get("/a", async () => object("a", status));
    expect(cache.objects.has("/a")).toBe(kept);
  });
});
