import { describeFramework, type FrameworkSite, replace } from "./framework-scenario.ts";

const astro = (...args: readonly string[]) => ["node_modules/astro/bin/astro.mjs", ...args];

const page = `---
import Page from "../layouts/Page.astro";
---

<Page path="/new">New 1</Page>
`;

const site: FrameworkSite = {
  name: "Astro 7",
  scaffold: "astro7",
  build: astro("build"),
  output: "dist",
  servers: (port) => ({
    dev: astro("dev", "--host", "127.0.0.1", "--port", String(port)),
    preview: astro("preview", "--host", "127.0.0.1", "--port", String(port)),
  }),
  commands: { sync: astro("sync") },
  edits: {
    page: { "src/pages/about.astro": replace("About 1", "About 2") },
    component: { "src/components/Footer.astro": replace("Component 1", "Component 2") },
    data: { "src/data/posts.json": replace("Data 1", "Data 2") },
    public: { "public/notice.txt": "Notice 2\n" },
    added: { "src/pages/new.astro": page },
    removed: { "src/pages/posts/one.astro": undefined },
  },
  broken: { "src/pages/about.astro": "---\nthrow new Error('broken');\n---\n" },
  isHashed: (target) => target.startsWith("/_astro/"),
};

describeFramework(site);
describeFramework({ ...site, name: "Astro 6", scaffold: "astro6", sources: "astro7" });
