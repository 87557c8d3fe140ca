import { type FrameworkName, frameworkPlace } from "@global-edge-purge/core/frameworks";

/** A tool that builds sites, as far as `init` must know it. */
export interface Host {
  readonly name: string;
  /** The dependency that shows it; absent where its config file does. */
  readonly dependency?: string;
  /** Its config files, from the project's folder and without their endings. */
  readonly configs: readonly string[];
  /** The package that is installed for it, and what of it the config imports from. */
  readonly package: string;
  readonly entry: string;
  /** What is imported; absent where the config names the entry itself. */
  readonly imports?: string;
  /** The part of the config that the line belongs to. */
  readonly part: ConfigPart;
  /** The line, with `OPTIONS` where the options go. */
  readonly line: string;
  /** Options that it needs beside those of everybody. */
  readonly needs?: readonly string[];
  /** What people must know of it. */
  readonly note?: Note;
}

/** A list in a config or in a property of it, a property whose value is to be wrapped, or all that it exports. */
export type ConfigPart =
  | { readonly list: string; readonly of?: string }
  /** What the line wraps is what stands there, where something does. */
  | { readonly property: string; readonly wraps: string }
  | "export";

export type Note = "static-export";

/** Stands in a line for what the user's config holds already. */
export const whatIsThere = "<what is there>";

const call = "globalEdgePurge(OPTIONS)";
const imports = "globalEdgePurge";
const vite = { package: "@global-edge-purge/vite", entry: "@global-edge-purge/vite", imports, line: call };
const inPlugins: ConfigPart = { list: "plugins" };

function unplugin(entry: string) {
  return {
    package: "@global-edge-purge/unplugin",
    entry: `@global-edge-purge/unplugin/${entry}`,
    imports,
    line: call,
  } as const;
}

/** Frameworks first: their projects have the config of a bundler, too. */
export const hosts: readonly Host[] = [
  {
    name: "Astro",
    dependency: "astro",
    configs: ["astro.config"],
    ...unplugin("astro"),
    part: { list: "integrations" },
  },
  {
    name: "SvelteKit",
    dependency: "@sveltejs/kit",
    configs: ["svelte.config", "vite.config"],
    ...unplugin("sveltekit"),
    part: { property: "adapter", wraps: "adapter()" },
    line: "adapter: globalEdgePurge(adapter(), OPTIONS)",
  },
  {
    name: "Nuxt",
    dependency: "nuxt",
    configs: ["nuxt.config"],
    package: "@global-edge-purge/unplugin",
    entry: "@global-edge-purge/unplugin/nuxt",
    part: { list: "modules" },
    line: '["@global-edge-purge/unplugin/nuxt", OPTIONS]',
  },
  {
    name: "Next.js",
    dependency: "next",
    configs: ["next.config"],
    ...unplugin("next"),
    imports: "withGlobalEdgePurge",
    part: "export",
    line: "withGlobalEdgePurge(nextConfig, OPTIONS)",
    note: "static-export",
  },
  {
    name: "React Router",
    dependency: "@react-router/dev",
    configs: ["react-router.config"],
    ...unplugin("react-router"),
    part: { list: "presets" },
  },
  { name: "vike", dependency: "vike", configs: ["vite.config"], ...vite, part: inPlugins },
  {
    name: "VitePress",
    dependency: "vitepress",
    configs: [".vitepress/config", "docs/.vitepress/config"],
    ...vite,
    part: { list: "plugins", of: "vite" },
  },
  {
    name: "VuePress",
    dependency: "vuepress",
    configs: ["docs/.vuepress/config", ".vuepress/config"],
    ...unplugin("vuepress"),
    part: inPlugins,
  },
  { name: "Rsbuild", configs: ["rsbuild.config"], ...unplugin("rsbuild"), part: inPlugins },
  { name: "Vite", configs: ["vite.config"], ...vite, part: inPlugins },
  {
    name: "webpack",
    configs: ["webpack.config"],
    package: "@global-edge-purge/webpack",
    entry: "@global-edge-purge/webpack",
    imports: "GlobalEdgePurgePlugin",
    part: inPlugins,
    line: "new GlobalEdgePurgePlugin(OPTIONS)",
  },
  { name: "Rspack", configs: ["rspack.config"], ...unplugin("rspack"), part: inPlugins },
  {
    name: "Rolldown",
    configs: ["rolldown.config"],
    ...unplugin("rolldown"),
    part: inPlugins,
    needs: ["enabled: true", "base"],
  },
  {
    name: "Rollup",
    configs: ["rollup.config"],
    ...unplugin("rollup"),
    part: inPlugins,
    needs: ["enabled: true", "base"],
  },
];

/** Frameworks without a place for a plugin: a script of package.json follows their build. */
export const scripted: readonly {
  readonly name: FrameworkName;
  readonly dependency: string;
  /** The script that follows its build, and the one that builds. */
  readonly script: string;
  readonly build: string;
}[] = [
  { name: "Angular", dependency: "@angular/cli", script: "postbuild", build: "build" },
  { name: "Docusaurus", dependency: "@docusaurus/core", script: "postbuild", build: "build" },
  { name: "Create React App", dependency: "react-scripts", script: "postbuild", build: "build" },
  { name: "Storybook", dependency: "storybook", script: "postbuild-storybook", build: "build-storybook" },
];

const frameworks = ["Astro", "SvelteKit", "Nuxt", "Next.js", "React Router", "vike", "VitePress", "VuePress"] as const;

/**
 * Where a tool writes a site unless its config says otherwise, from the project; `undefined` where that cannot be known:
 * Angular's folder has the name of its project in it.
 *
 * @param config the path of the tool's config: VitePress and VuePress write beside theirs
 */
export function outputOf(name: string | undefined, config = ""): string | undefined {
  if (name === "Angular") return undefined;
  const beside = /^(?:.*\/)?\.(?:vite|vue)press(?=\/)/u.exec(config);
  if (beside) return `${beside[0]}/dist`;
  const framework = [...frameworks, ...scripted.map((row) => row.name)].find((each) => each === name);
  return framework === undefined ? "dist" : frameworkPlace(framework).outputDirectory;
}
