import { readFileSync } from "node:fs";

/** A file's text. What cannot be read is as good as not there: the run that needs it says what is wrong with it. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
