export default function Page() {
  return <main data-page="/about">About 1</main>;
}
