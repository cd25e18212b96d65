import type { AsOf, FactsReader, Rollup } from '@perennial/facts';
import { rollingWindowStart } from '@perennial/facts';
import { TREND_PERIOD_MS, trendCode } from '@perennial/scores';

export interface TrendState {
  /** By customer. */
  codes: Uint8Array;
  ever: Rollup;
}

/** Trend of every customer at an instant (TRD-1). */
export function trendAt(facts: FactsReader, asOf: AsOf): TrendState {
  const recentFromMs = rollingWindowStart(asOf.at, TREND_PERIOD_MS);
  const [ever, recent, earlier] = facts.rollup(
    [{}, { fromMs: recentFromMs }, { fromMs: recentFromMs - TREND_PERIOD_MS, toMs: recentFromMs - 1 }],
    asOf,
  );
  if (ever === undefined || recent === undefined || earlier === undefined) {
    throw new RangeError('facts answered fewer windows than were asked for');
  }
  const codes = ever.orderCount.reduce((into, orderCount, customer) => {
    into[customer] = trendCode(
      {
        orderCount,
        firstOrderMs: ever.firstOrderMs[customer] ?? Number.NaN,
        recentCount: recent.orderCount[customer] ?? 0,
        earlierCount: earlier.orderCount[customer] ?? 0,
        recentNetMinor: recent.netMinor[customer] ?? 0,
        earlierNetMinor: earlier.netMinor[customer] ?? 0,
      },
      asOf.at,
    );
    return into;
  }, new Uint8Array(ever.orderCount.length));
  return { codes, ever };
}
