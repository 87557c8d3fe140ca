import posts from "../../../data/posts.json";

export function data() {
  return posts.one;
}
