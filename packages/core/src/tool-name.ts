import { createRequire } from "node:module";

// Sources and the built files lie equally deep in the package. `import … with { type: "json" }` would warn on Node 20.
const { version }: { readonly version: string } = createRequire(import.meta.url)("../package.json");

/** Name and version, as reports and the User-Agent header give them: `global-edge-purge/1.2.3`. */
export const toolName = `global-edge-purge/${version}`;
