import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, type Packages, type SiteFiles } from "./workspace.ts";

/** A bundler as the tests run it. What a test says to the config of its site goes there as JSON, in `TEST_BUILD`. */
export interface Host {
  /** The package of the tests that it is, possibly under another name: `vite7`. */
  readonly package: string;
  /** What sites import to build with it. */
  readonly packages: Packages;
  readonly site: SiteFiles;
  /** Options of the plugin that the site has where a test does not say others. */
  readonly options: object;
  /** Arguments for Node that build a site, and end with an exit code. */
  readonly command: readonly string[];
  /** How a site is built again and again on the command line; esbuild has none that takes plugins. */
  readonly watch?: Watch;
  /** Exit code of a build that our plugin fails before it starts. */
  readonly refusalCode: number;
  /**
   * Arguments for Node that build with the JavaScript API, one after another in one process, what `builds` say, and print for
   * each whether it was "built" or "failed".
   */
  program(...builds: readonly object[]): readonly string[];
}

interface Watch {
  /** Arguments for Node. */
  readonly command: readonly string[];
  /** What a test says to the config of the site. */
  readonly said?: object;
  /** What it says of each build. */
  readonly built: string;
}

/** What a package of the tests says of itself. */
export function versionOf(packageName: string): string {
  const { version } = JSON.parse(readFileSync(join(folderOf(packageName), "package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}

/** A program in a site that builds what its arguments say. `build` is the text of a function that resolves or rejects. */
export const programOf = (imports: string, build: string): string => `
  ${imports}
  ${build}
  const ends = [];
  for (const said of process.argv.slice(2)) {
    process.env.TEST_BUILD = said;
    ends.push(
      await build().then(
        () => "built",
        (error) => {
          console.log(String(error));
          return "failed";
        },
      ),
    );
  }
  console.log("ends: " + ends);
`;

/** What becomes of the process in the hook in which another plugin would throw. */
export interface Exiting {
  /**
   * `now`: the plugin calls `process.exit(0)`. `at-signal`: it does so at SIGTERM, and `throw-at-signal`: it throws then, where
   * nobody catches it; until then, the build goes on.
   */
  readonly exits?: "now" | "at-signal" | "throw-at-signal";
}

/** The text of the function that other plugins of a site call in their hook. */
export const failFunction = `
  function fail(where, exits) {
    if (exits === undefined) throw new Error("The site fails at " + where);
    if (exits === "now") process.exit(0);
    process.once("SIGTERM", () => {
      if (exits === "at-signal") process.exit(0);
      throw new Error("Nobody catches this.");
    });
  }
`;

export const argumentsOf = (builds: readonly object[]): readonly string[] =>
  builds.map((build) => JSON.stringify(build));

/** What sites have whose bundler purges production builds without being told to. */
export const leastOptions = { edgeId: 11197 };
/** What sites have whose bundler knows neither what a production build is nor where files are served. */
export const explicitOptions = { edgeId: 11197, enabled: true, base: "/" };
