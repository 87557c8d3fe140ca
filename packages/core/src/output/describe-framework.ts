import type { Settings } from "../options/settings.ts";
import type { FinishedBuild, ReadBuild } from "./read-output.ts";

/** One line on the framework that a folder was recognised by, with what follows from it; none where nothing does. */
export function describeFramework(
  build: Pick<FinishedBuild, "framework">,
  { framework, manifest }: Pick<ReadBuild, "framework" | "manifest">,
  settings: Pick<Settings, "aliases" | "immutable" | "queries">,
): readonly string[] {
  // Whoever lists an integration knows.
  if (!framework || build.framework !== undefined) return [];
  const { name, aliases, queries } = framework;
  const immutable = [...manifest.values()].filter((entry) => entry.immutable).length;
  const files = Object.keys(queries).length;
  const taken = [
    ...(settings.aliases === undefined ? [`aliases "${aliases}"`] : []),
    ...(settings.immutable === undefined ? [`${immutable} immutable name${immutable === 1 ? "" : "s"}`] : []),
    ...(settings.queries === undefined && files > 0 ? ["the queries of its data files"] : []),
  ];
  return [`  written by ${name}${taken.length > 0 ? `: ${taken.join(", ")}` : ""}`];
}
