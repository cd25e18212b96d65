const MOST_SUGGESTIONS = 3;
const LONGEST_WORD = 40;

/** The words nearest to what somebody wrote; none when all are far. Case does not count. */
export function nearestWords(written: string, words: Iterable<string>): string[] {
  const wanted = written.slice(0, LONGEST_WORD).toLowerCase();
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  const near = [...new Set(words)]
    .filter((word) => /^\w/.test(word))
    .map((word) => ({ word, distance: editDistance(wanted, word.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest);
  const nearest = Math.min(...near.map(({ distance }) => distance));
  return near
    .filter(({ distance }) => distance === nearest)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ word }) => word);
}

/** Letters to add, drop, change or swap with their neighbour: optimal string alignment. */
function editDistance(one: string, other: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, at(twoAbove, column - 2) + 1);
      current.push(least);
    }
    twoAbove = above;
    above = current;
  }
  return at(above, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
