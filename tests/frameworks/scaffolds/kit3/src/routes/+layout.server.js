const files = import.meta.glob("./**/+page.svelte");

export function load() {
  return { pages: Object.keys(files).map((file) => file.slice(1).replace("/+page.svelte", "") || "/") };
}
