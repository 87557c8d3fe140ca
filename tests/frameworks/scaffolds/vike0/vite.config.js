import globalEdgePurge from "@global-edge-purge/vite";
import vike from "vike/plugin";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [vike(), globalEdgePurge({ edgeId: 11197 })] });
