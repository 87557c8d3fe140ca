import type { Quota, Retry } from "../client/quota.ts";
import type { LogLevel } from "../system/logger.ts";
import type { BaselineStore } from "./baseline-store.ts";
import type { Aliases, PurgeKind, Queries, Site } from "./option-values.ts";

/** The options that each entry of `environments` may set for itself. All are optional; times are milliseconds. */
export interface EnvironmentOptions {
  /**
   * The edge to purge, by the number that Global Edge gave it, or several edges that serve the same files.
   * Required, here or as `GLOBAL_EDGE_PURGE_EDGE_ID=11197,11198`.
   *
   * @example 11197
   * @example [11200, 11201]
   */
  readonly edgeId?: number | readonly number[] | undefined;

  /**
   * The keys of a NAVER Cloud account or sub-account. Better left out of files: without this option they come from
   * the environment (`NCLOUD_ACCESS_KEY_ID` and `NCLOUD_SECRET_ACCESS_KEY`), from Vite's `.env` files or from
   * `~/.ncloud/configure`, in this order.
   */
  readonly credentials?: { readonly accessKey: string; readonly secretKey: string } | undefined;

  /**
   * The section of `~/.ncloud/configure` that holds the keys.
   *
   * @default `NCLOUD_PROFILE`, else "DEFAULT"
   */
  readonly profile?: string | undefined;

  /**
   * Which NAVER Cloud: the public one or the one for government. Global Edge is not offered on the financial one.
   *
   * @default `NCLOUD_SITE`, else "public"
   */
  readonly site?: Site | undefined;

  /**
   * Another address for the API, such as a local emulator. Takes the place of `site`; https, or http on this machine.
   *
   * @default the address of `site`
   * @example "http://localhost:4443"
   */
  readonly endpoint?: string | undefined;

  /**
   * Whether a build purges. `true` also allows it for a build that is not a production build; no value lets a failed
   * build, a dev server, a watch rebuild or a pull request purge. Without it, `GLOBAL_EDGE_PURGE=1` counts as `true`.
   *
   * @default true for production builds of Vite, webpack, Rspack and Rsbuild, false elsewhere
   */
  readonly enabled?: boolean | undefined;

  /**
   * Whether builds of a pull request purge, too.
   *
   * @default false
   */
  readonly pullRequests?: boolean | undefined;

  /**
   * Where the files are served: a path, or a URL of which the path counts. Where HTML pages and other files are served
   * under different paths, `{ assets, pages }`; `pages: false` says that pages are not behind this edge.
   *
   * @default the bundler's public path; it must be given where that says too little (`./`, `auto`), and `pages` where
   * it is a URL and the build writes HTML
   * @example "/docs/"
   * @example { assets: "https://cdn.example.com/site/", pages: false }
   */
  readonly base?: string | { readonly assets: string; readonly pages: string | false } | undefined;

  /**
   * The folder that the build writes, from the project directory.
   *
   * @default the bundler's
   */
  readonly outputDirectory?: string | undefined;

  /**
   * Globs over asset paths; only files that match one of them count.
   *
   * @default ["**"]
   * @example ["assets/**", "*.html"]
   */
  readonly include?: readonly string[] | undefined;

  /**
   * Globs over asset paths; files that match one of them do not count. Takes the place of the default: spread
   * `defaultExclude` to add to it.
   *
   * @default `defaultExclude`: source maps, bundler metadata
   * @example [...defaultExclude, "drafts/**"]
   */
  readonly exclude?: readonly string[] | undefined;

  /**
   * Globs over the asset paths whose names carry a content hash. Such files are not purged when they are added or
   * removed. `[]` means that no name does.
   *
   * @default what the bundler knows about its names
   * @example ["assets/**"]
   */
  readonly immutable?: readonly string[] | undefined;

  /**
   * Which differences to purge.
   *
   * @default ["added", "changed", "removed"]
   */
  readonly purge?: readonly PurgeKind[] | undefined;

  /**
   * Under which further URLs a file is served. `"directory"`: `dir/index.html` also as `dir/`. `"clean"`: that, and
   * `dir`, and `page` for `page.html`. `"none"`: no other. A function returns further paths for an asset path, relative
   * to the base and not encoded.
   *
   * @default "clean" in a folder that a framework with such URLs wrote, else "directory"
   * @example (assetPath) => assetPath === "index.html" ? ["home"] : []
   */
  readonly aliases?: Aliases | undefined;

  /**
   * Queries that visitors' URLs carry and that are part of the edge's cache key, without the `?`. Each file is also
   * purged once with each of them; where they are lists by globs over asset paths, each file with those of every glob
   * that it matches. Characters that a URL cannot hold are percent-encoded.
   *
   * @default what the clients of the framework add that wrote the folder, else none
   * @example ["v=1"]
   * @example { "**\/data.json": ["page=1", "page=2"] }
   */
  readonly queries?: Queries | undefined;

  /**
   * Targets to purge with certain files: for a glob over asset paths, targets from the host's root, percent-encoded and
   * sent as they are. A URL (`/feed`), everything in a folder (`/app/*`) or files with an extension in it
   * (`/img/*.png`). They go out whenever a matching file is purged. A wide one can take 40 minutes; it covers every URL
   * inside it, also of names that cannot be purged by URL.
   *
   * @default {}
   * @example { "index.html": ["/app/*"], "posts/**": ["/feed"] }
   */
  readonly also?: { readonly [glob: string]: readonly string[] } | undefined;

