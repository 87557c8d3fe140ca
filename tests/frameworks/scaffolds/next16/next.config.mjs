import { withGlobalEdgePurge } from "@global-edge-purge/unplugin/next";

export default withGlobalEdgePurge({ output: "export", generateBuildId: () => "1" }, { edgeId: 11197 });
