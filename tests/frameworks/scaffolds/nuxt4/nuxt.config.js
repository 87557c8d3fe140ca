export default defineNuxtConfig({
  compatibilityDate: "2026-01-01",
  buildId: "1",
  modules: [["@global-edge-purge/unplugin/nuxt", { edgeId: 11197 }]],
});
