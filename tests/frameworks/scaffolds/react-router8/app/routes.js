import { index, route } from "@react-router/dev/routes";
import { pages } from "./pages.js";

export default Object.entries(pages).map(([path, name]) =>
  path === "/" ? index(`routes/${name}.jsx`) : route(path, `routes/${name}.jsx`),
);
