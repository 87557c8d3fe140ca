import type * as entry from "./rsbuild.ts" with { "resolution-mode": "import" };
import loaded = require("./rsbuild.ts");

/** What `require` returns. */
const exported: typeof entry = loaded;
export = exported;
