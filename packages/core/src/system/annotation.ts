import { inertText } from "./inert-text.ts";
import type { EnvironmentVariables } from "./system.ts";

/**
 * Shows a message at the run of a CI service, where people look first.
 *
 * @param title a code, or what it is about
 */
export type Annotate = (level: "error" | "warning", title: string, message: string) => void;

/**
 * How messages are shown at the run, where GitHub Actions, or what speaks its language, reads what is printed.
 *
 * @param write takes a line as it is: made inert, it would be no command any more
 */
export function annotator(env: EnvironmentVariables, write: (text: string) => void): Annotate | undefined {
  if (env["GITHUB_ACTIONS"] !== "true") return undefined;
  return (level, title, message) => write(`${annotation(level, title, message)}\n`);
}

/**
 * A workflow command that shows a message. Nothing in the message can end it or begin another: GitHub undoes these
 * escapes, and no others.
 */
export function annotation(...[level, title, message]: Parameters<Annotate>): string {
  const property = escapeCommand(title).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${level} title=${property}::${escapeCommand(message)}`;
}

function escapeCommand(text: string): string {
  return inertText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
