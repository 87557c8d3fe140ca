import globalEdgePurge from "@global-edge-purge/unplugin/sveltekit";
import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [sveltekit({ adapter: globalEdgePurge(adapter(), { edgeId: 11197 }), version: { name: "1" } })],
});
