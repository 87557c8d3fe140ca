import { describeFramework, type FrameworkSite, replace } from "./framework-scenario.ts";

const next = (...args: readonly string[]) => ["node_modules/next/dist/bin/next", ...args];

const page = 'export default function Page() {\n  return <main data-page="/new">New 1</main>;\n}\n';
const pages = (...paths: readonly string[]) => `export const pages = ${JSON.stringify(paths)};\n`;

const site = (version: string, flags: readonly string[]): FrameworkSite => ({
  name: ["Next.js", version, ...flags].join(" "),
  scaffold: `next${version}`,
  sources: "next16",
  build: next("build", ...flags),
  output: "out",
  servers: (port) => ({
    dev: next("dev", ...flags, "--hostname", "127.0.0.1", "--port", String(port)),
  }),
  edits: {
    page: { "app/about/page.jsx": replace("About 1", "About 2") },
    component: { "components/footer.jsx": replace("Component 1", "Component 2") },
    data: { "data/posts.json": replace("Data 1", "Data 2") },
    public: { "public/notice.txt": "Notice 2\n" },
    added: {
      "app/new/page.jsx": page,
      "components/pages.js": pages("/", "/about", "/posts/one", "/new"),
    },
    removed: { "app/posts/one/page.jsx": undefined, "components/pages.js": pages("/", "/about", "/new") },
  },
  broken: { "app/about/page.jsx": "export default function Page() {\n  throw new Error('broken');\n}\n" },
  isHashed: (target) => /^\/_next\/static\/(?:chunks|css|media)\//u.test(target),
  // The setting that the documentation asks for: no list could hold all its queries.
  cacheQuery: "ignored",
});

describeFramework(site("16", ["--turbopack"]));
describeFramework(site("16", ["--webpack"]));
// Its builds take webpack, unless told otherwise.
describeFramework(site("15", []));
