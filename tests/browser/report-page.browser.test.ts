import type { AxeResults } from "axe-core";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bin } from "../cli/start-cli.ts";
import { openAccount } from "../harness/account.ts";
import { openBrowser } from "../harness/open-browser.ts";
import { startNode } from "../harness/run-node.ts";
import { createWorkspace, type Site, type Workspace } from "../harness/workspace.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
/** Where screenshots go, for whoever wants to look at them; nowhere unless it is set. */
const screenshots = process.env["REPORT_SCREENSHOTS"];

/** Files as sites have them: pages in folders, scripts, and names that are long or in Korean. */
function filesOf(count: number) {
  const names = Array.from({ length: count }, (_, index) => {
    if (index % 10 === 0) return `assets/chunk-of-the-order-page-with-a-long-name-${index}.js`;
    if (index % 10 === 1) return `상품/가격표-${index}.txt`;
    return `docs/${index % 37}/page-${index}.html`;
  });
  return Object.fromEntries(["index.html", ...names.slice(1)].map((name) => [`dist/${name}`, name]));
}

/** What became of a site's second run, in which some requests are refused where there are several. */
async function writeReport(site: Site, count: number): Promise<string> {
  const account = await openAccount({ quota: { requestsPerMinute: 10_000, inProgress: 10_000 } });
  const config = { edgeId: 11197, outputDirectory: "dist", quota: { requestsPerMinute: 10_000, inProgress: 10_000 } };
  site.write("global-edge-purge.config.json", JSON.stringify({ ...config, aliases: "none", retry: { attempts: 1 } }));
  const body = '{"code":"400","message":"purgeTarget is <b>invalid</b>"}';
  if (count > 3)
    account.emulator.faults.next(
      { endpoint: "request-purge" },
      { endpoint: "request-purge", answer: { status: 400, headers: { "content-type": "application/json" }, body } },
    );
  const { output } = await startNode(site, [bin, "run", "--report-html", "purge.html"], account.env).result;
  await account.emulator.close();
  const page = site.read("purge.html");
  expect(page, output).toContain(`URLs to purge: ${count.toLocaleString("en")}`);
  return join(site.directory, "purge.html");
}

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

describe.each([3, 300, 30_000])("the page of a report of %d targets", (count) => {
  let workspace: Workspace;
  let browser: Browser;
  let address = "";
  beforeAll(async () => {
    workspace = createWorkspace();
    address = `file://${await writeReport(workspace.createSite(filesOf(count)), count)}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    // Without a browser, there is none to close.
    await (browser as Browser | undefined)?.close();
    workspace.remove();
  });

  it.each([
    ["phone", "light"],
    ["phone", "dark"],
    ["desktop", "light"],
    ["desktop", "dark"],
  ] as const)("has nothing that axe minds, nor is it wider than its window: %s, %s", async (size, colorScheme) => {
    // The page itself allows no script; axe is one.
    const context = await browser.newContext({ viewport: sizes[size], colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(address);
    await openFolders(page);
    if (screenshots !== undefined) await photograph(page, join(screenshots, `${count}-${size}-${colorScheme}.png`));
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sizes[size].width);
    await context.close();
  });
});

/**
 * The first folder and the last two, as readers open them. The rows of those that stay closed are taken away: nobody is shown them, they are of the
 * same form, and axe would look for minutes at thirty thousand.
 */
async function openFolders(page: Page): Promise<void> {
  const folders = await page.locator("summary").all();
  for (const folder of new Set([...folders.slice(0, 1), ...folders.slice(-2)])) {
    await folder.focus();
    if ((await folder.locator("..").getAttribute("open")) === null) await page.keyboard.press("Enter");
  }
  expect(await page.locator("details[open]").count()).toBe(Math.min(3, folders.length));
  await page.evaluate("for (const rows of document.querySelectorAll('details:not([open]) tr')) rows.remove()");
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations }: AxeResults = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html}`));
}

/** The head of the page, and what became of the requests. */
async function photograph(page: Page, path: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  mkdirSync(join(path, ".."), { recursive: true });
  await page.screenshot({ path, clip: { x: 0, y: 0, width, height: 2400 }, fullPage: true });
  const requests = page.locator("section", { hasText: "Requests: " });
  await requests.screenshot({ path: path.replace(/(?=\.png$)/u, "-requests") });
}
