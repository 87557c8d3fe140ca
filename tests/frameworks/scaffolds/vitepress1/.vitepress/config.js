import globalEdgePurge from "@global-edge-purge/vite";
import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Site",
  cleanUrls: true,
  sitemap: { hostname: "https://www.example.com" },
  vite: { plugins: [globalEdgePurge({ edgeId: 11197 })] },
});
