import { describeFramework, replace } from "./framework-scenario.ts";

const vuepress = (...args: readonly string[]) => ["node_modules/vuepress/bin/vuepress.js", ...args];

describeFramework({
  name: "VuePress 2",
  scaffold: "vuepress2",
  build: vuepress("build", "docs"),
  output: "docs/.vuepress/dist",
  servers: (port) => ({ dev: vuepress("dev", "docs", "--host", "127.0.0.1", "--port", String(port)) }),
  edits: {
    page: { "docs/about.md": replace("About 1", "About 2") },
    component: { "docs/.vuepress/SiteFooter.vue": replace("Component 1", "Component 2") },
    data: { "data/posts.json": replace("Data 1", "Data 2") },
    public: { "docs/.vuepress/public/notice.txt": "Notice 2\n" },
    added: { "docs/new.md": '<main data-page="/new">New 1</main>\n' },
    removed: { "docs/posts/one.md": undefined },
  },
  broken: { "docs/.vuepress/SiteFooter.vue": "<template><footer></template>\n" },
  isHashed: (target) => target.startsWith("/assets/"),
});
