/**
 * What SvelteKit's clients may ask a page's data with (its source, `load_data`): a digit for each layout and page, `1`
 * where its loader on the server is to run, before that a word for pages that end with a slash.
 */
export function sveltekitQueries(text: string, { hasSlash }: { readonly hasSlash: boolean }): readonly string[] {
  const nodes = dataNodes(text);
  const loaders = nodes.flatMap((node, index) => (node === null ? [] : [index]));
  const masks = loaders.length > maxLoaders ? suffixesOf(loaders) : subsetsOf(loaders);
  const slash = hasSlash ? "x-sveltekit-trailing-slash=1&" : "";
  return masks.map(
    (mask) => `${slash}x-sveltekit-invalidated=${nodes.map((_, index) => (mask.includes(index) ? 1 : 0)).join("")}`,
  );
}

/**
 * Beyond that, the queries of one file are more than the files of a site: those go out that a visitor's click leads to.
 */
const maxLoaders = 4;

/** Layouts that the next page shares stay as they are; all below them are loaded. */
function suffixesOf(loaders: readonly number[]): readonly (readonly number[])[] {
  return loaders.map((_, index) => loaders.slice(index));
}

function subsetsOf(loaders: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** loaders.length - 1 }, (_, index) =>
    loaders.filter((_loader, bit) => ((index + 1) >> bit) % 2 === 1),
  );
}

function dataNodes(text: string): readonly unknown[] {
  try {
    const data = JSON.parse(text) as { readonly nodes?: unknown };
    return Array.isArray(data.nodes) ? data.nodes : [];
  } catch {
    return [];
  }
}
