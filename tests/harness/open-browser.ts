import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's: what playwright-core would download is of no use to whoever works on the site. */
const executablePath = "/usr/bin/chromium";

/** A real browser, without a window. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(`There is no ${executablePath}: these tests use a real browser. Run: apt-get install chromium`);
  }
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
