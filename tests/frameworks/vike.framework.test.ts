import { describeFramework, replace } from "./framework-scenario.ts";

const vite = (...args: readonly string[]) => ["node_modules/vite/bin/vite.js", ...args];

const page = 'export default function Page() {\n  return <main data-page="/new">New 1</main>;\n}\n';
const pages = (...paths: readonly string[]) => `export const pages = ${JSON.stringify(paths)};\n`;

describeFramework({
  name: "vike 0.4",
  scaffold: "vike0",
  build: vite("build"),
  output: "dist/client",
  servers: (port) => ({
    dev: ["node_modules/vike/bin.js", "dev", "--port", String(port)],
    preview: ["node_modules/vike/bin.js", "preview", "--port", String(port)],
  }),
  edits: {
    page: { "pages/about/+Page.jsx": replace("About 1", "About 2") },
    component: { "components/Footer.jsx": replace("Component 1", "Component 2") },
    data: { "data/posts.json": replace("Data 1", "Data 2") },
    public: { "public/notice.txt": "Notice 2\n" },
    added: { "pages/new/+Page.jsx": page, "components/pages.js": pages("/", "/about", "/posts/one", "/new") },
    removed: {
      "pages/posts/one/+Page.jsx": undefined,
      "pages/posts/one/+data.js": undefined,
      "components/pages.js": pages("/", "/about", "/new"),
    },
  },
  broken: { "pages/about/+Page.jsx": "export default function Page() {\n  throw new Error('broken');\n}\n" },
  isHashed: (target) => target.startsWith("/assets/"),
});
