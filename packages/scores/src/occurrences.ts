/** More than most customers have orders. */
const USUAL_MOST = 256;

/** How often each small whole number occurs among those that count: `occurrences[n]` times n. */
export function occurrencesOf(numbers: Uint32Array, counted: Uint32Array): Uint32Array {
  let occurrences = new Uint32Array(USUAL_MOST);
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    if (number >= occurrences.length) occurrences = longer(occurrences, 2 * number);
    occurrences[number] = (occurrences[number] as number) + Number(counted[at] !== 0);
  }
  return occurrences;
}

function longer(occurrences: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(occurrences);
  return grown;
}
