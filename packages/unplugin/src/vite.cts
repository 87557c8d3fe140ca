import type * as entry from "./vite.ts" with { "resolution-mode": "import" };
import loaded = require("./vite.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
