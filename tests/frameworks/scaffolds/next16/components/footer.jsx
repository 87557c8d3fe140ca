export function Footer() {
  return <footer>Component 1</footer>;
}
