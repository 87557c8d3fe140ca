import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "./site.css";

createRoot(document.getElementById("root")).render(createElement("main", null, "Page 1"));
