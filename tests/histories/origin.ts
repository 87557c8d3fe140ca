import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EnvironmentName, Files } from "./history.ts";

/** A build as it is laid out on the origin. */
export interface Upload {
  readonly environment: EnvironmentName;
  readonly base: string;
  readonly files: Files;
}

/** What an origin or an edge answers. Of what is not there, only that counts. */
export type Served = { readonly status: number; readonly body: string };

const notFound: Served = { status: 404, body: "" };

/** A folder that edges fetch from, and what it must serve by rules of these tests' own. */
export class Origin {
  readonly #folder: string;
  readonly #deletes: boolean;
  /** By path from the origin's root, decoded. */
  readonly #files = new Map<string, string>();
  /** What the last upload of each environment brought. */
  readonly #brought = new Map<EnvironmentName, ReadonlySet<string>>();

  constructor(folder: string, deletes: boolean) {
    this.#folder = folder;
    this.#deletes = deletes;
    mkdirSync(folder);
  }

  upload({ environment, base, files }: Upload): void {
    const laidOut = new Map(
      Object.entries(files).map(([path, text]) => [decodeURIComponent(base.slice(1)) + path, text]),
    );
    if (this.#deletes) {
      for (const path of this.#brought.get(environment) ?? []) {
        if (laidOut.has(path)) continue;
        rmSync(join(this.#folder, path), { force: true });
        this.#files.delete(path);
      }
    }
    for (const [path, text] of laidOut) {
      if (this.#files.get(path) === text) continue;
      const place = join(this.#folder, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
      this.#files.set(path, text);
    }
    this.#brought.set(environment, new Set(laidOut.keys()));
  }

  /** What is answered to a path with or without a query. */
  answer(url: string): Served {
    const found = this.fileAt(url);
    return found === undefined ? notFound : { status: 200, body: this.#files.get(found) ?? "" };
  }

  /** Which file a static host with clean URLs serves, as a path from the origin's root, decoded; names count byte for byte. */
  fileAt(url: string): string | undefined {
    const path = decodeURIComponent((url.split("?")[0] ?? "").slice(1));
    const names =
      path === "" || path.endsWith("/") ? [`${path}index.html`] : [path, `${path}/index.html`, `${path}.html`];
    return names.find((name) => this.#files.has(name));
  }
}
