import type { PurgeBatch } from "../client/purge-batch.ts";
import type { Mapping } from "../options/option-values.ts";
import type { PlannedPath } from "../plan/purge-plan.ts";
import { type Files, isImmutable, mappings, notFound, pool, urlsOf } from "./model-site.ts";

interface Kept {
  readonly body: string;
  /** Nothing is promised about it: see `ModelEdge.excuseUntracked`. */
  excused: boolean;
}

/**
 * One edge: keeps every answer of the origin until a purge reaches it. Beside that it remembers what was promised, so
 * that a stale answer can be told from one that design.md says may be stale.
 */
export class ModelEdge {
  readonly #kept = new Map<string, Kept>();
  /** URLs that a run knew of and that must be fresh when everything was accepted, with the files they belong to. */
  #owed = new Map<string, Set<string>>();
  /** URLs of immutable names whose bytes the baseline knows. */
  #tracked = new Set<string>();
  /** Files whose difference was not purged because its kind is switched off. */
  readonly #switchedOff = new Set<string>();

  visit(url: string, origin: (url: string) => string): void {
    if (!this.#kept.has(url)) this.#kept.set(url, { body: origin(url), excused: false });
  }

  purge({ type, targets }: PurgeBatch): void {
    for (const url of this.#kept.keys()) {
      if (type === "ALL" || targets.some((target) => reaches(target, url))) this.#kept.delete(url);
    }
  }

  /** The baseline of this edge is lost: what it knew counts no more. */
  forget(): void {
    this.#owed.clear();
    this.#tracked.clear();
  }

  /**
   * New immutable names are not purged, so nothing is promised of what lies under one that the baseline does not know.
   */
  excuseUntracked(): void {
    for (const assetPath of pool.filter(isImmutable)) {
      for (const url of everyUrlOf(assetPath)) {
        const kept = this.#kept.get(url);
        if (kept && !this.#tracked.has(url)) kept.excused = true;
      }
    }
  }

  /** A run saved its marks: from now on its URLs are owed. */
  noteMarked(run: {
    readonly files: Files;
    readonly mapping: Mapping;
    readonly counts: (assetPath: string) => boolean;
    readonly isDeployed: boolean;
    /** Paths that the baseline has an entry for. */
    readonly known: ReadonlySet<string>;
    readonly switchedOff: readonly string[];
  }): void {
    const { files, mapping, counts, isDeployed, known, switchedOff } = run;
    for (const [url, owners] of this.#owed) {
      for (const owner of owners) if (!counts(owner)) owners.delete(owner);
      if (owners.size === 0) this.#owed.delete(url);
    }
    if (isDeployed) for (const [url, owners] of currentUrls(files, mapping, counts)) add(this.#owed, url, owners);
    for (const assetPath of switchedOff) {
      this.#switchedOff.add(assetPath);
      for (const url of everyUrlOf(assetPath)) {
        const kept = this.#kept.get(url);
        if (kept) kept.excused = true;
      }
    }

    const before = this.#tracked;
    this.#tracked = new Set();
    for (const assetPath of pool.filter(isImmutable)) {
      const isThere = Object.hasOwn(files, assetPath) && counts(assetPath);
      if (!isThere && !known.has(assetPath)) continue;
      // Only a build that is deployed brings knowledge of what the edge serves.
      const isNew = isThere && isDeployed;
      for (const url of urlsOf(assetPath, mapping)) if (isNew || before.has(url)) this.#tracked.add(url);
    }
  }

  /**
   * Everything that these paths needed was accepted. A file that is gone leaves the baseline then, and with it what a
   * function once said about it. Of two functions, the baseline remembers what the later one said.
   *
   * @returns stale answers under its URLs
   */
  notePurged(
    purges: readonly Pick<PlannedPath, "assetPath" | "reason">[],
    files: Files,
    mapping: Mapping,
    origin: (url: string) => string,
  ): readonly string[] {
    const stale: string[] = [];
    for (const { assetPath, reason } of purges) {
      // For a changed mapping, only the URLs that not all mappings share are purged.
      if (reason !== "mapping") this.#switchedOff.delete(assetPath);
      else if (!Object.hasOwn(files, assetPath)) continue;
      const remembered = typeof mapping.aliases === "function" ? urlsOf(assetPath, mapping) : undefined;
      for (const [url, owners] of this.#owed) {
        if (Object.hasOwn(files, assetPath) && (!remembered || remembered.has(url))) continue;
        if (!owners.delete(assetPath) || owners.size > 0) continue;
        this.#owed.delete(url);
        const kept = this.#kept.get(url);
        // A changed mapping is no reason to purge an immutable name, so nothing is promised of its URLs under older
        // ones.
        if (kept && kept.body !== origin(url) && !isImmutable(assetPath)) stale.push(url);
      }
    }
    return stale;
  }

  /**
   * A run came to its end. What is settled is owed no more at URLs that it has only under mappings which the baseline
   * no longer lists: nobody is promised anything of those from now on, and until now they were to be fresh.
   *
   * @returns stale answers under such URLs
   */
  forgetMappings(
    listed: readonly Mapping[],
    isUnsettled: (assetPath: string) => boolean,
    origin: (url: string) => string,
  ): readonly string[] {
    const stale: string[] = [];
    for (const [url, owners] of this.#owed) {
      const kept = this.#kept.get(url);
      for (const owner of owners) {
        if (isUnsettled(owner) || listed.some((mapping) => urlsOf(owner, mapping).has(url))) continue;
        // What a function said goes by what was remembered of it.
        if (functions.some((mapping) => urlsOf(owner, mapping).has(url))) continue;
        owners.delete(owner);
        const isExcused = kept?.excused === true || this.#switchedOff.has(owner) || isImmutable(owner);
        if (owners.size === 0 && kept && kept.body !== origin(url) && !isExcused) stale.push(url);
      }
      if (owners.size === 0) this.#owed.delete(url);
    }
    return stale;
  }

  /** Stale answers that a run with the verdict `purged` or `nothing-to-purge` has no excuse for. */
  findStale(
    files: Files,
    mapping: Mapping,
    counts: (assetPath: string) => boolean,
    origin: (url: string) => string,
  ): readonly string[] {
    const current = currentUrls(files, mapping, counts);
    for (const [url, owners] of current) add(this.#owed, url, owners);
    const stale = [...this.#owed].filter(([url, owners]) => {
      const kept = this.#kept.get(url);
      if (!kept || kept.excused || kept.body === origin(url)) return false;
      const list = [...owners];
      if (list.some((owner) => this.#switchedOff.has(owner))) return false;
      // A name that carries its content can be new (the edge may keep a 404) or gone, but must not serve other bytes.
      return !list.every(isImmutable) || (current.has(url) && kept.body !== notFound && origin(url) !== notFound);
    });
    this.#owed = current;
    return stale.map(([url]) => `${url} serves ${this.#kept.get(url)?.body}, the origin has ${origin(url)}`);
  }
}

const functions = mappings.filter(({ aliases }) => typeof aliases === "function");

function everyUrlOf(assetPath: string): readonly string[] {
  return mappings.flatMap((mapping) => [...urlsOf(assetPath, mapping)]);
}

function currentUrls(files: Files, mapping: Mapping, counts: (assetPath: string) => boolean): Map<string, Set<string>> {
  const urls = new Map<string, Set<string>>();
  for (const assetPath of Object.keys(files).filter(counts)) {
    for (const url of urlsOf(assetPath, mapping)) add(urls, url, [assetPath]);
  }
  return urls;
}

function add(urls: Map<string, Set<string>>, url: string, owners: Iterable<string>): void {
  urls.set(url, new Set([...(urls.get(url) ?? []), ...owners]));
}

function reaches(target: string, url: string): boolean {
  if (!target.includes("*")) return target === url;
  const [folder = "", ending = ""] = target.split("*");
  const path = url.split("?")[0] ?? "";
  return path.startsWith(folder) && path.endsWith(ending);
}
