import { readFileSync } from "node:fs";

export default {
  watch: ["./data/posts.json"],
  load: (files) => JSON.parse(readFileSync(files[0], "utf8")),
};
