import type * as entry from "./rspack.ts" with { "resolution-mode": "import" };
import loaded = require("./rspack.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
