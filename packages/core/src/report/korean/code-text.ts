/** What a code means in Korean, whatever the case. */
export interface CodeText {
  readonly means: string;
  /** The next step; absent where there is nothing to do. */
  readonly next?: string;
}
