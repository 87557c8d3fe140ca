import type * as entry from "./webpack.ts" with { "resolution-mode": "import" };
import loaded = require("./webpack.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
