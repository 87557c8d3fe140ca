import { inertText } from "./inert-text.ts";
import type { Tone } from "./painted.ts";

/** How much is printed; each level includes those before it. */
export const logLevels = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where people read what a run does. One call, one line or block; no line break at its end. */
export interface Logger {
  readonly error: (text: string) => void;
  readonly warn: (text: string) => void;
  /** @param tone what the text tells, where it tells how something ended */
  readonly info: (text: string, tone?: Tone) => void;
  readonly debug: (text: string) => void;
}

/** A logger that hands what its level lets through to `write`, as inert text with one line break added. */
export function createLogger(level: LogLevel, write: (text: string, tone?: Tone) => void): Logger {
  const at = (needed: LogLevel, usual?: Tone) =>
    logLevels.indexOf(level) >= logLevels.indexOf(needed)
      ? (text: string, tone = usual) => write(`${inertText(text)}\n`, tone)
      : () => {};
  return { error: at("error", "bad"), warn: at("warn", "warning"), info: at("info"), debug: at("debug") };
}

/** Something that people should know and that stops nothing. */
export interface Warning {
  /** Stable, upper case. */
  readonly code: string;
  /** Never holds a secret. */
  readonly message: string;
  /** What to do about it, where the message does not say so itself. */
  readonly next?: string;
}

/** A line for people who wonder whether a run hangs: how long it waits, and for what. */
export function waitingLine(milliseconds: number, reason: string): string {
  return `waiting ${Math.ceil(milliseconds / 1000)} s: ${reason}`;
}
