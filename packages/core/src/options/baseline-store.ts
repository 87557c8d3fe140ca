/** A document as it was read, with what its store needs to tell it from a later one. */
export interface StoredText {
  readonly text: string;
  /** Opaque; it differs whenever the text was replaced. */
  readonly version: string;
  /** Milliseconds since the epoch, where the store knows when it was written; only told to people. */
  readonly savedAt?: number;
}

/**
 * Where a baseline is kept. That is all a store must do: read one document, and replace it only if nobody else
 * did since. Everything else (marks, settling, several edges) is built on these two.
 */
export interface BaselineStore {
  /** For people: a path or a URL, without credentials. */
  readonly location: string;
  /** The document, or `undefined` where there is none. Throws where that cannot be told. */
  read(): Promise<StoredText | undefined>;
  /**
   * Replaces the document if it is still at `expected` (`undefined`: if there is still none). Whole or not at all.
   * @returns whether it did; `false` only where another writer was faster
   */
  write(text: string, expected: string | undefined): Promise<boolean>;
  /**
   * Moves an unusable document out of the way without losing it, if it is still at `expected`.
   * @returns where it is now, for people; `undefined` where another writer was faster, and nothing was moved
   */
  setAside(expected: string): Promise<string | undefined>;
}
