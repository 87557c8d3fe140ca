import { resolve } from "node:path";
import { baseFromBundler } from "./base.ts";
import type { OptionProblem } from "./options-error.ts";
import { mergeEnvironment } from "./parse-options.ts";
import type { BuildFacts } from "./resolution.ts";
import type { GivenOptions } from "./schema.ts";

/**
 * Environments that would take an edge away from each other. Two may share one only where they serve different paths of
 * it (another `base`) or remember it together (one explicit `baseline`): otherwise each believes that the edge serves
 * its own files.
 */
export function sharedEdges(
  given: GivenOptions,
  build: Pick<BuildFacts, "publicPath" | "projectDirectory">,
): OptionProblem[] {
  const bundlerBase = baseFromBundler(build.publicPath);
  const environments = Object.entries(given.environments ?? {}).flatMap(([name, own]) => {
    if (own === false) return [];
    const {
      edgeId = [],
      base = "value" in bundlerBase ? bundlerBase.value : undefined,
      baseline,
    } = mergeEnvironment(given, name);
    const { assets, pages } = base ?? {};
    return { name, edgeId, base: JSON.stringify([assets, pages]), baseline };
  });
  const place = (baseline: (typeof environments)[number]["baseline"]) =>
    typeof baseline === "string" ? resolve(build.projectDirectory, baseline) : baseline;
  return environments.flatMap((one, index) =>
    environments.slice(index + 1).flatMap((other): OptionProblem[] => {
      const shared = one.edgeId.find((id) => other.edgeId.includes(id));
      const oneBaseline = one.baseline !== undefined && place(one.baseline) === place(other.baseline);
      if (shared === undefined || one.base !== other.base || oneBaseline) return [];
      const pair = `"${one.name}" and "${other.name}" both purge edge ${shared} under one base.`;
      const message = `${pair} Give them different edges, a different base, or the same baseline.`;
      return [{ code: "OPTIONS_INVALID", path: "environments", message }];
    }),
  );
}
