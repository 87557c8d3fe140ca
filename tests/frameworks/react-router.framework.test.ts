import { describeFramework, type FrameworkSite, replace } from "./framework-scenario.ts";

const reactRouter = (...args: readonly string[]) => ["node_modules/.bin/react-router", ...args];

const page = 'export default function Page() {\n  return <main data-page="/new">New 1</main>;\n}\n';
const pages = (its: object) => `export const pages = ${JSON.stringify(its)};\n`;

const site: FrameworkSite = {
  name: "React Router 8",
  scaffold: "react-router8",
  build: reactRouter("build"),
  output: "build/client",
  servers: (port) => ({
    dev: reactRouter("dev", "--host", "127.0.0.1", "--port", String(port)),
  }),
  commands: { typegen: reactRouter("typegen") },
  edits: {
    page: { "app/routes/about.jsx": replace("About 1", "About 2") },
    component: { "app/footer.jsx": replace("Component 1", "Component 2") },
    data: { "data/posts.json": replace("Data 1", "Data 2") },
    public: { "public/notice.txt": "Notice 2\n" },
    added: {
      "app/routes/new.jsx": page,
      "app/pages.js": pages({ "/": "index", "/about": "about", "/posts/one": "one", "/new": "new" }),
    },
    removed: {
      "app/routes/one.jsx": undefined,
      "app/pages.js": pages({ "/": "index", "/about": "about", "/new": "new" }),
    },
  },
  broken: { "app/routes/about.jsx": "export default function Page() {\n  throw new Error('broken');\n}\n" },
  isHashed: (target) => target.startsWith("/assets/"),
};

describeFramework(site);
describeFramework({ ...site, name: "React Router 7", scaffold: "react-router7", sources: "react-router8" });
