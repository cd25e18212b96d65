import { EditDistance } from './edit-distance.ts';

const MOST_SUGGESTIONS = 3;
const LONGEST_WORD = 40;
/** Letters compared with letters, some 30 ms of work: of very long lists what stands behind is not looked at. */
const MOST_COMPARED = 10_000_000;

/** The words nearest to what somebody wrote; none when all are far. Case does not count. */
export function nearestWords(written: string, words: Iterable<string>): string[] {
  const wanted = written.slice(0, LONGEST_WORD).toLowerCase();
  let nearest = Math.max(1, Math.floor(wanted.length / 3));
  const distances = new EditDistance(wanted, nearest);
  let near = new Set<string>();
  for (const word of words) {
    if (!/^[\p{L}\p{N}_]/u.test(word)) continue;
    if (distances.compared > MOST_COMPARED) break;
    const distance = distances.to(word.toLowerCase(), nearest);
    if (distance > nearest) continue;
    if (distance < nearest) near = new Set();
    nearest = distance;
    near.add(word);
  }
  return [...near].slice(0, MOST_SUGGESTIONS);
}
