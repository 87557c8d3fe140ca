import Link from "next/link";
import { Footer } from "../components/footer";
import { pages } from "../components/pages";
import "./style.css";

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <nav>
          {pages.map((page) => (
            <Link key={page} href={page}>
              {page}
            </Link>
          ))}
        </nav>
        {children}
        <Footer />
      </body>
    </html>
  );
}
