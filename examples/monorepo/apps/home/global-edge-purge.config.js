import { defineConfig } from "global-edge-purge";

export default defineConfig({
  edgeId: 11197,
  base: "/",
  outputDirectory: "dist",
  // Vite gives each file in this folder a name with the hash of its content.
  immutable: ["assets/**"],
  baseline: "s3://my-site-state/home.json?region=kr-standard",
});
