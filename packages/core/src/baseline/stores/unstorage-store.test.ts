import { describe, expect, it } from "vitest";
import { createFakeClock } from "../../test/fake-clock.ts";
import { describeStore } from "../../test/store-contract.ts";
import { createUnstorageStore, type UnstorageInstance } from "./unstorage-store.ts";

const clock = createFakeClock(Date.parse("2026-10-01T12:00:00.000Z"));

/** What `createStorage()` does with raw values: some drivers keep them, others make bytes of them. */
function storage(
  keep: (text: string) => unknown = (text) => text,
): UnstorageInstance & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    getItemRaw: async (key) => kept.get(key) ?? null,
    setItemRaw: async (key, text) => void kept.set(key, keep(text)),
    removeItem: async (key) => void kept.delete(key),
  };
}

describeStore("createUnstorageStore", async () => {
  const shared = storage();
  return [createUnstorageStore(shared, "a:b", clock), createUnstorageStore(shared, "a:b", clock)];
});

describeStore("createUnstorageStore over a driver that keeps bytes", async () => {
  const shared = storage((text) => Buffer.from(text));
  return [createUnstorageStore(shared, "a:b", clock), createUnstorageStore(shared, "a:b", clock)];
});

describe("createUnstorageStore", () => {
  it("keeps what it sets aside, beside the document", async () => {
    const shared = storage();
    const store = createUnstorageStore(shared, "baseline", clock);
    await store.write("garbage", undefined);
    const place = await store.setAside((await store.read())?.version ?? "");
    expect(place).toBe("unstorage://baseline.unusable-2026-10-01T12-00-00.000Z");
    expect([...shared.kept]).toEqual([["baseline.unusable-2026-10-01T12-00-00.000Z", "garbage"]]);
  });

  it("tells trouble with the storage from an empty one", async () => {
    const broken: UnstorageInstance = {
      getItemRaw: () => Promise.reject(new Error("connection refused")),
      setItemRaw: () => Promise.reject(new Error("read only")),
      removeItem: () => Promise.reject(new Error("read only")),
    };
    await expect(createUnstorageStore(broken, "a").read()).rejects.toMatchObject({
      code: "BASELINE_UNREADABLE",
      message: expect.stringContaining("connection refused"),
    });
    const readOnly = { ...broken, getItemRaw: async () => null };
    await expect(createUnstorageStore(readOnly, "a").write("1", undefined)).rejects.toMatchObject({
      code: "BASELINE_UNWRITABLE",
    });
  });

  it("refuses a driver that makes something else of the document", async () => {
    const parsing = storage((text): unknown => JSON.parse(text));
    const store = createUnstorageStore(parsing, "a");
    await store.write("{}", undefined);
    await expect(store.read()).rejects.toMatchObject({ code: "BASELINE_UNREADABLE" });
  });

  it("goes on after a write that failed", async () => {
    const shared = storage();
    let fails = true;
    const flaky: UnstorageInstance = {
      ...shared,
      setItemRaw: (key, text) => (fails ? Promise.reject(new Error("busy")) : shared.setItemRaw(key, text)),
    };
    const store = createUnstorageStore(flaky, "a");
    await expect(store.write("1", undefined)).rejects.toThrow("busy");
    fails = false;
    expect(await store.write("1", undefined)).toBe(true);
  });
});
