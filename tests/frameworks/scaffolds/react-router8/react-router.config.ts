import globalEdgePurge from "@global-edge-purge/unplugin/react-router";

export default { ssr: false, prerender: true, presets: [globalEdgePurge({ edgeId: 11197 })] };
