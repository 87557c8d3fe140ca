import { describeFramework, type FrameworkSite, replace } from "./framework-scenario.ts";

const vitepress = (...args: readonly string[]) => ["node_modules/vitepress/bin/vitepress.js", ...args];

const site: FrameworkSite = {
  name: "VitePress 1",
  scaffold: "vitepress1",
  build: vitepress("build"),
  output: ".vitepress/dist",
  servers: (port) => ({
    dev: vitepress("dev", "--host", "127.0.0.1", "--port", String(port)),
    preview: vitepress("preview", "--host", "127.0.0.1", "--port", String(port)),
  }),
  edits: {
    page: { "about.md": replace("About 1", "About 2") },
    component: { ".vitepress/theme/Footer.vue": replace("Component 1", "Component 2") },
    data: { "data/posts.json": replace("Data 1", "Data 2") },
    public: { "public/notice.txt": "Notice 2\n" },
    added: { "new.md": '<main data-page="/new">New 1</main>\n' },
    removed: { "posts/one.md": undefined },
  },
  broken: { "about.md": "[nowhere](./nowhere)\n" },
  isHashed: (target) => target.startsWith("/assets/"),
};

describeFramework(site);
// The one before, 0.22, builds with Vite 2, which our plugin does not take; this is the one to come.
describeFramework({ ...site, name: "VitePress 2", scaffold: "vitepress2", sources: "vitepress1" });
