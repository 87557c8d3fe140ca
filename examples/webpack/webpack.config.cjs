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
    new GlobalEdgePurgePlugin({ edgeId: 11197, report: { json: "purge-report.json" } }),
  ],
};
