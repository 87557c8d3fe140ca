import { styleText } from "node:util";

/** What a text tells: that all went well, that something failed, or that something is to be known. */
export type Tone = "good" | "bad" | "warning";

const colours = { good: "green", bad: "red", warning: "yellow" } as const;

/**
 * A text whose beginning, its first line as far as the first colon, has the colour of its tone, where that is welcome:
 * on a terminal, unless `NO_COLOR` is set; elsewhere only with `FORCE_COLOR`.
 *
 * @param text inert: it is not looked at again
 * @param stream where it is written
 */
export function painted(text: string, tone: Tone | undefined, stream: NodeJS.WritableStream): string {
  if (tone === undefined) return text;
  const [beginning = ""] = /^[^:\n]*/u.exec(text) ?? [];
  return styleText(colours[tone], beginning, { stream }) + text.slice(beginning.length);
}
