import type { Clock } from "./clock.ts";
import { inertText } from "./inert-text.ts";
import type { Logger } from "./logger.ts";

/** Tells how far something long has come. */
export interface Progress {
  /** Whether each text takes the place of the one before. */
  readonly isRewritten: boolean;
  /** Where it is not rewritten, a log gets one of these now and then. No line break at its end. */
  readonly tell: (text: string) => void;
}

/** Milliseconds between two lines of a log that say how far it has come. */
const pause = 30_000;

/**
 * @param rewriteLine shows a line in place of the one that it showed before; absent where no terminal is, and where the
 * level lets no such line through
 */
export function createProgress(
  { info }: Pick<Logger, "info">,
  { now }: Pick<Clock, "now">,
  rewriteLine: ((line: string) => void) | undefined,
): Progress {
  if (rewriteLine) return { isRewritten: true, tell: (text) => rewriteLine(inertText(text)) };
  let last = now();
  return {
    isRewritten: false,
    tell(text) {
      if (now() - last < pause) return;
      last = now();
      info(text);
    },
  };
}
