import { describe, expect, it } from "vitest";
import { openAccount } from "../harness/account.ts";
import { freePort } from "../harness/free-port.ts";
import { startNode } from "../harness/run-node.ts";
import { describeFramework, replace } from "./framework-scenario.ts";
import { installScaffold } from "./install-scaffold.ts";

const docusaurus = (...args: readonly string[]) => ["node_modules/@docusaurus/core/bin/docusaurus.mjs", ...args];

const page = `import { Site } from "../components/Site";

export default function Page() {
  return <Site path="/new">New 1</Site>;
}
`;
const pages = (...paths: readonly string[]) => `export const pages = ${JSON.stringify(paths)};\n`;

describeFramework({
  name: "Docusaurus 3",
  scaffold: "docusaurus3",
  build: docusaurus("build"),
  // As `postbuild` does.
  purge: "node_modules/global-edge-purge/dist/bin.js run --dir build --aliases clean --edge-id 11197".split(" "),
  output: "build",
  // Nothing of ours is in its config.
  servers: () => ({}),
  edits: {
    page: { "src/pages/about.jsx": replace("About 1", "About 2") },
    component: { "src/components/Site.jsx": replace("Component 1", "Component 2") },
    data: { "src/data/posts.json": replace("Data 1", "Data 2") },
    public: { "static/notice.txt": "Notice 2\n" },
    added: { "src/pages/new.jsx": page, "src/components/pages.js": pages("/", "/about", "/posts/one", "/new") },
    removed: { "src/pages/posts/one.jsx": undefined, "src/components/pages.js": pages("/", "/about", "/new") },
  },
  broken: { "src/pages/about.jsx": "export default function Page() {\n  throw new Error('broken');\n}\n" },
  // The licenses beside a script carry its hash, not their own.
  isHashed: (target) => target.startsWith("/assets/") && !target.endsWith(".LICENSE.txt"),
});

const listsPlugin = (text: string) =>
  `import globalEdgePurge from "@global-edge-purge/webpack";\n\n${replace(
    "presets:",
    'plugins: [() => ({ name: "purge", configureWebpack: () => ({ plugins: [globalEdgePurge({ edgeId: 11197 })] }) })],\n  presets:',
  )(text)}`;

describe("a site of Docusaurus that lists the plugin for webpack", () => {
  it("is told once what to run, and nothing under a server", async () => {
    const { site, node } = installScaffold("docusaurus3");
    const account = await openAccount();
    const config = "docusaurus.config.js";
    site.write(config, listsPlugin(site.read(config) ?? ""));
    const start = (...args: readonly string[]) => startNode(site, docusaurus(...args), account.env, node);
    const server = start("start", "--no-open", "--host", "127.0.0.1", "--port", String(await freePort()));
    await server.says("client (webpack");
    const answer = await fetch(await server.address());
    expect(answer.status).toBe(200);
    await answer.text();
    server.kill("SIGTERM");
    const { output: served } = await server.result;
    expect(served).not.toMatch(/Global Edge/iu);
    const { ended, output } = await start("build").result;
    await account.emulator.close();
    expect(ended, output).toBe(0);
    expect(output.match(/Global Edge purge skipped: Docusaurus .*--aliases clean/gu), output).toHaveLength(1);
    expect(account.asked().requests).toBe(0);
    expect(site.list(".global-edge-purge")).toEqual([]);
  });
});
