/** What several measurements of one thing come to. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param values at least one, in any order */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => {
    const value = sorted[index];
    if (value === undefined) throw new RangeError("There is no median of nothing.");
    return value;
  };
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}

/**
 * How many times as much the one takes as the other, round by round: what slows the machine down for a while slows both, so it
 * leaves their ratio alone.
 *
 * @param ours one value for each round
 * @param theirs one value for each round, above zero
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(pairsOf(ours, theirs).map(([our, their]) => our / their));
}

/** How much more the one takes than the other, round by round, in the unit of both. */
export function differenceOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(pairsOf(ours, theirs).map(([our, their]) => our - their));
}

function pairsOf(ours: readonly number[], theirs: readonly number[]): readonly (readonly [number, number])[] {
  if (ours.length !== theirs.length) throw new RangeError("Both must be measured in every round.");
  return ours.map((our, index) => [our, theirs[index] ?? Number.NaN]);
}
