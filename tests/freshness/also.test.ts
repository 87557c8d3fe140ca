import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { purgeBuild } from "@global-edge-purge/core";
import { createSystem, resolveOptions } from "@global-edge-purge/core/options";
import { createEmulator, emulatorCredentials } from "@global-edge-purge/emulator";
import { expect, it, onTestFinished } from "vitest";

/** A single-page application: its one page answers for every address under /app/. */
async function startApplication() {
  const folder = await mkdtemp(join(tmpdir(), "also-"));
  let version = "1";
  const server = createServer((_, response) => response.end(version));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator = await createEmulator({ origin, quota: { requestsPerMinute: 1000 } });
  onTestFinished(async () => {
    await emulator.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });
  return {
    emulator,
    visit: async (path: string) => (await fetch(emulator.edgeUrl(11197) + path)).text(),
    /** Deploys a version, purges, and says what was asked of the API. */
    async deploy(files: Readonly<Record<string, string>>, also: Readonly<Record<string, readonly string[]>>) {
      version = files["index.html"] ?? "";
      for (const [name, content] of Object.entries(files)) {
        await mkdir(join(folder, "dist", name, ".."), { recursive: true });
        await writeFile(join(folder, "dist", name), content);
      }
      const system = createSystem({
        env: { XDG_STATE_HOME: folder },
        homeDirectory: () => folder,
        isPullRequest: false,
        write: () => {},
      });
      const { apiUrl } = emulator;
      const options = {
        edgeId: 11197,
        credentials: emulatorCredentials,
        endpoint: apiUrl,
        base: "/",
        when: "build",
        also,
      };
      const facts = {
        mode: "production",
        production: true,
        projectDirectory: folder,
        publicPath: "/",
        enabledByDefault: true,
      };
      const resolution = resolveOptions({ ...options, quota: { requestsPerMinute: 1000 } }, facts, system);
      if (!resolution.run) throw new Error("The run was skipped.");
      const before = emulator.purges.length;
      const report = await purgeBuild({ outputDirectory: join(folder, "dist") }, resolution.settings, system);
      const purges = emulator.purges.slice(before).map(({ purgeType, purgeTarget }) => [purgeType, ...purgeTarget]);
      return { report, purges };
    },
  };
}

it("purges what no file tells of together with the file that also names", async () => {
  const app = await startApplication();
  const also = { "index.html": ["/app/*", "/feed"] };
  await app.deploy({ "index.html": "1", "a.js": "1" }, also);
  const addresses = ["/", "/app/orders", "/app/orders/7?tab=2", "/feed"];
  for (const address of addresses) await app.visit(address);

  expect((await app.deploy({ "index.html": "1", "a.js": "2" }, also)).purges).toEqual([["URL", "/a.js"]]);
  const { report, purges } = await app.deploy({ "index.html": "2", "a.js": "2" }, also);
  expect(purges).toEqual([
    ["URL", "/", "/feed", "/index.html"],
    ["DIRECTORY", "/app/*"],
  ]);
  expect(report).toMatchObject({ verdict: "purged", warnings: [] });
  expect(report.targets.filter(({ reason }) => reason === "also").map(({ target }) => target)).toEqual([
    "/feed",
    "/app/*",
  ]);
  expect(await Promise.all(addresses.map(app.visit))).toEqual(["2", "2", "2", "2"]);
});

it("covers by a wide target what no URL target can name", async () => {
  const app = await startApplication();
  const first = await app.deploy({ "index.html": "1", "img/st*r.png": "1" }, {});
  expect(first.report).toMatchObject({
    verdict: "partial",
    unsettled: [{ assetPath: "img/st*r.png", waitingFor: "expressible" }],
  });
  const { report, purges } = await app.deploy({ "index.html": "1", "img/st*r.png": "1" }, { "img/**": ["/img/*.png"] });
  expect(purges).toEqual([["PATTERN", "/img/*.png"]]);
  expect(report).toMatchObject({ verdict: "purged", unsettled: [] });
});
