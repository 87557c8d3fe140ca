const { GlobalEdgePurgePlugin } = require("@global-edge-purge/webpack");
const CopyPlugin = require("copy-webpack-plugin");

module.exports = {
  mode: "production",
  entry: "./src/main.js",
  experiments: { css: true },
  output: {
    clean: true,
    publicPath: "/",
    filename: "main.js",
    chunkFilename: "[name].[contenthash].js",
    cssFilename: "main.css",
  },
  plugins: [
    new CopyPlugin({ patterns: ["public"] }),
    new GlobalEdgePurgePlugin({
      edgeId: 11197,
      // The build writes what is served. Where files are uploaded after it, this is "deploy".
      when: "build",
      aliases: "directory",
      report: { json: "purge-report.json" },
    }),
  ],
};
