import type { Told } from "./end-build.ts";

/** Shows what a bundler has no place for any more: at the end of a build, Rollup and esbuild have printed their messages. */
export async function showAtEnd({ warning, note }: Told): Promise<void> {
  const text = warning ?? note;
  if (text === undefined) return;
  const { createSystem } = await import("@global-edge-purge/core/options");
  createSystem().write(`${text}\n`);
}
