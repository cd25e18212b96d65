import type { AsOf, CustomerEventSpan, FactsReader } from '@perennial/facts';
import { type CustomerFigures, refundExit, refundWindowsMs } from './judgement.ts';
import { FIRST_ENGAGEMENT_GROUP, type ScoringPlan } from './scoring-plan.ts';

/** Reads the figures of one customer; costs what the customer's rows cost. `futureMs` is left infinite. */
export function figuresOf(
  facts: FactsReader,
  customer: number,
  plan: ScoringPlan,
  asOf: AsOf,
): CustomerFigures {
  const events = facts.eventRollupOne(customer, plan.eventQueries(asOf.at), asOf);
  return {
    active: facts.isActive(customer),
    orders: facts.rollupOne(customer, plan.orderQueries(asOf.at), asOf),
    events,
    firstEngagedMs: firstEngagedMs(events),
    refundExitMs: refundExitMs(facts, customer, plan, asOf),
    futureMs: Number.POSITIVE_INFINITY,
  };
}

/** Earliest event that gives points, of the answers to the plan's questions; NaN when none does. */
export function firstEngagedMs(events: readonly CustomerEventSpan[]): number {
  const engaging = events.slice(FIRST_ENGAGEMENT_GROUP).filter((group) => group.eventCount > 0);
  return engaging.length > 0 ? Math.min(...engaging.map((group) => group.firstEventMs)) : Number.NaN;
}

function refundExitMs(facts: FactsReader, customer: number, plan: ScoringPlan, asOf: AsOf): number {
  const windowsMs = refundWindowsMs(plan);
  let next = Number.POSITIVE_INFINITY;
  for (const refund of facts.refundsOf(customer, asOf)) {
    next = Math.min(next, refundExit(refund.timeMs, windowsMs, asOf.at));
  }
  return next;
}
