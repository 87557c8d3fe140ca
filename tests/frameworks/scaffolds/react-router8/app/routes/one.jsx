import { useLoaderData } from "react-router";

export async function loader() {
  const { default: posts } = await import("../../data/posts.json");
  return posts.one;
}

export default function Page() {
  return <main data-page="/posts/one">{useLoaderData()}</main>;
}
