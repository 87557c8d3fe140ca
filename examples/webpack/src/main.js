import "./style.css";

const { greet } = await import("./greeting.js");
document.querySelector("#greeting").textContent = greet();
