import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The files of a site by their path in it, as text. */
export type SiteFiles = Readonly<Record<string, string>>;

/** A site in a folder of its own. Paths are relative to it. */
export interface Site {
  readonly directory: string;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** A file's text; `undefined` where there is none. */
  read(path: string): string | undefined;
  /** The paths of all files, sorted. */
  list(folder?: string): readonly string[];
}

/** A temporary folder for the sites of one test file, with the packages that they may import. */
export interface Workspace {
  createSite(files: SiteFiles): Site;
  copySite(site: Site): Site;
  remove(): void;
}

/** Names that sites import, and the packages of the tests that they mean: `{ vite: "vite7" }`. */
export type Packages = Readonly<Record<string, string>>;

/** @param packages what sites may import beside our own packages; nothing unless given */
export function createWorkspace(packages: Packages = {}): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "global-edge-purge-")));
  let sites = 0;
  linkPackages(join(root, "node_modules"), { ...packages, "@global-edge-purge": "@global-edge-purge" });
  return {
    createSite(files) {
      const site = openSite(join(root, newName()));
      for (const [path, text] of Object.entries(files)) site.write(path, text);
      return site;
    },
    copySite({ directory }) {
      const copy = openSite(join(root, newName()));
      cpSync(directory, copy.directory, { recursive: true });
      return copy;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };

  function newName(): string {
    sites += 1;
    return `site-${sites}`;
  }
}

/** A folder of links rather than a link to the folder: Vite writes into the `node_modules` that it finds. */
function linkPackages(target: string, packages: Packages): void {
  for (const [name, meant] of Object.entries(packages)) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    symlinkSync(folderOf(meant), join(target, name), "dir");
  }
}

/** Where a package of the tests lies. */
export function folderOf(packageName: string): string {
  return realpathSync(join(import.meta.dirname, "..", "node_modules", packageName));
}

/** A folder as a site; it is made if it is not there. */
export function openSite(directory: string): Site {
  mkdirSync(directory, { recursive: true });
  const place = (path: string): string => join(directory, path);
  return {
    directory,
    write(path, text) {
      mkdirSync(dirname(place(path)), { recursive: true });
      writeFileSync(place(path), text);
    },
    remove: (path) => rmSync(place(path)),
    read: (path) => (existsSync(place(path)) ? readFileSync(place(path), "utf8") : undefined),
    list: (folder = ".") =>
      existsSync(place(folder))
        ? readdirSync(place(folder), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
            .toSorted()
        : [],
  };
}
