import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRandom } from "./random.ts";

/** Files of one folder, but for pages that have a folder of their own. */
const filesOfSection = 500;
/** Bytes of the smallest and the largest file; five kilobytes on average. */
const [smallest, largest] = [500, 9500];

/**
 * Writes a site of so many files, the same for the same number: pages and images, no name of which is immutable, so that every path is
 * purged wherever anything says so. One page in five is an `index.html` in a folder of its own.
 */
export function writeSyntheticTree(folder: string, files: number): void {
  const random = createRandom(files);
  const bytes = Buffer.from(Uint32Array.from({ length: 1 << 18 }, () => random() * 2 ** 32).buffer);
  for (let index = 0; index < files; index++) {
    const path = join(folder, syntheticPath(index));
    mkdirSync(dirname(path), { recursive: true });
    const size = smallest + Math.floor(random() * (largest - smallest));
    const start = Math.floor(random() * (bytes.length - size));
    writeFileSync(path, bytes.subarray(start, start + size));
  }
}

/** The asset path of the file with this number. */
export function syntheticPath(index: number): string {
  const section = `section-${String(Math.floor(index / filesOfSection)).padStart(4, "0")}`;
  const number = String(index).padStart(7, "0");
  if (index % 2 === 1) return `${section}/image-${number}.png`;
  return index % 10 === 0 ? `${section}/page-${number}/index.html` : `${section}/page-${number}.html`;
}
