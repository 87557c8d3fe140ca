import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exportedNames } from "./public-names.ts";

const root = join(import.meta.dirname, "..");

/** What users can import, by entry: each name is a promise, so that a new one is written down here on purpose. */
function publicNames(): string {
  const entries = readdirSync(join(root, "packages")).flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, string | { readonly "@global-edge-purge/source": string }>>;
    };
    return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
      if (typeof target === "string") return [];
      const file = join(root, "packages", folder, target["@global-edge-purge/source"]);
      const names = exportedNames(file, readFileSync(file, "utf8")).join(", ");
      return [`${manifest.name + subpath.slice(1)}\n${names.replaceAll(/(.{1,90})(?: |$)/gu, "  $1\n")}`];
    });
  });
  return entries.join("");
}

describe("public names", () => {
  it("are these and no others", () => {
    expect(publicNames()).toMatchInlineSnapshot(`
      "global-edge-purge
        defaultExclude, defineConfig, type AliasFunction, type Aliases, type EnvironmentOptions,
        type GlobalEdgePurgeOptions
      @global-edge-purge/core
        GlobalEdgePurgeError, PlanError, adoptBuild, createSystem, forgetEdges, purgeBuild,
        purgeTargets, sendPlans, type BaselineStore, type Clock, type EnvironmentVariables, type
        FinishedBuild, type ForgottenEdges, type PlanErrorCode, type PurgeReport, type
        SendOptions, type StoredText, type System, type Verdict, type WaitingFor, type Warning
      @global-edge-purge/core/client
        EdgeError, GlobalEdgePurgeError, Secret, createEdgeClient, defaultQuota, defaultRetry,
        describeWait, endpoints, type AcceptedPurge, type Clock, type EdgeClient, type
        EdgeClientOptions, type EdgeErrorCode, type EdgeFailure, type EdgeProfile, type
        EdgeResponse, type EdgeSummary, type EdgeWait, type LongId, type PurgeCompletion, type
        PurgeRequest, type PurgeType, type PurgeView, type Quota, type Retry, type SignedRequest,
        type Transport, type Warning
      @global-edge-purge/core/default-exclude
        defaultExclude
      @global-edge-purge/core/inspect
        examineBuilds, examineSetup, explainUrl, knownEdgeIds, loadExplainWords, type
        BuildsQuestion, type Fact, type Finding, type SetupQuestion, type UrlQuestion
      @global-edge-purge/core/internal
        createAssetFilter, dotenvNames, editDistance, gitIgnores, loadWords, parseOptions,
        parseReport, readDotenv, readPlan, readTextFile, removeReport, removeStaleReport,
        reportUnstarted, shownPath, type Dotenv, type PlanFile, type Words, unignoredKeyFiles
      @global-edge-purge/core/option-table
        annotator, flagsOf, inertText, languageOf, optionRows, optionTable, optionsMarked,
        painted, type Annotate, type CommandName, type OptionFlag, type OptionName, type
        OptionsOf, type OptionsWith, type Tone
      @global-edge-purge/core/frameworks
        frameworkFacts, frameworkPlace, recogniseFramework, type FrameworkFacts, type
        FrameworkName, type FrameworkPlace
      @global-edge-purge/core/options
        OptionsError, createLogger, createSystem, resolveAccount, resolveOptions, type
        AliasFunction, type Aliases, type BuildFacts, type EnvironmentOptions, type
        EnvironmentVariables, type GlobalEdgePurgeOptions, type Mapping, type OptionProblem, type
        PublicPath, type Resolution, type Settings, type SkipReason, unlistedEnvironment
      @global-edge-purge/emulator
        EmulatorError, createEmulator, emptyAnswer, emulatorCredentials, gatewayError,
        gatewayErrors, hold, htmlAnswer, serviceError, serviceErrors, type Answer, type
        ApiRequest, type CachedObject, type Clock, type ContentEncoding, type EdgeOptions, type
        EdgeStatus, type Emulator, type EmulatorCredentials, type EmulatorErrorCode, type
        EmulatorOptions, type Endpoint, type Fault, type Faults, type GatewayErrorOptions, type
        GatewayErrorRow, type Hold, type OriginNames, type Purge, type PurgeDuration, type
        PurgeRequest, type PurgeStatus, type PurgeType, type QuotaOptions, type ServiceErrorRow,
        type ServiceRegion, xmlAnswer
      @global-edge-purge/unplugin/vite
        globalEdgePurge
      @global-edge-purge/unplugin/rollup
        globalEdgePurge
      @global-edge-purge/unplugin/rolldown
        globalEdgePurge
      @global-edge-purge/unplugin/webpack
        globalEdgePurge
      @global-edge-purge/unplugin/rspack
        globalEdgePurge
      @global-edge-purge/unplugin/rsbuild
        globalEdgePurge
      @global-edge-purge/unplugin/esbuild
        globalEdgePurge
      @global-edge-purge/unplugin/astro
        default, globalEdgePurge
      @global-edge-purge/unplugin/next
        default, withGlobalEdgePurge
      @global-edge-purge/unplugin/nuxt
        default, globalEdgePurge
      @global-edge-purge/unplugin/react-router
        default, globalEdgePurge
      @global-edge-purge/unplugin/sveltekit
        default, globalEdgePurge
      @global-edge-purge/unplugin/vuepress
        default, globalEdgePurge
      @global-edge-purge/vite
        default, defaultExclude, defineConfig, globalEdgePurge, type AliasFunction, type Aliases,
        type EnvironmentOptions, type GlobalEdgePurgeOptions
      @global-edge-purge/webpack
        GlobalEdgePurgePlugin, default, defaultExclude, defineConfig, type AliasFunction, type
        Aliases, type EnvironmentOptions, type GlobalEdgePurgeOptions
      "
    `);
  });
});

describe("exportedNames", () => {
  it.each([
    ['export { a, type B } from "x";', ["a", "type B"]],
    ['export type { B } from "x"; export const c = 1; export function d() {}', ["c", "d", "type B"]],
    ["export interface E {} export type F = 1; export default 1;", ["default", "type E", "type F"]],
    ["const a = 1; export { a as default, a as b };", ["b", "default"]],
  ])("reads %s", (source, names) => {
    expect(exportedNames("file.ts", source)).toEqual(names);
  });
});
