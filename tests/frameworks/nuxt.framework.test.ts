import { describeFramework, type FrameworkSite, replace } from "./framework-scenario.ts";

const nuxt = (...args: readonly string[]) => ["node_modules/nuxt/bin/nuxt.mjs", ...args];

const site: FrameworkSite = {
  name: "Nuxt 4",
  scaffold: "nuxt4",
  build: nuxt("generate"),
  output: ".output/public",
  servers: (port) => ({
    dev: nuxt("dev", "--host", "127.0.0.1", "--port", String(port)),
  }),
  commands: { prepare: nuxt("prepare") },
  edits: {
    page: { "app/pages/about.vue": replace("About 1", "About 2") },
    component: { "app/components/SiteFooter.vue": replace("Component 1", "Component 2") },
    data: { "data/posts.json": replace("Data 1", "Data 2") },
    public: { "public/notice.txt": "Notice 2\n" },
    added: { "app/pages/new.vue": '<template><main data-page="/new">New 1</main></template>\n' },
    removed: { "app/pages/posts/one.vue": undefined },
  },
  broken: {
    "app/pages/about.vue": "<script setup>\nthrow new Error('broken');\n</script>\n<template><p /></template>\n",
  },
  // The time of the build is in every page.
  buildsAlike: false,
  isHashed: (target) => target.startsWith("/_nuxt/"),
};

describeFramework(site);
describeFramework({ ...site, name: "Nuxt 3", scaffold: "nuxt3", sources: "nuxt4" });
