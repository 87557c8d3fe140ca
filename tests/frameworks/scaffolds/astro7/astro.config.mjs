import sitemap from "@astrojs/sitemap";
import globalEdgePurge from "@global-edge-purge/unplugin/astro";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://www.example.com",
  integrations: [globalEdgePurge({ edgeId: 11197 }), sitemap()],
});
