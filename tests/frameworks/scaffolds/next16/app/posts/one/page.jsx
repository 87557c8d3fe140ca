import posts from "../../../data/posts.json";

export default function Page() {
  return <main data-page="/posts/one">{posts.one}</main>;
}
