/**
 * The word of `words` that `word` was most likely meant to be, for "did you mean". Case, `-` and `_` do not count;
 * about every third letter may be wrong. `undefined` where none is that near.
 */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const written = plain(word);
  const [nearest] = words
    .map((candidate) => ({ candidate, letters: plain(candidate) }))
    .map(({ candidate, letters }) => ({
      candidate,
      distance: editDistance(written, letters),
      allowed: Math.max(1, Math.floor(Math.max(written.length, letters.length) / 3)),
    }))
    .filter(({ distance, allowed }) => distance <= allowed)
    .toSorted((one, other) => one.distance - other.distance);
  return nearest?.candidate;
}

/**
 * How many letters must be added, dropped, replaced or swapped with their neighbour to turn one text into the other
 * (optimal string alignment).
 */
export function editDistance(from: string, to: string): number {
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(above, column) + 1,
          at(current, column - 1) + 1,
          at(above, column - 1) + (same ? 0 : 1),
          swapped ? at(twoAbove, column - 2) + 1 : Infinity,
        ),
      );
    }
    twoAbove = above;
    above = current;
  }
  return at(above, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_]/gu, "");
}
