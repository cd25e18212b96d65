/** A hundred years: what does not turn by then never does. */
const FARTHEST_DAYS = 36_525;

/**
 * The first later day on which the rank of a customer's figure is another, if they do nothing; undefined when that is never. The longer a
 * customer is silent, the lower is every expectation (and the higher the churn risk), so ranks go one way and the day is found by halving.
 */
export function nextTurn(rankOn: (day: number) => number, today: number): number | undefined {
  const rank = rankOn(today);
  let same = today;
  let other = today + FARTHEST_DAYS;
  if (rankOn(other) === rank) return undefined;
  for (let step = 1; same + step < other; step *= 2) {
    if (rankOn(same + step) === rank) same += step;
    else other = same + step;
  }
  while (other - same > 1) {
    const middle = (same + other) >> 1;
    if (rankOn(middle) === rank) same = middle;
    else other = middle;
  }
  return other;
}
