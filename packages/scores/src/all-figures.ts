import type {
  AsOf,
  CustomerEventRollup,
  CustomerRollup,
  EventRollup,
  FactsReader,
  Rollup,
} from '@perennial/facts';
import { firstEngagedMs } from './customer-figures.ts';
import { type CustomerFigures, refundExit, refundWindowsMs } from './judgement.ts';
import { FIRST_ENGAGEMENT_GROUP, type ScoringPlan } from './scoring-plan.ts';

/** Whether instants of change are wanted too: they cost a look at each engaged customer's events. */
export type Depth = 'codes' | 'codes-and-instants';

/**
 * Visits the figures of every customer at an instant, from a few passes over the columns; the object is the same each time.
 * `futureMs` is left infinite.
 */
export function forEachCustomer(
  facts: FactsReader,
  plan: ScoringPlan,
  asOf: AsOf,
  depth: Depth,
  visit: (customer: number, figures: CustomerFigures) => void,
): void {
  const orderColumns = facts.rollup(plan.orderQueries(asOf.at), asOf);
  const eventQueries = plan.eventQueries(asOf.at);
  const eventColumns = facts.eventRollup(eventQueries, asOf);
  const orders = orderColumns.map(emptyOrders);
  const events = eventColumns.map(emptyEvents);
  const refundExits = depth === 'codes' ? undefined : refundExitsOf(facts, plan, asOf);
  const figures: CustomerFigures = {
    active: false,
    orders,
    events,
    firstEngagedMs: Number.NaN,
    refundExitMs: Number.POSITIVE_INFINITY,
    futureMs: Number.POSITIVE_INFINITY,
  };
  for (let customer = 0; customer < facts.customerCount; customer += 1) {
    for (const [slot, column] of orderColumns.entries()) readOrders(column, customer, orders[slot]);
    for (const [slot, column] of eventColumns.entries()) readEvents(column, customer, events[slot]);
    figures.active = facts.isActive(customer);
    if (refundExits !== undefined) {
      const engaged = events.slice(FIRST_ENGAGEMENT_GROUP).some((group) => group.eventCount > 0);
      figures.firstEngagedMs = engaged
        ? firstEngagedMs(facts.eventRollupOne(customer, eventQueries, asOf))
        : Number.NaN;
      figures.refundExitMs = refundExits[customer] ?? Number.POSITIVE_INFINITY;
    }
    visit(customer, figures);
  }
}

function refundExitsOf(facts: FactsReader, plan: ScoringPlan, asOf: AsOf): Float64Array {
  const windowsMs = refundWindowsMs(plan);
  const exits = new Float64Array(facts.customerCount).fill(Number.POSITIVE_INFINITY);
  const options = {
    fromMs: asOf.at - Math.max(...windowsMs),
    includeGuests: false,
    includeRefunds: true,
  };
  facts.forEachOrder(asOf, options, ({ isRefund, customer, timeMs }) => {
    if (!isRefund) return;
    const exitMs = refundExit(timeMs, windowsMs, asOf.at);
    if (exitMs < (exits[customer] ?? 0)) exits[customer] = exitMs;
  });
  return exits;
}

function emptyOrders(): CustomerRollup {
  return {
    orderCount: 0,
    netMinor: 0,
    itemCount: 0,
    firstOrderMs: Number.NaN,
    lastOrderMs: Number.NaN,
  };
}

function emptyEvents(): CustomerEventRollup {
  return { eventCount: 0, lastEventMs: Number.NaN };
}

function readOrders(column: Rollup, customer: number, into: CustomerRollup | undefined): void {
  if (into === undefined) return;
  into.orderCount = column.orderCount[customer] ?? 0;
  into.netMinor = column.netMinor[customer] ?? 0;
  into.itemCount = column.itemCount[customer] ?? 0;
  into.firstOrderMs = column.firstOrderMs[customer] ?? Number.NaN;
  into.lastOrderMs = column.lastOrderMs[customer] ?? Number.NaN;
}

function readEvents(column: EventRollup, customer: number, into: CustomerEventRollup | undefined): void {
  if (into === undefined) return;
  into.eventCount = column.eventCount[customer] ?? 0;
  into.lastEventMs = column.lastEventMs[customer] ?? Number.NaN;
}
