import { describe, expect, it, onTestFinished } from "vitest";
import { openAccount } from "../harness/account.ts";
import { startNode } from "../harness/run-node.ts";
import { edgeId, staleObjects } from "./compare-sites.ts";
import { replace } from "./framework-scenario.ts";
import { installScaffold } from "./install-scaffold.ts";
import { join } from "node:path";

/** Tools that write one page, and that a command purges after: as `postbuild` does. */
const sites = [
  {
    name: "Angular 22",
    writtenBy: "Angular",
    scaffold: "angular22",
    build: ["node_modules/@angular/cli/bin/ng.js", "build"],
    output: "dist/site/browser",
    source: "src/main.ts",
    hashed: /-[A-Z0-9]{8}\.\w+$/u,
  },
  {
    name: "Create React App 5",
    writtenBy: "Create React App",
    scaffold: "cra5",
    build: ["node_modules/react-scripts/bin/react-scripts.js", "build"],
    output: "build",
    source: "src/index.js",
    hashed: /\.[0-9a-f]{8,}\.\w+$/u,
  },
] as const;

describe.each(sites)("a site of $name", ({ scaffold, writtenBy, build, output, source, hashed }) => {
  it("is purged by the command that its package.json is to have", async () => {
    const { site, node } = installScaffold(scaffold);
    const folder = join(site.directory, output);
    const account = await openAccount({ edges: [{ edgeId }], origin: folder });
    onTestFinished(() => account.emulator.close());
    const purge = ["node_modules/global-edge-purge/dist/bin.js", "run", "--dir", output, "--edge-id", String(edgeId)];
    const deploy = async () => {
      let said = "";
      for (const args of [build, purge]) {
        const { ended, output } = await startNode(site, args, { ...account.env, NG_CLI_ANALYTICS: "false" }, node)
          .result;
        expect(ended, output).toBe(0);
        said += output;
      }
      return said;
    };

    expect(await deploy()).toContain(`written by ${writtenBy}`);
    const { targets: first } = account.asked();
    expect(first).toEqual(expect.arrayContaining(["/", "/index.html", "/notice.txt"]));
    expect(first.filter((target) => hashed.test(target))).toEqual([]);
    // Source maps are excluded.
    const paths = site.list(output).filter((path) => !path.endsWith(".map"));
    const urls = paths.map((path) => path.slice(output.length));
    for (const url of ["/", ...urls]) await (await fetch(account.emulator.edgeUrl(edgeId) + url)).arrayBuffer();

    await deploy();
    expect(account.asked().requests).toBe(0);

    site.write(source, replace("Page 1", "Page 2")(site.read(source) ?? ""));
    await deploy();
    const { targets } = account.asked();
    expect(targets).toEqual(expect.arrayContaining(["/", "/index.html"]));
    expect(targets.filter((target) => hashed.test(target))).toEqual([]);
    expect(await staleObjects(account.emulator, folder, (target) => hashed.test(target))).toEqual([]);
  });
});
