import { describeFramework, type FrameworkSite, replace } from "./framework-scenario.ts";

const vite = (...args: readonly string[]) => ["node_modules/vite/bin/vite.js", ...args];

const site: FrameworkSite = {
  name: "SvelteKit 3",
  scaffold: "kit3",
  build: vite("build"),
  output: "build",
  servers: (port) => ({
    dev: vite("dev", "--host", "127.0.0.1", "--port", String(port)),
    preview: vite("preview", "--host", "127.0.0.1", "--port", String(port)),
  }),
  edits: {
    page: { "src/routes/about/+page.svelte": replace("About 1", "About 2") },
    component: { "src/lib/Footer.svelte": replace("Component 1", "Component 2") },
    data: { "src/lib/posts.json": replace("Data 1", "Data 2") },
    public: { "static/notice.txt": "Notice 2\n" },
    added: { "src/routes/new/+page.svelte": '<main data-page="/new">New 1</main>\n' },
    removed: { "src/routes/posts/one/+page.svelte": undefined, "src/routes/posts/one/+page.server.js": undefined },
  },
  broken: { "src/routes/about/+page.svelte": "<script>throw new Error('broken');</script>\n" },
  isHashed: (target) => target.startsWith("/_app/immutable/"),
};

describeFramework(site);
describeFramework({ ...site, name: "SvelteKit 2", scaffold: "kit2", sources: "kit3" });
