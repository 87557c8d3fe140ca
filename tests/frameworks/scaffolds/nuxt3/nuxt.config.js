export default defineNuxtConfig({
  compatibilityDate: "2026-01-01",
  buildId: "1",
  srcDir: "app",
  dir: { public: "../public" },
  modules: [["@global-edge-purge/unplugin/nuxt", { edgeId: 11197 }]],
});
