import { defineConfig } from "vite";
import { describe, expect, it } from "vitest";
import plugin, { defaultExclude, globalEdgePurge, type GlobalEdgePurgeOptions } from "./index.ts";

const options: GlobalEdgePurgeOptions = { edgeId: 11197, exclude: [...defaultExclude, "drafts/**"] };

describe("the entry for Vite", () => {
  it("exports one plugin, by name and by default", () => {
    expect(plugin).toBe(globalEdgePurge);
  });

  it("makes a plugin that takes part in builds alone, with and without new", () => {
    const { plugins } = defineConfig({ plugins: [globalEdgePurge(options), new globalEdgePurge()] });
    expect(plugins).toEqual([
      expect.objectContaining({ name: "global-edge-purge", apply: "build" }),
      expect.objectContaining({ name: "global-edge-purge", apply: "build" }),
    ]);
  });

  it("has all exports as properties of the plugin, which is what require returns", () => {
    expect(plugin.default).toBe(plugin);
    expect(plugin.globalEdgePurge).toBe(plugin);
    expect(plugin.defaultExclude).toBe(defaultExclude);
    expect(plugin.defineConfig(options)).toBe(options);
  });
});
