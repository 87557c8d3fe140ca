/**
 * What is left out unless the option `exclude` says otherwise: files that lie in an output directory but that visitors
 * do not request. Spread it to add to it: `exclude: [...defaultExclude, "drafts/**"]`.
 *
 * `.well-known/` stays in: browsers and certificate authorities ask for it.
 */
export const defaultExclude: readonly string[] = [
  // Source maps, plain and compressed. Their bytes can differ between two equal builds, under the same name.
  "**/*.{js,mjs,cjs,css,wasm}.map{,.br,.gz,.zst}",
  // Metadata that Vite writes for servers and for later builds.
  "**/.vite/**",
  // Our own baselines and plans, should they lie inside the output directory.
  "**/.global-edge-purge/**",
  // What version control keeps; a copy of a working tree brings it along.
  "**/.{git,svn,hg,bzr,jj}/**",
  "**/.git{ignore,keep,attributes,modules}",
  "**/.hg{ignore,tags}",
  // What editors and file managers leave behind.
  "**/.DS_Store",
  "**/Thumbs.db",
];
