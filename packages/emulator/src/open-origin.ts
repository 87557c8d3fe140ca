import { EmulatorError } from "./errors.ts";
import { folderOrigin } from "./folder-origin.ts";
import type { Settings } from "./options.ts";
import type { Origin } from "./origin.ts";
import { urlOrigin } from "./url-origin.ts";

/** Whether an `origin` option means a URL rather than a folder. */
export function isUrl(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

/**
 * @param signal Ends requests to a URL origin when it aborts.
 * @throws EmulatorError with code `ORIGIN_INVALID`.
 */
export function openOrigin(place: string, settings: Settings, signal: AbortSignal): Origin {
  if (!isUrl(place)) return folderOrigin(place, settings);
  if (!URL.canParse(place)) throw new EmulatorError("ORIGIN_INVALID", `The origin ${place} is not a valid URL.`);
  return urlOrigin(new URL(place), signal);
}
