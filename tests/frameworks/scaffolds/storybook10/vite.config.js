import globalEdgePurge from "@global-edge-purge/vite";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [globalEdgePurge({ edgeId: 11197 })] });
