import { useData } from "vike-react/useData";

export default function Page() {
  return <main data-page="/posts/one">{useData()}</main>;
}
