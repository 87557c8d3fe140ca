import type * as entry from "./esbuild.ts" with { "resolution-mode": "import" };
import loaded = require("./esbuild.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
