import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type SiteFiles = Readonly<Record<string, string>>;

/** A project folder of a test. Paths are relative to it. */
export interface TestSite {
  /** Absolute. */
  readonly directory: string;
  /** Where a program that runs in the site finds its home and its temporary folder. Absolute. */
  readonly outside: string;
  write(path: string, text: string): void;
  /** A file's text; empty where there is none. */
  read(path: string): string;
  remove(): void;
}

export function createTestSite(files: SiteFiles): TestSite {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "global-edge-purge-cli-")));
  const [directory, outside] = [join(root, "site"), join(root, "outside")];
  for (const folder of [directory, outside]) mkdirSync(folder);
  const site: TestSite = {
    directory,
    outside,
    write(path, text) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    },
    read: (path) => (existsSync(join(directory, path)) ? readFileSync(join(directory, path), "utf8") : ""),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  for (const [path, text] of Object.entries(files)) site.write(path, text);
  return site;
}
