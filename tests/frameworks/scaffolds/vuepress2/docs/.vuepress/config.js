import globalEdgePurge from "@global-edge-purge/unplugin/vuepress";
import { viteBundler } from "@vuepress/bundler-vite";
import { defineUserConfig } from "vuepress";
import posts from "../../data/posts.json" with { type: "json" };

export default defineUserConfig({
  bundler: viteBundler({ viteOptions: { define: { POSTS: JSON.stringify(posts) } } }),
  theme: { name: "site" },
  plugins: [globalEdgePurge({ edgeId: 11197 })],
});
