/** A build as its environment knows it. */
export interface BuildIds {
  /** The same for the same files. */
  readonly content: string;
  /** The same for the same files under the same base: what is on the origin. */
  readonly layout: string;
}

/**
 * What is certain about the order of an environment's builds: whether a plan is overtaken, and whether what lies on the origin may be
 * replaced. Where a process was killed, both what it may have done and what it may have left undone count.
 */
export class BuildOrder {
  #moment = 0;
  /** When a build was last made: at the earliest, and at the latest. */
  readonly #made = new Map<string, { readonly earliest: number; readonly latest: number }>();
  readonly #live = new Set<string>();
  readonly #maybeLive = new Set<string>();
  /** Layouts whose differences are owed to every edge that a baseline knows. */
  #owed = new Set<string>();
  #uploaded: BuildIds | undefined;
  #mustEnd = false;

  /** A plan was written, or the process died over it. */
  planned(build: BuildIds, isCertain: boolean): void {
    this.made(build, isCertain);
    if (!isCertain) return;
    this.#owed.add(build.layout);
    if (this.has(build)) this.#mustEnd = false;
  }

  /** An overtaken plan was sent without its upload: what it purges is settled at no bytes, so whatever was owed may count on that. */
  sentLate({ content }: BuildIds, isCertain: boolean): void {
    this.#maybeLive.add(content);
    if (isCertain) this.#live.add(content);
  }

  /** A build was made, by a run or somebody's word: before anything is sent. */
  made({ content }: BuildIds, isCertain: boolean): void {
    this.#moment += 1;
    const earliest = isCertain ? this.#moment : (this.#made.get(content)?.earliest ?? 0);
    this.#made.set(content, { earliest, latest: this.#moment });
  }

  /** A build was recorded as what the edges serve: by a run, by somebody's word, or because its plan was sent. */
  recorded(build: BuildIds, isCertain: boolean): void {
    this.#maybeLive.add(build.content);
    if (isCertain) this.#live.add(build.content);
    this.#owed = new Set(isCertain ? [build.layout] : []);
    if (isCertain && this.has(build)) this.#mustEnd = false;
    // Whoever died may have settled what another build's plan had owed.
    if (!isCertain && this.#uploaded) this.#mustEnd = true;
  }

  uploaded(build: BuildIds): void {
    this.#mustEnd = !this.#owed.has(build.layout);
    this.#uploaded = build;
  }

  /** Whether the origin has a build. */
  has({ layout }: BuildIds): boolean {
    return this.#uploaded?.layout === layout;
  }

  /**
   * Whether the deploy of what was uploaded last may be given up: not before somebody owes its differences. "A deploy that dies after its
   * upload is run again."
   */
  get mustEnd(): boolean {
    return this.#mustEnd;
  }

  /** Whether it is certain that a build was never live, and that a later one is. Then its plan may be sent without an upload. */
  isOvertaken({ content }: BuildIds): boolean {
    const latest = this.#made.get(content)?.latest ?? Number.POSITIVE_INFINITY;
    const isLater = (other: string) => (this.#made.get(other)?.earliest ?? 0) > latest;
    return !this.#maybeLive.has(content) && [...this.#live].some(isLater);
  }
}
