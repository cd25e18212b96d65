import { type Facts, type KeyColumn, type KeyedTotals, OrderKeys } from '@perennial/facts';
import { FifthsByKey, UNSURE } from './fifths.ts';

/** A dimension of RFM: everybody's keys and the scores by key. */
type Dimension = readonly [KeyColumn, FifthsByKey];

/**
 * Recency, frequency and monetary scores of every customer, 1 (least) to 5, as `25 r + 5 f + m`; 0 for those without orders. A score is 1
 * and the number of quintile borders that the value exceeds, so equal values have equal scores. Keys tell nearly all; only customers
 * whose key a border shares are looked at by value.
 */
export function quintileScores(facts: Facts, at: number): Uint8Array {
  const { totals, keys } = keyedTotals(facts, at);
  const recency = new FifthsByKey(keys.last, 25);
  const frequency = new FifthsByKey(keys.count, 5);
  const monetary = new FifthsByKey(keys.net, 1);
  const scores = new Uint8Array(facts.customerCount);
  const unsure = scoreByKey(scores, [keys.last, recency], [keys.count, frequency], [keys.net, monetary]);
  recency.addExceeded(scores, totals.lastOrderMs, unsure);
  frequency.addExceeded(scores, totals.orderCount, unsure);
  monetary.addExceeded(scores, totals.netMinor, unsure);
  return scores;
}

/** Those kept current where nothing known lies after the instant, else a pass over the rows. */
function keyedTotals(facts: Facts, at: number): KeyedTotals {
  const kept = facts.keyedTotals({ at });
  if (kept !== undefined) return kept;
  const [totals] = facts.rollup([{ figures: ['orderCount', 'netMinor', 'lastOrderMs'] }], { at });
  if (totals === undefined) throw new RangeError('a roll-up of one window has one answer');
  const keys = new OrderKeys(facts.customerCount);
  keys.follow(totals, 0, facts.customerCount);
  return { totals, keys };
}

/** Adds up what the keys say, and returns the customers of whom they do not say all. */
function scoreByKey(
  scores: Uint8Array,
  [{ keys: lastKeys }, recency]: Dimension,
  [{ keys: countKeys }, frequency]: Dimension,
  [{ keys: netKeys }, monetary]: Dimension,
): Uint32Array {
  const [byLast, byCount, byNet] = [recency.scores, frequency.scores, monetary.scores];
  const unsure = new Uint32Array(recency.unsureCount + frequency.unsureCount + monetary.unsureCount);
  let noted = 0;
  for (let customer = 0; customer < scores.length; customer += 1) {
    const score = byLast[lastKeys[customer]] + byCount[countKeys[customer]] + byNet[netKeys[customer]];
    // A byte takes no mark of the unsure.
    scores[customer] = score;
    if (score < UNSURE) continue;
    unsure[noted] = customer;
    noted += 1;
  }
  return unsure.subarray(0, noted);
}
