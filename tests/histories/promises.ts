import { expectedUrls } from "./expected-urls.ts";
import type { SiteMapping } from "./history.ts";
import type { Served } from "./origin.ts";
import { isImmutable } from "./site-names.ts";

/** What has been promised about one edge: which URLs must be fresh there after a run with a good verdict. */
export class EdgePromises {
  /** Whether a baseline certainly knows the edge. */
  isKnown = false;
  /** URLs that were fresh after the last good verdict. */
  #urls: ReadonlySet<string> = new Set();
  /** Files that were deployed then, or that a baseline heard of since. */
  #names = new Set<string>();
  /** Files that were deployed then, or that a baseline may have met since. */
  #met = new Set<string>();
  /** Immutable names that were there before the edge was known, or under another mapping: other bytes may be missed under them. */
  readonly #exempt = new Set<string>();
  /** That of the last good verdict. */
  #mapping: SiteMapping | undefined;

  /** A baseline heard of a build's files: what they change is owed. */
  hear(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }

  /** Whether a file was deployed with the last good verdict, or heard of since. */
  hears(name: string): boolean {
    return this.#names.has(name);
  }

  /** A baseline may have met a build's files. */
  meet(names: readonly string[]): void {
    for (const name of names) this.#met.add(name);
  }

  /** A mapping may have become the only one: what no file has a URL for under it is nobody's any more. */
  narrow(mapping: SiteMapping, namesEver: readonly string[]): void {
    const possible = urlsOf(namesEver, mapping);
    this.#urls = new Set([...this.#urls].filter((url) => possible.has(url)));
  }

  /** Nobody else is at work, and a build is deployed with a good verdict. */
  meetOnly(names: readonly string[]): void {
    this.#met = new Set(names);
  }

  /** Whether there is a reason for a baseline to know a file. */
  explains(name: string): boolean {
    return this.#met.has(name);
  }

  /** Which URLs must be fresh once a build is deployed with a good verdict. */
  dueAfter(names: readonly string[], mapping: SiteMapping): ReadonlySet<string> {
    return new Set([...this.#urls, ...urlsOf([...names, ...this.#names], mapping)]);
  }

  /**
   * A build was deployed with a good verdict.
   *
   * @param namesEver every name that a build of the environment ever had
   */
  settle(names: readonly string[], mapping: SiteMapping, namesEver: readonly string[]): void {
    if (!this.#isUnder(mapping)) for (const name of namesEver.filter(isImmutable)) this.#exempt.add(name);
    this.#urls = this.dueAfter(names, mapping);
    this.narrow(mapping, namesEver);
    this.#names = new Set(names);
    this.#mapping = mapping;
    this.isKnown = true;
  }

  /** The baseline was told to forget the edge. */
  forget(): void {
    this.isKnown = false;
    this.#urls = new Set();
    this.#names = new Set();
    this.#mapping = undefined;
  }

  /**
   * Whether the options give a URL to the file that the origin serves there. They may name fewer aliases than the origin has: which
   * bytes of a page visitors get under another one is nobody's promise.
   *
   * @param file from the origin's root, decoded
   */
  isTold(url: string, file: string, mapping: SiteMapping): boolean {
    return [mapping, this.#mapping].some((told) => {
      const folder = decodeURIComponent(told?.base.slice(1) ?? "");
      return told && file.startsWith(folder) && expectedUrls(file.slice(folder.length), told).includes(url);
    });
  }

  /** The same of a file that is gone from wherever it was. */
  wasTold(url: string, assetPath: string, mapping: SiteMapping): boolean {
    return [mapping, this.#mapping].some((told) => told && expectedUrls(assetPath, told).includes(url));
  }

  /**
   * Whether visitors of the edge may get `served` where the origin has `truth`, after a good verdict under a mapping.
   *
   * @param isTwisted whether a name had several contents
   */
  allows(
    url: string,
    { served, truth, mapping }: { readonly served: Served; readonly truth: Served; readonly mapping: SiteMapping },
    isTwisted: (assetPath: string) => boolean,
  ): boolean {
    if (served.status === truth.status && served.body === truth.body) return true;
    const name = immutableNameIn(url);
    if (name === undefined) return false;
    // Such a name can be new or gone: the edge may keep that it was not there, or what was there.
    if (served.status === 404 || truth.status === 404) return true;
    return isTwisted(name) && (this.#exempt.has(name) || !this.#isUnder(mapping));
  }

  #isUnder(mapping: SiteMapping): boolean {
    return JSON.stringify(this.#mapping) === JSON.stringify(mapping);
  }
}

function urlsOf(names: readonly string[], mapping: SiteMapping): ReadonlySet<string> {
  return new Set(names.flatMap((name) => expectedUrls(name, mapping)));
}

/** The asset path that a URL belongs to, if that is an immutable one. */
export function immutableNameIn(url: string): string | undefined {
  const path = decodeURIComponent(url.split("?")[0] ?? "");
  const start = path.indexOf("/assets/");
  return start === -1 ? undefined : path.slice(start + 1);
}
