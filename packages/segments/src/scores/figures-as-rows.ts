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
  const passes = (_: ArrayLike<number>, values: ArrayLike<number>): boolean =>
    levels.includes(ENGAGEMENT_LEVELS[engagementCode(values[0])] ?? '');
  return [{ among: EVERYONE, figures: { figures: [points], passes } }];
}

/** Who buys more, less or as much as in the period before (TRD-2..5). */
export function trendsAsRows(trends: readonly string[]): ScoreRows {
  const passes = (counts: ArrayLike<number>, values: ArrayLike<number>): boolean =>
    trends.includes(
      TRENDS[
        trendCode(
          {
            ...{ orderCount: 2, firstOrderMs: 0 },
            ...{ recentCount: counts[0], earlierCount: counts[1] },
            ...{ recentNetMinor: values[0], earlierNetMinor: values[1] },
          },
          TREND_PERIOD_MS,
        )
      ] ?? '',
    );
  const figures = [[{ leaf: netOf(ordered(TREND_PERIOD_DAYS)) }], [{ leaf: netOf(periodBefore()) }]];
  const [unknown] = TRENDS;
  return [
    ...(trends.includes(unknown) ? [{ among: not(ENOUGH_HISTORY) }] : []),
    { among: ENOUGH_HISTORY, figures: { figures, passes } },
  ];
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
