export default {
  title: "Site",
  url: "https://www.example.com",
  baseUrl: "/",
  presets: [["classic", { docs: false, blog: false }]],
};
