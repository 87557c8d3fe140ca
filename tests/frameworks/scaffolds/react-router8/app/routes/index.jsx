export default function Page() {
  return <main data-page="/">Home 1</main>;
}
