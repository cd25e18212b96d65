import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import { DAY_MS, wholeDaysBetween } from '@perennial/calendar';
import type {
  RankedCustomerSchema,
  ScoringService,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { rollingWindowStart } from '@perennial/facts';
import { tenantOf } from '@perennial/runtime';
import {
  cellName,
  DEFAULT_SCHEME_ID,
  ENGAGEMENT_LEVELS,
  ENGAGEMENT_ORDERS,
  EVER,
  engagementPoints,
  figuresOf,
  forEachCustomer,
  judge,
  ordersIn,
  RECENT_PERIOD,
  ScoringPlan,
  TREND_PERIOD_DAYS,
  TRENDS,
} from '@perennial/scores';
import { keyScore, type Ranking, Ranks } from '../domain/key-customers.ts';
import { Page } from './pages.ts';
import { bordersAt, instantOf, type ScoringContext, timestampText } from './scoring-context.ts';

type Handlers = Pick<ServiceImpl<typeof ScoringService>, 'listKeyCustomers' | 'listMostActive'>;
type RankedMessage = MessageInitShape<typeof RankedCustomerSchema>;

/** Rankings of customers: who may become a key customer (CRM-4), who is most active (RFM-22, RFM-23). */
export function rankingHandlers(context: ScoringContext): Handlers {
  return {
    async listKeyCustomers(request, call) {
      const tenant = tenantOf(call);
      const page = openPage(context, tenant, 'ListKeyCustomers', request);
      const ranking = keyRanking(context, tenant, page.atMs);
      ranking.offerTo(page);
      const describe = await describer(context, tenant, page.atMs);
      return {
        customers: page.rows().map((row) => describe(row.customer, ranking.of(row.customer))),
        nextPageToken: page.nextToken(),
      };
    },

    async listMostActive(request, call) {
      const tenant = tenantOf(call);
      const page = openPage(context, tenant, 'ListMostActive', request);
      const ranking = activityRanking(context, tenant, page.atMs);
      ranking.offerTo(page);
      const describe = await describer(context, tenant, page.atMs);
      return {
        customers: page.rows().map((row) => describe(row.customer, ranking.of(row.customer))),
        nextPageToken: page.nextToken(),
      };
    },
  };
}

interface RankingRequest {
  pageSize: number;
  pageToken: string;
  at?: Parameters<typeof instantOf>[1];
}

function openPage(context: ScoringContext, tenant: string, kind: string, request: RankingRequest): Page {
  return new Page(context, {
    tenant,
    query: [kind, timestampText(request.at)],
    token: request.pageToken,
    size: request.pageSize,
    atMs: instantOf(context, request.at),
  });
}

interface CustomerRanking {
  offerTo(page: Page): void;
  of(customer: number): Ranking;
}

function keyRanking(context: ScoringContext, tenant: string, atMs: number): CustomerRanking {
  const facts = context.factsOf(tenant);
  const plan = new ScoringPlan([]);
  const verdict = { cells: new Uint8Array(0), trend: 0, funnel: 0, engagement: 0 };
  const trend = new Uint8Array(facts.customerCount);
  const engagement = new Uint8Array(facts.customerCount);
  forEachCustomer(facts, plan, { at: atMs }, 'codes', (customer, figures) => {
    judge(figures, plan, atMs, verdict);
    trend[customer] = verdict.trend;
    engagement[customer] = verdict.engagement;
  });
  const [ever, year] = facts.rollup([{}, { fromMs: rollingWindowStart(atMs, 365 * DAY_MS) }], { at: atMs });
  const orderCount = ever?.orderCount ?? new Uint32Array(0);
  const isBuyer = (_value: number, customer: number): boolean => (orderCount[customer] ?? 0) > 0;
  const netRanks = new Ranks((ever?.netMinor ?? new Float64Array(0)).filter(isBuyer));
  const yearOrders = Float64Array.from(year?.orderCount ?? []);
  const orderRanks = new Ranks(yearOrders.filter(isBuyer));
  const of = (customer: number): Ranking =>
    keyScore({
      netRank: netRanks.of(ever?.netMinor[customer] ?? 0),
      yearOrdersRank: orderRanks.of(yearOrders[customer] ?? 0),
      daysSinceLastOrder: wholeDaysBetween(ever?.lastOrderMs[customer] ?? 0, atMs),
      trend: trend[customer] ?? 0,
      engagement: engagement[customer] ?? 0,
    });
  return {
    of,
    offerTo(page) {
      for (const [customer, orders] of orderCount.entries()) {
        if (orders > 0) page.offer({ key: of(customer).score, customer, id: facts.customerIdAt(customer) });
      }
    },
  };
}

/** Orders of the last 90 days weigh as much as ten points of what was done in the last 30; the score is relative to the most active. */
const POINTS_PER_RECENT_ORDER = 10;

function activityRanking(context: ScoringContext, tenant: string, atMs: number): CustomerRanking {
  const facts = context.factsOf(tenant);
  const plan = new ScoringPlan([]);
  const recentOrders = new Uint32Array(facts.customerCount);
  const behaviour = new Float64Array(facts.customerCount);
  let most = 0;
  forEachCustomer(facts, plan, { at: atMs }, 'codes', (customer, figures) => {
    if (!figures.active) return;
    recentOrders[customer] = ordersIn(figures, RECENT_PERIOD).orderCount;
    const monthOrders = ordersIn(figures, ENGAGEMENT_ORDERS).orderCount;
    behaviour[customer] = engagementPoints(figures) - POINTS_PER_RECENT_ORDER * monthOrders;
    most = Math.max(most, pointsOf(customer));
  });
  function pointsOf(customer: number): number {
    return POINTS_PER_RECENT_ORDER * (recentOrders[customer] ?? 0) + (behaviour[customer] ?? 0);
  }
  return {
    of(customer) {
      const orders = recentOrders[customer] ?? 0;
      const points = behaviour[customer] ?? 0;
      const reasons = [
        ...(orders > 0
          ? [`${orders} ${orders === 1 ? 'order' : 'orders'} in the last ${TREND_PERIOD_DAYS} days`]
          : []),
        ...(points > 0 ? [`${points} points of behaviour in the last 30 days`] : []),
      ];
      return { score: (100 * pointsOf(customer)) / most, reasons };
    },
    offerTo(page) {
      for (let customer = 0; customer < facts.customerCount; customer += 1) {
        const points = pointsOf(customer);
        if (points > 0) page.offer({ key: points, customer, id: facts.customerIdAt(customer) });
      }
    },
  };
}

/** Fills a row with the customer's other scores. */
async function describer(
  context: ScoringContext,
  tenant: string,
  atMs: number,
): Promise<(customer: number, ranking: Ranking) => RankedMessage> {
  const facts = context.factsOf(tenant);
  const asOf = { at: atMs };
  const scheme = (await context.schemes.list(tenant)).find(
    ({ definition }) => definition.schemeId === DEFAULT_SCHEME_ID,
  );
  const inForce =
    scheme === undefined
      ? []
      : [
          {
            definition: scheme.definition,
            borders: bordersAt(context, tenant, { facts, scheme, asOf, zone: await context.zoneOf(tenant) }),
          },
        ];
  const plan = new ScoringPlan(inForce);
  const verdict = { cells: new Uint8Array(inForce.length), trend: 0, funnel: 0, engagement: 0 };
  return (customer, { score, reasons }) => {
    const figures = figuresOf(facts, customer, plan, asOf);
    judge(figures, plan, atMs, verdict);
    const { orderCount, netMinor } = ordersIn(figures, EVER);
    return {
      customerId: facts.customerIdAt(customer),
      score,
      reasons,
      orders: BigInt(orderCount),
      netMinor: BigInt(netMinor),
      cell: inForce.length === 0 ? '' : cellName(verdict.cells[0] ?? 0),
      trend: TRENDS[verdict.trend] ?? '',
      engagement: ENGAGEMENT_LEVELS[verdict.engagement] ?? '',
    };
  };
}
