import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchDirectory } from "./project.ts";
import { createRandom } from "./random.ts";
import { writeText } from "./workspace.ts";

/** How large the application is that is built. */
export interface ApplicationSize {
  /** Each is a chunk of its own with its components. */
  readonly pages: number;
  readonly componentsOfPage: number;
  /** Files that are copied as they are (Vite only). */
  readonly publicFiles: number;
}

/** An application on the disk. */
export interface Application {
  /** Absolute. */
  readonly directory: string;
  /** Edits a file in each of ten pages, another edit each time. */
  edit(): void;
}

/**
 * Writes an application of many small modules, the same for the same size: pages that are loaded when they are asked for, components that import each
 * other, texts that nothing can shorten.
 *
 * @param directory absolute, empty
 */
export function writeApplication(directory: string, size: ApplicationSize): Application {
  const random = createRandom(size.pages);
  const words = (count: number) => Array.from({ length: count }, () => random().toString(36).slice(2)).join(" ");
  const write = (path: string, text: string) => writeText(join(directory, path), text);
  // What its configs import they find in this package.
  symlinkSync(join(benchDirectory, "node_modules"), join(directory, "node_modules"));
  write("package.json", '{ "private": true, "type": "module" }\n');
  write("index.html", '<!doctype html>\n<div id="app"></div>\n<script type="module" src="/src/main.js"></script>\n');
  const pages = Array.from({ length: size.pages }, (_, page) => page);
  const routes = pages.map((page) => `"/page-${page}": () => import("./page-${page}/index.js"),`);
  write(
    "src/main.js",
    `const routes = {\n  ${routes.join("\n  ")}\n};\nroutes[location.pathname]?.().then(({ show }) => show(document.body));\n`,
  );
  for (const page of pages) {
    const components = Array.from({ length: size.componentsOfPage }, (_, index) => index);
    const imports = components.map((index) => `import { part${index} } from "./part-${index}.js";`);
    const calls = components.map((index) => `part${index}(place);`);
    write(
      `src/page-${page}/index.js`,
      `${imports.join("\n")}\nexport function show(place) {\n  ${calls.join("\n  ")}\n}\n`,
    );
    for (const index of components) {
      const text = `const text = ${JSON.stringify(words(100))};\n`;
      write(
        `src/page-${page}/part-${index}.js`,
        `${text}export function part${index}(place) {\n  const box = document.createElement("p");\n  box.textContent = text;\n  place.append(box);\n}\n`,
      );
    }
  }
  for (let file = 0; file < size.publicFiles; file++) write(`public/texts/text-${file}.txt`, words(500));

  let edits = 0;
  return {
    directory,
    edit() {
      edits++;
      for (const page of pages.slice(0, 10)) {
        const text = `export const edit = ${edits};\nexport function part0(place) {\n  place.title = "edit ${edits}";\n}\n`;
        writeFileSync(join(directory, `src/page-${page}/part-0.js`), text);
      }
    },
  };
}
