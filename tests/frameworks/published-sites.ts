/** A package that ships a site as somebody's build wrote it. */
export interface PublishedSite {
  readonly name: string;
  /** The earlier one first. */
  readonly versions: readonly [string, string];
  /** Where the site lies in it. */
  readonly folder: string;
  /** As it is told; nothing where the folder is not recognised. */
  readonly writtenBy?: string | undefined;
  /** Names that carry a hash of their content, as whoever looks at both folders sees them, by their path. */
  readonly hashed: RegExp;
  readonly flags?: readonly string[];
  /** How many targets the later version sends after the earlier one, and how many of these for nothing. */
  readonly sent: number;
  readonly needless: number;
}

const nuxt = { writtenBy: "Nuxt", hashed: /^\/_nuxt\/(?!builds\/)/u };
const reactRouter = {
  writtenBy: "React Router",
  folder: "build/client",
  hashed: /^\/assets\/.*-[\w-]{8}\.\w+(?:\.(?:br|gz))?$/u,
};
const angular = { writtenBy: "Angular", folder: "public", hashed: /^\/(?:media\/)?[\w.-]+-[A-Z0-9]{8}\.\w+$/u };
const vite = { writtenBy: "Vite", hashed: /^\/assets\/.*-[\w-]{8}\.\w+(?:\.(?:br|gz))?$/u };
const reactApp = { writtenBy: "Create React App", hashed: /\.[0-9a-f]{8,32}\.(?:chunk\.)?\w+$/u };
const nextStatic = {
  writtenBy: "Next.js",
  hashed: /^\/_next\/static\/(?:chunks|css|media)\/.*[0-9a-f]{8}/u,
  flags: ["--base", "/_next/static/"],
};

/** Those by which the recogniser was mended: that they go well shows that it holds, not that it fits others. */
export const tunedSites: readonly PublishedSite[] = [
  {
    ...nuxt,
    name: "@eslint/config-inspector",
    versions: ["3.4.1", "3.5.0"],
    folder: "dist/public",
    sent: 8,
    needless: 0,
  },
  {
    ...nuxt,
    name: "node-modules-inspector",
    versions: ["1.2.0", "1.4.2"],
    folder: "dist/public",
    sent: 8,
    needless: 0,
  },
  { ...nuxt, name: "@nuxt/devtools", versions: ["3.4.2", "3.4.4"], folder: "dist/client", sent: 8, needless: 0 },
  { ...reactRouter, name: "@pg-boss/dashboard", versions: ["1.7.0", "1.9.0"], sent: 0, needless: 0 },
  { ...reactRouter, name: "@workflow/web", versions: ["4.1.24", "4.1.25"], sent: 0, needless: 0 },
  { ...angular, name: "@mxtommy/kip", versions: ["4.8.0", "4.8.5"], sent: 67, needless: 0 },
  { ...angular, name: "@signalk/freeboard-sk", versions: ["3.1.0", "3.1.1"], sent: 2, needless: 0 },
  { ...angular, name: "homebridge-config-ui-x", versions: ["5.10.0", "5.28.0"], sent: 141, needless: 0 },
  {
    name: "@stryker-mutator/dashboard-frontend",
    versions: ["0.13.2", "0.13.4"],
    folder: "dist/stryker-mutator/dashboard-frontend",
    writtenBy: "Angular",
    hashed: /\.[0-9a-f]{16}\.\w+$/u,
    sent: 3,
    needless: 0,
  },
  {
    ...reactApp,
    name: "@kiali/kiali-ui",
    versions: ["1.6.0", "1.31.0"],
    folder: "build",
    sent: 9,
    needless: 3,
  },
  {
    ...nextStatic,
    name: "@latticexyz/explorer",
    versions: ["2.2.12", "2.2.21"],
    folder: ".next/standalone/packages/explorer/.next/static",
    sent: 4,
    needless: 0,
  },
  { ...vite, name: "zigbee2mqtt-windfront", versions: ["2.11.1", "2.15.0"], folder: "dist", sent: 14, needless: 0 },
  { ...vite, name: "flowise-ui", versions: ["3.1.3", "3.1.4"], folder: "build", sent: 10, needless: 8 },
  {
    ...vite,
    name: "@signalk/server-admin-ui",
    versions: ["2.24.2", "2.32.0"],
    folder: "public",
    sent: 31,
    needless: 9,
  },
];

/**
 * Chosen by what lies in them, before they were measured, and nothing was changed for their sake. Two are not recognised: the
 * manifest of Create React App 1 lists no entry points, and a page's script that lacks `crossorigin` is not as Vite writes it.
 */
export const untunedSites: readonly PublishedSite[] = [
  {
    name: "@directus/docs",
    versions: ["9.22.0", "9.22.2"],
    folder: ".vitepress/dist",
    writtenBy: "VitePress",
    hashed: /^\/assets\/.*\.[0-9a-f]{8}(?:\.lean)?\.\w+$/u,
    sent: 286,
    needless: 22,
  },
  { ...nuxt, name: "nc-lib-gui", versions: ["0.265.1", "0.301.3"], folder: "lib/dist", sent: 16, needless: 0 },
  {
    ...nuxt,
    name: "@vitejs/devtools-rolldown",
    versions: ["0.7.6", "0.8.0"],
    folder: "dist/public",
    sent: 8,
    needless: 0,
  },
  {
    ...angular,
    folder: "lib/admin-ui/browser",
    name: "@vendure/admin-ui-plugin",
    versions: ["3.7.2", "3.7.3"],
    sent: 2,
    needless: 0,
  },
  {
    ...reactApp,
    name: "@datasance/ecn-viewer",
    versions: ["0.4.2", "1.2.6"],
    folder: "build",
    sent: 15,
    needless: 0,
  },
  {
    ...reactApp,
    name: "@conversationlearner/ui",
    writtenBy: undefined,
    versions: ["0.500.2", "0.505.2"],
    folder: ".",
    sent: 10,
    needless: 4,
  },
  {
    ...nextStatic,
    name: "9router",
    versions: ["0.5.59", "0.5.69"],
    folder: "app/.next-cli-build/static",
    sent: 4,
    needless: 0,
  },
  { ...vite, name: "@colyseus/playground", versions: ["0.18.4", "0.18.5"], folder: "build", sent: 2, needless: 0 },
  {
    ...vite,
    name: "@nestia/editor",
    writtenBy: undefined,
    versions: ["8.0.7", "8.1.0"],
    folder: "dist",
    sent: 4,
    needless: 2,
  },
  { ...vite, name: "zigbee2mqtt-frontend", versions: ["0.9.19", "0.9.21"], folder: "dist", sent: 7, needless: 4 },
];

/**
 * Chosen with those, too, but of Nuxt 2, which the README does not name. It writes hashes of seven digits, which nothing takes for
 * one: all of them go out.
 */
export const nuxt2Site: PublishedSite = {
  ...nuxt,
  name: "@sogebot/ui-admin",
  versions: ["73.0.1", "78.0.3"],
  folder: "dist",
  sent: 612,
  needless: 608,
};
