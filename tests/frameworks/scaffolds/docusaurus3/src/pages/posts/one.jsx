import { Site } from "../../components/Site";
import posts from "../../data/posts.json";

export default function Page() {
  return <Site path="/posts/one">{posts.one}</Site>;
}
