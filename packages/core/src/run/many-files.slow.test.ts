import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createFileStore } from "../baseline/stores/file-store.ts";
import { defaultQuota } from "../client/quota.ts";
import { type Mapping, purgeKinds } from "../options/option-values.ts";
import { digestFiles } from "../output/digest.ts";
import { scanOutput } from "../output/scan.ts";
import { planBuild } from "../plan/plan-build.ts";
import { createFakeClock } from "../test/fake-clock.ts";
import { tempFolder } from "../test/temp-folder.ts";
import { execute } from "../test/execute.ts";

const mapping: Mapping = { base: { assets: "/", pages: "/" }, aliases: "clean", queries: [] };
const mebibyte = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes that are in use: garbage comes and goes as the engine likes. */
function usedMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** 100 folders of 1,000 pages; together 100 megabytes. */
function writeSite(folder: string, content: string): void {
  for (let section = 0; section < 100; section++) {
    mkdirSync(join(folder, `section-${section}`), { recursive: true });
    for (let page = 0; page < 1000; page++) {
      writeFileSync(join(folder, `section-${section}`, `페이지-${page}.html`), `${content} ${page}`);
    }
  }
}

describe("a site of 100,000 files", () => {
  it("is read, compared and remembered in bounded memory", async () => {
    const folder = await tempFolder();
    writeSite(folder, "x".repeat(1000));
    const before = usedMemory();
    let most = before;
    const measure = () => {
      most = Math.max(most, usedMemory());
    };

    const { assetPaths } = scanOutput(folder, { counts: () => true, looksInto: () => true });
    measure();
    const manifest = digestFiles(folder, assetPaths, { isImmutable: () => false });
    measure();
    expect(manifest.size).toBe(100_000);
    expect((most - before) / mebibyte).toBeLessThan(50);

    const store = createFileStore(join(await tempFolder(), "production.json"), { clock: createFakeClock() });
    const run = () =>
      execute(
        (baseline) => {
          const plan = planBuild({
            manifest,
            baseline,
            whyMissing: undefined,
            mapping,
            counts: () => true,
            settings: {
              edgeIds: [1],
              purge: purgeKinds,
              also: {},
              onMissingBaseline: "mutable",
              allowShrink: false,
              quota: defaultQuota,
            },
            now: "2026-10-01T00:00:00.000Z",
          });
          measure();
          return plan;
        },
        "dist",
        "mine",
        {
          store,
          clock: createFakeClock(),
          random: () => 0,
          onUnsaved: (error) => expect.unreachable(error.message),
          send: async ({ batches }) => ({
            receipts: batches.map((batch) => ({ batch, status: "accepted", requestIds: ["1"], attempts: 1 })),
          }),
        },
      );
    // A page is two URLs here, and a request takes 100.
    expect((await run()).plan.batches).toHaveLength(2000);
    measure();
    expect((await run()).plan.batches).toEqual([]);
    measure();
    expect((most - before) / mebibyte).toBeLessThan(200);
  });
});
