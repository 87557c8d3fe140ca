import { Link, Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData } from "react-router";
import { Footer } from "./footer.jsx";
import { pages } from "./pages.js";

export function loader() {
  return Object.keys(pages);
}

export default function Root() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <Meta />
        <Links />
      </head>
      <body>
        <nav>
          {useLoaderData().map((page) => (
            <Link key={page} to={page} prefetch="intent">
              {page}
            </Link>
          ))}
        </nav>
        <Outlet />
        <Footer />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
