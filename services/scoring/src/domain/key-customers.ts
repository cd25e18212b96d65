import { TRENDS } from '@perennial/scores';

/** What a buyer is ranked by (CRM-4). */
export interface KeyFigures {
  /** Shares of the buyers who do not exceed this one, 0..1. */
  netRank: number;
  yearOrdersRank: number;
  daysSinceLastOrder: number;
  trend: number;
  engagement: number;
}

export interface Ranking {
  /** 0..100. */
  score: number;
  reasons: string[];
}

/** Value counts most, then how often, how lately and which way: who is worth much and comes on. */
const NET_POINTS = 45;
const ORDERS_POINTS = 20;
const LATELY_POINTS = 15;
const TREND_POINTS = 10;
const ENGAGEMENT_POINTS = 10;
/** After so many days without an order half of the points for it are left. */
const LATELY_HALF_DAYS = 60;

export function keyScore(figures: KeyFigures): Ranking {
  const lately = 2 ** (-figures.daysSinceLastOrder / LATELY_HALF_DAYS);
  const score =
    NET_POINTS * figures.netRank +
    ORDERS_POINTS * figures.yearOrdersRank +
    LATELY_POINTS * lately +
    TREND_POINTS * trendShare(figures.trend) +
    (ENGAGEMENT_POINTS * figures.engagement) / 3;
  return { score, reasons: reasonsOf(figures) };
}

function trendShare(trend: number): number {
  const name = TRENDS[trend];
  if (name === 'increasing') return 1;
  return name === 'stable' ? 0.6 : 0;
}

function reasonsOf(figures: KeyFigures): string[] {
  const reasons: string[] = [];
  const top = Math.max(1, Math.ceil((1 - figures.netRank) * 100));
  if (top <= 50) reasons.push(`net value in the top ${top} %`);
  if (figures.yearOrdersRank >= 0.8) reasons.push('orders more often than most in the last year');
  if (TRENDS[figures.trend] === 'increasing') reasons.push('buying more');
  if (TRENDS[figures.trend] === 'stable') reasons.push('buys regularly');
  if (figures.daysSinceLastOrder <= 30) reasons.push('ordered in the last 30 days');
  if (figures.engagement === 3) reasons.push('highly engaged');
  return reasons;
}

/** Ranks of values among a sample: the share of the sample that does not exceed a value. */
export class Ranks {
  readonly #sorted: Float64Array;

  constructor(sample: Float64Array) {
    this.#sorted = sample.toSorted();
  }

  of(value: number): number {
    let from = 0;
    let to = this.#sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] ?? 0) <= value) from = middle + 1;
      else to = middle;
    }
    return this.#sorted.length === 0 ? 0 : from / this.#sorted.length;
  }
}
