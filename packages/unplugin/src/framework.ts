/** A framework that writes pages when the bundler is done. */
export interface Framework {
  readonly name: string;
  /** Where its pages are in the end, from the project; users may have set another folder. */
  readonly directory: string;
  /** Whether its pages are there when Vite's last hook is called, `buildApp`. */
  readonly isCompleteAfterApp: boolean;
}

interface ViteFramework extends Framework {
  readonly plugin: RegExp;
}

/**
 * By names of their plugins, as seen in Astro 7, VitePress 1, SvelteKit 2 and 3, React Router 7 and 8 and Nuxt 4. `nuxt:ui` is in sites
 * of Vite alone, too: Nuxt UI brings it (its source).
 */
const viteFrameworks: readonly ViteFramework[] = [
  { name: "Astro", directory: "dist", isCompleteAfterApp: false, plugin: /^(?:astro:|@astro\/)/u },
  { name: "VitePress", directory: ".vitepress/dist", isCompleteAfterApp: false, plugin: /^vitepress(?::|$)/u },
  { name: "SvelteKit", directory: "build", isCompleteAfterApp: false, plugin: /^vite-plugin-sveltekit/u },
  { name: "React Router", directory: "build/client", isCompleteAfterApp: true, plugin: /^react-router(?::|-|$)/u },
  { name: "Nuxt", directory: ".output/public", isCompleteAfterApp: false, plugin: /^nuxt:(?!ui(?::|$))/u },
];

/** The framework that has put plugins with these names into a config of Vite. */
export function frameworkOfVite(pluginNames: readonly string[]): Framework | undefined {
  return viteFrameworks.find(({ plugin }) => pluginNames.some((name) => plugin.test(name)));
}

/** The framework that has made a config of webpack or Rspack. */
export function frameworkOfWebpack({ outputPath, aliases }: WebpackTraits): Framework | undefined {
  // Seen in Next.js 16: its three compilers write to .next, .next/server and .next/server/chunks.
  if (/[\\/]\.next(?:[\\/]|$)/u.test(outputPath))
    return { name: "Next.js", directory: "out", isCompleteAfterApp: false };
  if (aliases.some((alias) => alias.startsWith("@docusaurus/"))) {
    return { name: "Docusaurus", directory: "build", isCompleteAfterApp: false };
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

/** What to do instead of purging in the build. */
export function adviceFor({ name, directory }: Framework): string {
  return (
    `Global Edge purge skipped: ${name} writes pages after this build. ` +
    `Run this when it is done: npx global-edge-purge run --dir ${directory}`
  );
}
