import { createRoot } from "react-dom/client";
import "./site.css";

createRoot(document.getElementById("root")).render(<main>Page 1</main>);
