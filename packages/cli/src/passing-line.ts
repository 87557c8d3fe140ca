import type { EnvironmentVariables } from "@global-edge-purge/core";

/** What of a stream is used. */
interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A stream whose last line may be one that is true for a moment only. */
export interface PassingLine {
  /** Writes what stays. */
  readonly write: (text: string) => void;
  /** Takes a passing line away, before something else is written to the same terminal. */
  readonly erase: () => void;
  /** Shows a line in place of the one before; absent where that cannot be: no terminal, a CI service, `NO_COLOR`. */
  readonly show?: (line: string) => void;
}

const eraseLine = "\r\u001B[K";
/** A line that is too long is cut off: one that wraps could not be erased. */
const [noWrap, wrap] = ["\u001B[?7l", "\u001B[?7h"];

export function createPassingLine(stream: Stream, env: EnvironmentVariables): PassingLine {
  let isShown = false;
  const erase = () => {
    if (isShown) stream.write(eraseLine);
    isShown = false;
  };
  const write = (text: string) => {
    erase();
    stream.write(text);
  };
  const { CI, NO_COLOR, TERM } = env;
  if (stream.isTTY !== true || CI || NO_COLOR || TERM === "dumb") return { write, erase };
  return {
    write,
    erase,
    show(line) {
      stream.write(`${eraseLine}${noWrap}${line}${wrap}`);
      isShown = true;
    },
  };
}
