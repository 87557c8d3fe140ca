import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../harness/open-browser.ts";

/** Somebody with a real browser. */
export interface Visitor {
  /**
   * Opens every page of a site, and from each of them clicks to every other one and back.
   *
   * @param origin without a slash at its end
   * @param pages paths as the site's links have them; each page has a `data-page` of that name
   * @returns what can be read at each step, by what was done
   */
  browse(origin: string, pages: readonly string[]): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

export async function openVisitor(): Promise<Visitor> {
  const browser = await openBrowser();
  return {
    async browse(origin, pages) {
      const seen: Record<string, string> = {};
      for (const start of pages) await browseFrom(browser, origin, start, pages, seen);
      return seen;
    },
    close: () => browser.close(),
  };
}

/** A new browser for each first page: what one has kept is not to hide what the edge has kept. */
async function browseFrom(
  browser: Browser,
  origin: string,
  start: string,
  pages: readonly string[],
  seen: Record<string, string>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  const failures: string[] = [];
  const settled = whenIdle(page);
  page.on("pageerror", (error) => failures.push(String(error)));
  // Until then, a click might be a browser's own, and not the framework's.
  await page.goto(start, { waitUntil: "networkidle" });
  seen[start] = await read(page, start);
  for (const next of pages) {
    if (next === start) continue;
    seen[`${start} → ${next}`] = await click(page, next, settled);
    seen[`${start} → ${next} → ${start}`] = await click(page, start, settled);
  }
  await context.close();
  if (failures.length > 0) seen[`errors from ${start}`] = failures.join("\n");
}

async function click(page: Page, path: string, settled: () => Promise<void>): Promise<string> {
  await page.locator(`nav a[data-to="${path}"], nav a[href="${path}"], nav a[href="${path}.html"]`).first().click();
  await page.locator(`[data-page="${path}"]`).waitFor();
  await settled();
  return await read(page, path);
}

/** What people read; frameworks announce pages to screen readers elsewhere. */
async function read(page: Page, path: string): Promise<string> {
  await page.locator(`[data-page="${path}"]`).waitFor();
  const texts = await page.locator("nav, [data-page], footer").allInnerTexts();
  return texts.join("\n").trim();
}

/** Says when nothing is under way any more of what a page has asked for. */
function whenIdle(page: Page): () => Promise<void> {
  const pending = new Set<unknown>();
  const waiting = new Set<() => void>();
  const over = (request: unknown) => {
    pending.delete(request);
    if (pending.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  page.on("request", (request) => void pending.add(request));
  page.on("requestfinished", over);
  page.on("requestfailed", over);
  return () => (pending.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.add(resolve)));
}
