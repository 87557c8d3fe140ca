import { digestFiles, refuseSecret } from "../manifest/digest.ts";
import type { Settings } from "../options/settings.ts";
import { createAssetFilter } from "../output/asset-filter.ts";
import { scanOutput } from "../output/scan.ts";
import { recordedOutput } from "./baseline-place.ts";
import type { BuildContents } from "./build-contents.ts";
import { completeMapping } from "./complete-mapping.ts";
import type { FinishedBuild } from "./finished-build.ts";
import { createImmutableRule } from "./immutable-rule.ts";
import type { Warning } from "./purge-report.ts";

/**
 * Reads what a build wrote: output directory → asset paths → manifest.
 *
 * @throws OutputError
 * @throws OptionsError where the options do not fit the build
 */
export function readOutput(build: FinishedBuild, settings: Settings, warn: (warning: Warning) => void): BuildContents {
  const { credentials } = settings;
  const directory = settings.outputDirectory ?? build.outputDirectory;
  const counts = createAssetFilter(settings.include, settings.exclude);
  const scan = scanOutput(directory, () => true);
  for (const link of scan.ignoredLinks.filter(counts)) {
    warn({ code: "LINK_IGNORED", message: `${link} leads out of the output directory.` });
  }
  const assetPaths = scan.assetPaths.filter(counts);
  const mapping = completeMapping(settings, assetPaths);
  const manifest = digestFiles(directory, assetPaths, {
    isImmutable: createImmutableRule(settings, build),
    ...(credentials && { secretKey: credentials.secretKey }),
  });
  // What is left out of the purge is published all the same: a source map may hold the key that a minifier took out of the script.
  const leftOut = scan.assetPaths.filter((assetPath) => !manifest.has(assetPath));
  if (credentials) refuseSecret(directory, leftOut, credentials.secretKey);
  return { manifest, mapping, outputDirectory: recordedOutput(settings.projectDirectory, directory) };
}
