import { DAY_MS, instantAfterWholeDays } from '@perennial/calendar';
import type { CustomerEventRollup, CustomerRollup } from '@perennial/facts';
import { ENGAGEMENT_GROUPS, ENGAGEMENT_MS, engagementCode, POINTS_PER_ORDER } from './engagement.ts';
import { funnelCode, INTENT_MS, LAPSED_DAYS, LOYAL_DAYS } from './funnel.ts';
import { amountClass, cellCode, NO_CELL, recencyClass, recencyInstant } from './rfm-class.ts';
import {
  EARLIER_PERIOD,
  ENGAGEMENT_ORDERS,
  EVER,
  FIRST_ENGAGEMENT_GROUP,
  INTENT,
  INTEREST,
  type PlannedScheme,
  RECENT_PERIOD,
  type ScoringPlan,
} from './scoring-plan.ts';
import { TREND_PERIOD_MS, trendCode } from './trend.ts';

/** What is asked of the facts of one customer at an instant, in the order of the plan's queries. */
export interface CustomerFigures {
  active: boolean;
  orders: readonly CustomerRollup[];
  events: readonly CustomerEventRollup[];
  /** Earliest event that gives points now; NaN when none. */
  firstEngagedMs: number;
  /** Earliest instant at which a refund leaves one of the windows; infinite when none does. */
  refundExitMs: number;
  /** Earliest fact that lies in the future; infinite when none does. */
  futureMs: number;
}

/** All codes of one customer; 0 everywhere for one who is absorbed or was never seen. Reused from customer to customer. */
export interface Verdict {
  /** By place of the scheme in the plan. */
  cells: Uint8Array;
  trend: number;
  funnel: number;
  engagement: number;
}

const NO_ORDERS: CustomerRollup = {
  orderCount: 0,
  netMinor: 0,
  itemCount: 0,
  firstOrderMs: Number.NaN,
  lastOrderMs: Number.NaN,
};
const NO_EVENTS: CustomerEventRollup = { eventCount: 0, lastEventMs: Number.NaN };

export function ordersIn(figures: CustomerFigures, slot: number): CustomerRollup {
  return figures.orders[slot] ?? NO_ORDERS;
}

function eventsIn(figures: CustomerFigures, slot: number): CustomerEventRollup {
  return figures.events[slot] ?? NO_EVENTS;
}

/** Judges a customer by everything at once and writes the codes into `verdict`. */
export function judge(figures: CustomerFigures, plan: ScoringPlan, atMs: number, verdict: Verdict): void {
  const ever = ordersIn(figures, EVER);
  for (const [place, scheme] of plan.schemes.entries()) {
    verdict.cells[place] = figures.active ? cellOf(figures, scheme, atMs) : NO_CELL;
  }
  if (!figures.active) {
    verdict.trend = 0;
    verdict.funnel = 0;
    verdict.engagement = 0;
    return;
  }
  const recent = ordersIn(figures, RECENT_PERIOD);
  const earlier = ordersIn(figures, EARLIER_PERIOD);
  verdict.trend = trendCode(
    {
      orderCount: ever.orderCount,
      firstOrderMs: ever.firstOrderMs,
      recentCount: recent.orderCount,
      earlierCount: earlier.orderCount,
      recentNetMinor: recent.netMinor,
      earlierNetMinor: earlier.netMinor,
    },
    atMs,
  );
  verdict.funnel = funnelCode(
    {
      orderCount: ever.orderCount,
      lastOrderMs: ever.lastOrderMs,
      interestCount: eventsIn(figures, INTEREST).eventCount,
      intentCount: eventsIn(figures, INTENT).eventCount,
    },
    atMs,
  );
  verdict.engagement = engagementCode(engagementPoints(figures));
}

function cellOf(figures: CustomerFigures, scheme: PlannedScheme, atMs: number): number {
  const ever = ordersIn(figures, EVER);
  if (ever.orderCount === 0) return NO_CELL;
  return cellCode(
    recencyClass(ever.lastOrderMs, recencyInstant(scheme.borders, atMs), scheme.borders.recency),
    amountClass(ordersIn(figures, scheme.frequencySlot).orderCount, scheme.borders.frequency),
    amountClass(ordersIn(figures, scheme.monetarySlot).netMinor, scheme.borders.monetary),
  );
}

/** Points of the last 30 days (CRM-5). */
export function engagementPoints(figures: CustomerFigures): number {
  let points = POINTS_PER_ORDER * ordersIn(figures, ENGAGEMENT_ORDERS).orderCount;
  for (const [place, group] of ENGAGEMENT_GROUPS.entries()) {
    points += group.points * eventsIn(figures, FIRST_ENGAGEMENT_GROUP + place).eventCount;
  }
  return points;
}

/**
 * First instant after `atMs` at which time alone can change a code: before it none changes without a new fact. Not every such instant
 * does change one; then the customer is only looked at again.
 */
export function nextInstant(figures: CustomerFigures, plan: ScoringPlan, atMs: number): number {
  if (!figures.active) return figures.futureMs;
  const ever = ordersIn(figures, EVER);
  let next = Math.min(figures.refundExitMs, figures.futureMs);
  const consider = (instantMs: number): void => {
    if (instantMs > atMs && instantMs < next) next = instantMs;
  };
  for (const { borders } of plan.schemes) {
    if (borders.recencyAtMs !== undefined) continue;
    consider(instantAfterWholeDays(ever.lastOrderMs, borders.recency.low));
    consider(instantAfterWholeDays(ever.lastOrderMs, borders.recency.high));
  }
  for (const [position, days] of plan.windowDays.entries()) {
    consider(ordersIn(figures, plan.windowSlot(position)).firstOrderMs + days * DAY_MS);
  }
  consider(ever.firstOrderMs + TREND_PERIOD_MS);
  consider(ordersIn(figures, RECENT_PERIOD).firstOrderMs + TREND_PERIOD_MS);
  consider(ordersIn(figures, EARLIER_PERIOD).firstOrderMs + 2 * TREND_PERIOD_MS);
  consider(instantAfterWholeDays(ever.lastOrderMs, LOYAL_DAYS));
  consider(instantAfterWholeDays(ever.lastOrderMs, LAPSED_DAYS));
  consider(eventsIn(figures, INTENT).lastEventMs + INTENT_MS);
  consider(ordersIn(figures, ENGAGEMENT_ORDERS).firstOrderMs + ENGAGEMENT_MS);
  consider(figures.firstEngagedMs + ENGAGEMENT_MS);
  return next;
}

/** Lengths of all windows that a refund can leave, in ms. */
export function refundWindowsMs(plan: ScoringPlan): number[] {
  return [TREND_PERIOD_MS, 2 * TREND_PERIOD_MS, ...plan.windowDays.map((days) => days * DAY_MS)];
}

/** First instant after `atMs` at which a refund of that time leaves one of the windows. */
export function refundExit(refundMs: number, windowsMs: readonly number[], atMs: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const windowMs of windowsMs) {
    const exitMs = refundMs + windowMs;
    if (exitMs > atMs && exitMs < next) next = exitMs;
  }
  return next;
}
