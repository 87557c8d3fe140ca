import { describeFramework, replace } from "./framework-scenario.ts";

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
