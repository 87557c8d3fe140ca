import { buildCodes } from "./build-codes.ts";
import type { CodeText } from "./code-text.ts";
import { edgeCodes } from "./edge-codes.ts";
import { setupCodes } from "./setup-codes.ts";
import { stateCodes } from "./state-codes.ts";

/**
 * The catalogue: every code that we print, of errors, warnings and findings. `docs/ko/codes.md` is made from it, and
 * `codes.test.ts` says which code is missing, or is no more.
 */
export const koreanCodes: ReadonlyMap<string, CodeText> = new Map<string, CodeText>(
  Object.entries({ ...setupCodes, ...buildCodes, ...stateCodes, ...edgeCodes }),
);
