import type * as entry from "./rollup.ts" with { "resolution-mode": "import" };
import loaded = require("./rollup.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
