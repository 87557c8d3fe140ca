import { Site } from "../components/Site";

export default function Page() {
  return <Site path="/about">About 1</Site>;
}
