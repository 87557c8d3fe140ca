import { describe, expect, it } from "vitest";
import { type Bundler, untestedNote } from "./tested-versions.ts";

describe("untestedNote", () => {
  it.each<[Bundler["name"], string]>([
    ["Vite", "8.3.8"],
    ["Vite", "5.4.21"],
    ["webpack", "5.112.2"],
    ["Rolldown", "1.0.0-rc.3"],
    ["esbuild", "0.28.2"],
  ])("says nothing of %s %s", (name, version) => {
    expect(untestedNote({ name, version })).toBeUndefined();
  });

  it.each<[Bundler["name"], string, string]>([
    ["Rspack", "1.7.12", "Global Edge purge was not tested with Rspack 1.7.12, only with Rspack 2."],
    ["Vite", "4.5.14", "Global Edge purge was not tested with Vite 4.5.14, only with Vite 5, 6, 7, 8."],
    ["Vite", "9.0.0", "Global Edge purge was not tested with Vite 9.0.0, only with Vite 5, 6, 7, 8."],
    ["webpack", "before 5", "Global Edge purge was not tested with webpack before 5, only with webpack 5."],
  ])("tells of %s %s", (name, version, note) => {
    expect(untestedNote({ name, version })).toBe(note);
  });
});
