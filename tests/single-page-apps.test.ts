import { createEmulator } from "@global-edge-purge/emulator";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { cli, cliEnvironment } from "./cli/start-cli.ts";
import { createTestSite } from "./cli/test-site.ts";
import { folderOf } from "./harness/workspace.ts";

const page = readFileSync(join(import.meta.dirname, "../docs/single-page-apps.md"), "utf8");
const config = /```ts\n([^]*?)```/u.exec(page)?.[1] ?? "";

/** An origin that answers with the file, else with the only page, as those of single-page applications do. */
async function startOrigin(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? "/", "http://origin").pathname);
    const file = existsSync(path) && statSync(path).isFile() ? path : join(folder, "index.html");
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("the config of docs/single-page-apps.md leaves no deep link stale", async () => {
  const site = createTestSite({ "dist/index.html": "first", "global-edge-purge.config.ts": config });
  onTestFinished(() => site.remove());
  mkdirSync(join(site.directory, "node_modules"));
  symlinkSync(folderOf("global-edge-purge"), join(site.directory, "node_modules/global-edge-purge"), "dir");
  const origin = await startOrigin(join(site.directory, "dist"));
  const emulator = await createEmulator({ edges: [{ edgeId: 11197 }], origin });
  onTestFinished(() => emulator.close());
  const env = cliEnvironment(site, emulator);
  const visit = async (path: string) => (await fetch(emulator.edgeUrl(11197) + path)).text();
  const links = ["/", "/index.html", "/login", "/app/orders/7", "/app/orders/8"];

  expect(await cli(site, ["run", "dist"], env)).toMatchObject({ ended: 0 });
  for (const link of links) expect(await visit(link)).toBe("first");
  site.write("dist/index.html", "second");
  expect(await visit("/app/orders/7")).toBe("first");
  const ran = await cli(site, ["run", "dist"], env);
  expect([ran.ended, ran.stderr]).toEqual([0, expect.not.stringContaining("DEEP_LINKS")]);
  for (const link of links) expect(await visit(link), link).toBe("second");
}, 60_000);
