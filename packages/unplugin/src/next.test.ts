import { describe, expect, it, onTestFinished, vi } from "vitest";
import { withGlobalEdgePurge } from "./next.ts";
import { toldByConfig } from "./next-options.ts";

/** By where their defaults have the path of an adapter. */
const next16 = { defaultConfig: { adapterPath: undefined, experimental: {} } } as never;
const next15 = { defaultConfig: { experimental: { adapterPath: undefined } } } as never;
const next14 = { defaultConfig: { experimental: {} } } as never;
const context = next16;
const build = "phase-production-build";

describe("withGlobalEdgePurge", () => {
  it.each(["phase-development-server", "phase-production-server", "phase-export", "phase-info"])(
    "leaves the config as it is in %s",
    async (phase) => {
      const config = { output: "export", distDir: "x" };
      expect(await withGlobalEdgePurge(config)(phase, context)).toBe(config);
    },
  );

  it("adds the adapter to a build that exports, and hands it the options", async () => {
    const config = (phase: string) => ({ output: "export", env: { phase } });
    const its = await withGlobalEdgePurge(config, { edgeId: 11197 })(build, context);
    expect(its).toMatchObject({ output: "export", env: { phase: build } });
    expect(its).toHaveProperty("adapterPath", expect.stringMatching(/next-adapter\.js$/u));
    expect(toldByConfig()).toEqual({ options: { edgeId: 11197 } });
  });

  it.each([{}, { distDir: "x", basePath: "/b" }])(
    "adds it where Next.js 15 takes it, and tells it what that does not: %j",
    async (more) => {
      const config = { output: "export", experimental: { a: 1 }, ...more };
      const its = await withGlobalEdgePurge(config, { edgeId: 11197 })(build, next15);
      expect(its).not.toHaveProperty("adapterPath");
      const adapterPath = expect.stringMatching(/next-adapter\.js$/u);
      expect(its.experimental).toEqual({ a: 1, adapterPath });
      expect(toldByConfig()).toMatchObject({ options: { edgeId: 11197 }, config: more });
    },
  );

  it.each([undefined, {}])("takes it for the newest where nobody hands on what Next.js says: %j", async (said) => {
    const its = await withGlobalEdgePurge({ output: "export" })(build, said as never);
    expect(its).toHaveProperty("adapterPath");
  });

  it("says what to run where there are no adapters, once", async () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => {
      write.mockRestore();
      delete process.env["GLOBAL_EDGE_PURGE_SAID_NEXT"];
    });
    const config = { output: "export" };
    const options = { logLevel: "warn" } as const;
    expect(await withGlobalEdgePurge(config, options)(build, next14)).toBe(config);
    await withGlobalEdgePurge(config, options)(build, next14);
    expect(write.mock.calls).toEqual([[expect.stringContaining("run --dir out --aliases clean\n")]]);
  });

  it("leaves a build for a server as it is, whose layout an adapter would change", async () => {
    const config = { distDir: "x" };
    expect(await withGlobalEdgePurge(config, { logLevel: "silent" })(build, context)).toBe(config);
  });

  it.each([{ adapterPath: "/other.js" }, { experimental: { adapterPath: "/other.js" } }])(
    "refuses to take the place of another adapter: %j",
    async (its) => {
      const config = { output: "export", ...its };
      await expect(withGlobalEdgePurge(config)(build, context)).rejects.toThrow(/adapterPath, which is \/other\.js/u);
    },
  );
});
