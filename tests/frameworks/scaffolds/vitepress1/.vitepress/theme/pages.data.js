import { createContentLoader } from "vitepress";

export default createContentLoader("**/*.md", {
  transform: (pages) => pages.map(({ url }) => ({ url })).toSorted((one, other) => (one.url < other.url ? -1 : 1)),
});
