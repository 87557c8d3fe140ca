import globalEdgePurge from "@global-edge-purge/vite";
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    rollupOptions: { input: ["index.html", "about/index.html"] },
  },
  plugins: [
    globalEdgePurge({
      environments: {
        production: { edgeId: 11197 },
        staging: { edgeId: 11200, dryRun: true },
      },
      // The build writes what is served. Where files are uploaded after it, this is "deploy".
      when: "build",
      aliases: "directory",
      report: { json: "purge-report.json" },
    }),
  ],
});
