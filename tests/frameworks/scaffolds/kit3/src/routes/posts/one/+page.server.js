import posts from "../../../lib/posts.json";

export function load() {
  return { text: posts.one };
}
