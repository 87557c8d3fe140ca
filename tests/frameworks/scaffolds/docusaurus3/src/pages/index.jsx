import { Site } from "../components/Site";

export default function Page() {
  return <Site path="/">Home 1</Site>;
}