  /**
   * What remembers what the edges are known to serve: a file, from the project directory; an object in Object Storage,
   * `s3://bucket/key` with `?region=` and, for a service that is not NAVER Cloud's, `&endpoint=`; or a store of your
   * own. Everything that deploys to an edge must share it. The keys of Object Storage are `AWS_ACCESS_KEY_ID` and
   * `AWS_SECRET_ACCESS_KEY`, else those of the edge.
   *
   * @default ".global-edge-purge/<environment>/baseline.json"
   * @example "s3://my-site-state/production.json?region=kr-standard"
   */
  readonly baseline?: string | BaselineStore | undefined;

  /**
   * What to do for an edge without a baseline: purge every file whose name is not immutable (`"mutable"`), purge
   * everything with one request of type ALL (`"all"`), or stop (`"error"`).
   *
   * @default "mutable"
   */
  readonly onMissingBaseline?: "mutable" | "all" | "error" | undefined;

  /**
   * Whether an output directory may hold far fewer files than the baseline: none, or fewer than half of them with at
   * least 20 gone. Otherwise such a run fails, because the build is likely incomplete.
   *
   * @default false
   */
  readonly allowShrink?: boolean | undefined;

  /**
   * When the purge is sent. `"build"`: at the end of the build, which is right where the build writes to the origin
   * itself. `"deploy"`: the build writes its plan to `.global-edge-purge/<environment>/plan.json`, and
   * `global-edge-purge send` sends it once the new files are on the origin. Where neither this nor `origin` is given,
   * a warning says that files which are uploaded later need `"deploy"`.
   *
   * @default "build"
   */
  readonly when?: "build" | "deploy" | undefined;

  /**
   * Say what would be purged, and neither send nor save anything. `GLOBAL_EDGE_PURGE_DRY_RUN=1` turns it on.
   *
   * @default false
   */
  readonly dryRun?: boolean | undefined;

  /**
   * Whether a purge that failed, or that was accepted in part, fails the build.
   *
   * @default "error"
   */
  readonly onFailure?: "error" | "warn" | undefined;

  /**
   * Files to write about each run, from the project directory. `json` is for programs, `html` a page for people.
   *
   * @default none
   * @example { json: "purge-report.json", html: "purge-report.html" }
   */
  readonly report?: { readonly json?: string | undefined; readonly html?: string | undefined } | undefined;

  /**
   * How much is printed.
   *
   * @default "info"
   */
  readonly logLevel?: LogLevel | undefined;

  /**
   * What the account may send, for accounts whose quota was raised. What is not named keeps its default.
   *
   * @default { requestsPerMinute: 10, targetsPerRequest: 100, targetLength: 3800, requestLength: 15000, bodyBytes:
   * 26000, inProgress: 100 }
   */
  readonly quota?: { readonly [Name in keyof Quota]?: Quota[Name] | undefined } | undefined;

  /**
   * How often a request is sent at most, and how long to pause before it is sent again. What is not named keeps its
   * default.
   *
   * @default { attempts: 5, minDelay: 500, maxDelay: 60000 }
   */
  readonly retry?: { readonly [Name in keyof Retry]?: Retry[Name] | undefined } | undefined;

  /**
   * Whether to wait until the edge has completed the purges, and how long. `true` waits ten minutes at most. Running
   * out of time is not a failure: the purges were accepted.
   *
   * @default false
   * @example { timeout: 120_000 }
   */
  readonly wait?: boolean | { readonly timeout: number } | undefined;

  /**
   * Purge only what the origin itself serves already: `url` is where it serves the output directory, past the edge.
   * Added and changed files are asked for, by their digests, until they are there or `timeout` milliseconds (ten
   * minutes unless set) are over; the rest stays unsettled, and removed files are not asked for. New immutable names
   * are asked for, too: nothing is purged before they are there. With `when: "build"` it is asked once, and what it
   * does not serve yet goes into the plan file. Where the host transforms bytes, `marker` names one file of the build
   * whose digest is enough; it must differ in each build and be uploaded last.
   *
   * @default none
   * @example { url: "https://kr.object.ncloudstorage.com/my-site/", timeout: 300_000 }
   * @example { url: "https://origin.example.com/", marker: "version.txt" }
   */
  readonly origin?:
    | { readonly url: string; readonly timeout?: number | undefined; readonly marker?: string | undefined }
    | undefined;

  /**
   * Check afterwards that the edge serves the new bytes: `url` is the site as visitors know it. What it does not serve
   * is purged once more; what it does not serve within `timeout` milliseconds (ten minutes unless set) stays unsettled.
   *
   * @default none
   * @example { url: "https://www.example.com" }
   */
  readonly verify?: { readonly url: string; readonly timeout?: number | undefined } | undefined;

  /**
   * Most milliseconds for waiting and sending. What was not sent by then is purged by the next run.
   *
   * @default no limit
   */
  readonly budget?: number | undefined;
}

/** The options of Global Edge purge, the same for every bundler. */
export interface GlobalEdgePurgeOptions extends EnvironmentOptions {
  /**
   * The name of the environment this build is for.
   *
   * @default `GLOBAL_EDGE_PURGE_ENV`, else the mode of Vite or webpack
   */
  readonly environment?: string | undefined;

  /**
   * Options for each environment, which take the place of those beside it; `false` turns an environment off. A mode
   * that is not listed is skipped; an environment that somebody names and that is not listed is a mistake.
   *
   * @default none: then only `production` runs
   * @example { production: { edgeId: 11197 }, staging: { edgeId: [11200, 11201], dryRun: true } }
   */
  readonly environments?: { readonly [environment: string]: EnvironmentOptions | false } | undefined;
}
