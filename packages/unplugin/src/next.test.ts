import { describe, expect, it } from "vitest";
import { withGlobalEdgePurge } from "./next.ts";
import { nextAdapterOptions } from "./next-options.ts";

const context = {} as never;
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
    expect(nextAdapterOptions()).toEqual({ edgeId: 11197 });
  });

  it("leaves a build for a server as it is, whose layout an adapter would change", async () => {
    const config = { distDir: "x" };
    expect(await withGlobalEdgePurge(config, { logLevel: "silent" })(build, context)).toBe(config);
  });

  it("refuses to take the place of another adapter", async () => {
    const config = { output: "export", adapterPath: "/other.js" };
    await expect(withGlobalEdgePurge(config)(build, context)).rejects.toThrow(/adapterPath, which is \/other\.js/u);
  });
});
