/** A bundler, as a program that builds the application in its working directory. `PLUGIN=1` in the environment adds the plugin. */
export interface Bundler {
  readonly name: string;
  /** The text of a module. */
  readonly program: string;
}

export const bundlers: readonly Bundler[] = [
  {
    name: "Vite",
    program: `
      import { build } from "vite";
      const plugins = process.env.PLUGIN ? [(await import("@global-edge-purge/vite")).default({ edgeId: 11197 })] : [];
      await build({ configFile: false, logLevel: "warn", plugins });
    `,
  },
  {
    name: "webpack",
    program: `
      import webpack from "webpack";
      const plugins = process.env.PLUGIN
        ? [new (await import("@global-edge-purge/webpack")).GlobalEdgePurgePlugin({ edgeId: 11197 })]
        : [];
      const names = { filename: "[name].js", chunkFilename: "[name]-[contenthash].js" };
      const output = { path: process.cwd() + "/dist", publicPath: "/", ...names, clean: true };
      const stats = await new Promise((resolve, reject) =>
        webpack({ mode: "production", entry: "./src/main.js", output, plugins }, (error, stats) =>
          error ? reject(error) : resolve(stats),
        ),
      );
      if (stats.hasErrors()) throw new Error(stats.toString());
    `,
  },
];
