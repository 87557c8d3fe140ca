import type * as entry from "./rolldown.ts" with { "resolution-mode": "import" };
import loaded = require("./rolldown.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
