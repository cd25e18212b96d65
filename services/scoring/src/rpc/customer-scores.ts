import type { MessageInitShape } from '@bufbuild/protobuf';
import { type Timestamp, timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import { DAY_MS, wholeDaysBetween, type ZoneTime } from '@perennial/calendar';
import type {
  MonthStatisticsSchema,
  RfmMemberSchema,
  ScoringService,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import type { CustomerRollup, OrderView, RefundView } from '@perennial/facts';
import { tenantOf } from '@perennial/runtime';
import {
  type CustomerFigures,
  cellName,
  ENGAGEMENT_LEVELS,
  EVER,
  engagementCode,
  engagementPoints,
  FUNNEL_STAGES,
  figuresOf,
  funnelHistory,
  judge,
  NO_CELL,
  ordersIn,
  type PlannedScheme,
  type SchemeInForce,
  ScoringPlan,
  TRENDS,
  type Verdict,
} from '@perennial/scores';
import { scoringErrors } from '../errors.ts';
import { nextCellChange } from '../live/next-cell-change.ts';
import { bordersAt, instantOf, type ScoringContext } from './scoring-context.ts';

/** Everything about one customer (RFM-25, TXN-16, CRM-3, CRM-5). */
export function customerScoreHandlers(
  context: ScoringContext,
): Pick<ServiceImpl<typeof ScoringService>, 'getCustomerScores'> {
  return {
    async getCustomerScores({ customerId, at }, call) {
      const tenant = tenantOf(call);
      const facts = context.factsOf(tenant);
      const customer = facts.customerIndexOf(customerId);
      if (customer < 0 || !facts.isActive(customer)) {
        throw scoringErrors.CUSTOMER_UNKNOWN({ customer_id: customerId });
      }
      const asOf = { at: instantOf(context, at) };
      const zone = await context.zoneOf(tenant);
      const inForce: SchemeInForce[] = (await context.schemes.list(tenant)).map((scheme) => ({
        definition: scheme.definition,
        borders: bordersAt(context, tenant, { facts, scheme, asOf, zone }),
      }));
      const plan = new ScoringPlan(inForce);
      const verdict: Verdict = { cells: new Uint8Array(inForce.length), trend: 0, funnel: 0, engagement: 0 };
      const figures = figuresOf(facts, customer, plan, asOf);
      judge(figures, plan, asOf.at, verdict);
      const ever = ordersIn(figures, EVER);
      const orders = facts.ordersOf(customer, asOf);
      const events = facts.eventsOf(customer, asOf);
      const points = engagementPoints(figures);
      const history = funnelHistory({ orderTimesMs: orders.map((order) => order.timeMs), events }, asOf.at);
      return {
        customerId,
        schemes: plan.schemes.map((scheme, place) => ({
          ...schemeScore(customerId, scheme, figures, verdict.cells[place] ?? NO_CELL, asOf.at),
          ...validUntil(nextCellChange(facts, customer, scheme, asOf.at)),
        })),
        trend: TRENDS[verdict.trend] ?? '',
        funnelStage: FUNNEL_STAGES[verdict.funnel] ?? '',
        funnelHistory: history.map(({ stage, sinceMs }) => ({ stage, time: timestampFromMs(sinceMs) })),
        engagement: ENGAGEMENT_LEVELS[engagementCode(points)] ?? '',
        engagementPoints: points,
        orders: BigInt(ever.orderCount),
        netMinor: BigInt(ever.netMinor),
        meanOrderMinor: BigInt(ever.orderCount === 0 ? 0 : Math.round(ever.netMinor / ever.orderCount)),
        ...meanInterval(ever),
        months: monthStatistics(zone, orders, facts.refundsOf(customer, asOf)),
      };
    },
  };
}

function schemeScore(
  customerId: string,
  scheme: PlannedScheme,
  figures: CustomerFigures,
  cell: number,
  atMs: number,
): { schemeId: string; rfm: MessageInitShape<typeof RfmMemberSchema> } {
  const ever = ordersIn(figures, EVER);
  return {
    schemeId: scheme.definition.schemeId,
    rfm: {
      customerId,
      cell: cellName(cell),
      orders: BigInt(ordersIn(figures, scheme.frequencySlot).orderCount),
      netMinor: BigInt(ordersIn(figures, scheme.monetarySlot).netMinor),
      ...(ever.orderCount === 0
        ? {}
        : {
            firstOrderTime: timestampFromMs(ever.firstOrderMs),
            lastOrderTime: timestampFromMs(ever.lastOrderMs),
            daysSinceLastOrder: wholeDaysBetween(ever.lastOrderMs, atMs),
          }),
    },
  };
}

function validUntil(instantMs: number): { validUntil?: Timestamp } {
  return instantMs === Number.POSITIVE_INFINITY ? {} : { validUntil: timestampFromMs(instantMs) };
}

function meanInterval(ever: CustomerRollup): { meanDaysBetweenOrders?: number } {
  if (ever.orderCount < 2) return {};
  return { meanDaysBetweenOrders: (ever.lastOrderMs - ever.firstOrderMs) / DAY_MS / (ever.orderCount - 1) };
}

/** By local month; a refund counts where it happened, also in a month without an order. */
function monthStatistics(
  zone: ZoneTime,
  orders: readonly OrderView[],
  refunds: readonly RefundView[],
): MessageInitShape<typeof MonthStatisticsSchema>[] {
  const months = new Map<string, { orders: number; netMinor: number }>();
  const add = (timeMs: number, orderCount: number, netMinor: number): void => {
    const month = new Date(zone.localMs(timeMs)).toISOString().slice(0, 7);
    const sum = months.get(month) ?? { orders: 0, netMinor: 0 };
    months.set(month, { orders: sum.orders + orderCount, netMinor: sum.netMinor + netMinor });
  };
  for (const order of orders) add(order.timeMs, 1, order.netMinor);
  for (const refund of refunds) add(refund.timeMs, 0, -refund.amountMinor);
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, sum]) => ({ month, orders: BigInt(sum.orders), netMinor: BigInt(sum.netMinor) }));
}
