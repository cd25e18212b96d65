import type { RowsLeaf } from '@perennial/conditions';
import {
  ENGAGEMENT_DAYS,
  ENGAGEMENT_GROUPS,
  ENGAGEMENT_LEVELS,
  engagementCode,
  POINTS_PER_ORDER,
  TREND_PERIOD_DAYS,
  TREND_PERIOD_MS,
  TRENDS,
  trendCode,
} from '@perennial/scores';
import { all, daysOf, did, figure, netOf, not, ordered } from './row-conditions.ts';
import type { ScoreRows } from './score-rows.ts';

const EVERYONE = all();
/** Bought twice, for the first time a whole period ago, and in the last two periods: what `trendCode` asks for. */
const ENOUGH_HISTORY = all(
  figure('count', { low: 2 }),
  upTo(TREND_PERIOD_DAYS),
  ordered(2 * TREND_PERIOD_DAYS),
);

/** Who is engaged so much (CRM-5): points of the last days. */
export function engagementAsRows(levels: readonly string[]): ScoreRows {
  const points = [
    { leaf: ordered(ENGAGEMENT_DAYS), points: POINTS_PER_ORDER },
    ...ENGAGEMENT_GROUPS.map((group) => ({ leaf: did(group.types, ENGAGEMENT_DAYS), points: group.points })),
  ];
  const isWanted = wantedCodes(ENGAGEMENT_LEVELS, levels);
  const passes = (_: ArrayLike<number>, values: ArrayLike<number>): boolean =>
    isWanted[engagementCode(values[0])] === 1;
  return [{ among: EVERYONE, figures: { figures: [points], passes } }];
}

/** Who buys more, less or as much as in the period before (TRD-2..5). */
export function trendsAsRows(trends: readonly string[]): ScoreRows {
  const isWanted = wantedCodes(TRENDS, trends);
  const passes = (counts: ArrayLike<number>, values: ArrayLike<number>): boolean => {
    const periods = {
      orderCount: 2,
      firstOrderMs: 0,
      recentCount: counts[0],
      earlierCount: counts[1],
      recentNetMinor: values[0],
      earlierNetMinor: values[1],
    };
    return isWanted[trendCode(periods, TREND_PERIOD_MS)] === 1;
  };
  const figures = [[{ leaf: netOf(ordered(TREND_PERIOD_DAYS)) }], [{ leaf: netOf(periodBefore()) }]];
  const [unknown] = TRENDS;
  return [
    ...(trends.includes(unknown) ? [{ among: not(ENOUGH_HISTORY) }] : []),
    { among: ENOUGH_HISTORY, figures: { figures, passes } },
  ];
}

function wantedCodes(names: readonly string[], wanted: readonly string[]): Uint8Array {
  return Uint8Array.from(names, (name) => (wanted.includes(name) ? 1 : 0));
}

/** Orders made so many days ago or earlier. */
function upTo(days: number): RowsLeaf {
  const { set, ...leaf } = ordered();
  return { ...leaf, set: { ...set, window: { kind: 'ago', span: daysOf(days) } } };
}

function periodBefore(): RowsLeaf {
  const { set, ...leaf } = ordered();
  const [near, far] = [daysOf(TREND_PERIOD_DAYS), daysOf(2 * TREND_PERIOD_DAYS)];
  return { ...leaf, set: { ...set, window: { kind: 'between-ago', far, near } } };
}
