import { describe, expect, it } from "vitest";
import type { Configuration } from "webpack";
import plugin, { defaultExclude, GlobalEdgePurgePlugin, type GlobalEdgePurgeOptions } from "./index.ts";

const options: GlobalEdgePurgeOptions = { edgeId: 11197, exclude: [...defaultExclude, "drafts/**"] };

describe("the entry for webpack", () => {
  it("exports one plugin, by name and by default", () => {
    expect(plugin).toBe(GlobalEdgePurgePlugin);
    expect(plugin.name).toBe("GlobalEdgePurgePlugin");
  });

  it("makes a plugin with and without new", () => {
    const config: Configuration = { plugins: [new GlobalEdgePurgePlugin(options), GlobalEdgePurgePlugin()] };
    for (const each of config.plugins ?? []) {
      expect(each).toBeInstanceOf(GlobalEdgePurgePlugin);
      expect(each).toHaveProperty("apply", expect.any(Function));
    }
  });

  it("has all exports as properties of the plugin, which is what require returns", () => {
    expect(plugin.default).toBe(plugin);
    expect(plugin.GlobalEdgePurgePlugin).toBe(plugin);
    expect(plugin.defaultExclude).toBe(defaultExclude);
    expect(plugin.defineConfig(options)).toBe(options);
  });
});
