import Link from "@docusaurus/Link";
import "./site.css";
import { pages } from "./pages";

export function Site({ path, children }) {
  return (
    <>
      <nav>
        {pages.map((page) => (
          <Link key={page} to={page}>
            {page}
          </Link>
        ))}
      </nav>
      <main data-page={path}>{children}</main>
      <footer>Component 1</footer>
    </>
  );
}
