import type { FrameworkName, FrameworkPlace } from "@global-edge-purge/core/frameworks";

/** A framework that writes pages when the bundler is done. */
export interface Framework {
  readonly name: FrameworkName;
  /** Whether its pages are there when Vite's last hook is called, `buildApp`. */
  readonly isCompleteAfterApp?: boolean;
  /** The line of its own config that purges, where there is one. */
  readonly instead?: string;
}

interface ViteFramework extends Framework {
  /** Names of its plugins. */
  readonly plugin: RegExp;
}

/**
 * By names of their plugins, as seen in Astro 7, VitePress 1, SvelteKit 2 and 3, React Router 7 and 8, Nuxt 4,
 * Storybook 10, vike 0.4 and VuePress 2. `nuxt:ui` is in sites of Vite alone, too: Nuxt UI brings it (its source).
 * Storybook loads the config of the site that it is for, with that site's plugins, and is asked first.
 */
const viteFrameworks: readonly ViteFramework[] = [
  { name: "Storybook", plugin: /^storybook:/u },
  { name: "Astro", plugin: /^(?:astro:|@astro\/)/u, instead: integration("astro", "to integrations") },
  // Unless its config says where its pages go: then it purges (vitepress.ts).
  { name: "VitePress", plugin: /^vitepress(?::|$)/u },
  {
    name: "SvelteKit",
    plugin: /^vite-plugin-sveltekit/u,
    instead: integration("sveltekit", "around the adapter"),
  },
  {
    name: "React Router",
    isCompleteAfterApp: true,
    plugin: /^react-router(?::|-|$)/u,
    instead: integration("react-router", "to presets"),
  },
  { name: "Nuxt", plugin: /^nuxt:(?!ui(?::|$))/u, instead: integration("nuxt", "to modules") },
  { name: "vike", isCompleteAfterApp: true, plugin: /^vike(?::|$)/u },
  { name: "VuePress", plugin: /^vuepress(?::|$)/u, instead: integration("vuepress", "to plugins") },
];

/** The framework that has put plugins with these names into a config of Vite. */
export function frameworkOfVite(pluginNames: readonly string[]): Framework | undefined {
  return viteFrameworks.find(({ plugin }) => pluginNames.some((name) => plugin.test(name)));
}

/** The framework that has made a config of webpack or Rspack. */
export function frameworkOfWebpack({ outputPath, aliases }: WebpackTraits): Framework | undefined {
  // Seen in Next.js 16: its three compilers write to .next, .next/server and .next/server/chunks.
  if (/[\\/]\.next(?:[\\/]|$)/u.test(outputPath))
    return { name: "Next.js", instead: "withGlobalEdgePurge of @global-edge-purge/unplugin/next around the config" };
  if (aliases.some((alias) => alias.startsWith("@docusaurus/"))) {
    return { name: "Docusaurus" };
  }
  return undefined;
}

/** Next.js writes what is for browsers into `.next` itself, and into folders of it what is for its servers. */
export function isServerOfNext(outputPath: string): boolean {
  return /[\\/]\.next[\\/]/u.test(outputPath);
}

interface WebpackTraits {
  readonly outputPath: string;
  /** Names that `resolve.alias` gives to modules. */
  readonly aliases: readonly string[];
}

/** What to do instead of purging in the build; nothing for a tool that builds another site than the config is for. */
export function adviceFor(
  { name, instead }: Framework,
  { outputDirectory, aliases }: FrameworkPlace,
): string | undefined {
  if (name === "Storybook") return undefined;
  const clean = aliases === "clean" ? " --aliases clean" : "";
  const command = `npx global-edge-purge run --dir ${outputDirectory}${clean}`;
  const line = instead === undefined ? "" : `, or add ${instead} and leave this plugin out`;
  return `Global Edge purge skipped: ${name} writes pages after this build. Run this once they are uploaded: ${command}${line}`;
}

function integration(entry: string, where: string): string {
  return `globalEdgePurge of @global-edge-purge/unplugin/${entry} ${where}`;
}
