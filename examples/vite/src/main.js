import { greet } from "./greeting.js";
import "./style.css";

document.querySelector("#greeting").textContent = greet();
