import { defineClientConfig } from "vuepress/client";
import Layout from "./Layout.vue";
import PostData from "./PostData.vue";

export default defineClientConfig({
  layouts: { Layout, NotFound: Layout },
  enhance: ({ app }) => void app.component("PostData", PostData),
});
