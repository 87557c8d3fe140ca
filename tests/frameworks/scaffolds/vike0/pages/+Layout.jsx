import { Footer } from "../components/Footer.jsx";
import { pages } from "../components/pages.js";

export default function Layout({ children }) {
  return (
    <>
      <nav>
        {pages.map((page) => (
          <a key={page} href={page}>
            {page}
          </a>
        ))}
      </nav>
      {children}
      <Footer />
    </>
  );
}
