import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import type { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { tenantOf } from '@perennial/runtime';
import {
  CLASSES_OF,
  cellName,
  classInCell,
  type Dimension,
  ENGAGEMENT_LEVELS,
  FUNNEL_STAGES,
  forEachCustomer,
  judge,
  NO_CELL,
  NONE,
  ScoringPlan,
  TREND_PERIOD_DAYS,
  TRENDS,
} from '@perennial/scores';
import { migrationFlows } from '../domain/migration.ts';
import { groupFigures } from './rfm-panel.ts';
import { instantOf, oneOf, rfmAt, type ScoringContext } from './scoring-context.ts';
import { trendAt } from './trend-at.ts';

type Handlers = Pick<
  ServiceImpl<typeof ScoringService>,
  'getMigrationFlows' | 'getTrendPanel' | 'getFunnelPanel'
>;

const FLOW_DIMENSIONS = ['cell', 'recency', 'frequency', 'monetary', 'trend'] as const;
type FlowDimension = (typeof FLOW_DIMENSIONS)[number];

/** Who moves where: migrations, trend, funnel and engagement (TRD-1..5, CRM-3, CRM-5). */
export function movementHandlers(context: ScoringContext): Handlers {
  return {
    async getMigrationFlows(request, call) {
      const tenant = tenantOf(call);
      const dimension = oneOf('dimension', request.dimension, FLOW_DIMENSIONS);
      const fromMs = request.from === undefined ? 0 : timestampMs(request.from);
      const toMs = instantOf(context, request.to);
      const codesAt = codesBy(context, tenant, request.schemeId, dimension);
      const [before, after] = [await codesAt(fromMs), await codesAt(toMs)];
      const facts = context.factsOf(tenant);
      const [between] = facts.rollup([{ fromMs: fromMs + 1 }], { at: toMs });
      const net = between?.netMinor ?? new Float64Array(0);
      const flows = migrationFlows(before, after, net, (customer) => facts.isActive(customer));
      return {
        flows: flows.map(({ from, to, customers, netMinor }) => ({
          fromClass: nameOf(dimension, from),
          toClass: nameOf(dimension, to),
          customers: BigInt(customers),
          netMinor: BigInt(netMinor),
        })),
      };
    },

    getTrendPanel({ at }, call) {
      const facts = context.factsOf(tenantOf(call));
      const { codes, ever } = trendAt(facts, { at: instantOf(context, at) });
      const sums = TRENDS.map(() => ({ customers: 0, orders: 0, netMinor: 0 }));
      for (const [customer, code] of codes.entries()) {
        const sum = sums[code];
        if (sum === undefined || !facts.isActive(customer)) continue;
        sum.customers += 1;
        sum.orders += ever.orderCount[customer] ?? 0;
        sum.netMinor += ever.netMinor[customer] ?? 0;
      }
      return {
        trends: sums.map((sum, code) => ({ trend: TRENDS[code] ?? '', figures: groupFigures(sum) })),
        periodDays: TREND_PERIOD_DAYS,
      };
    },

    getFunnelPanel({ at }, call) {
      const atMs = instantOf(context, at);
      const plan = new ScoringPlan([]);
      const verdict = { cells: new Uint8Array(0), trend: 0, funnel: 0, engagement: 0 };
      const stages = FUNNEL_STAGES.map((stage) => ({ stage, customers: 0n }));
      const levels = ENGAGEMENT_LEVELS.map((stage) => ({ stage, customers: 0n }));
      forEachCustomer(context.factsOf(tenantOf(call)), plan, { at: atMs }, 'codes', (_customer, figures) => {
        if (!figures.active) return;
        judge(figures, plan, atMs, verdict);
        const [stage, level] = [stages[verdict.funnel], levels[verdict.engagement]];
        if (stage !== undefined) stage.customers += 1n;
        if (level !== undefined) level.customers += 1n;
      });
      return { stages: stages.slice(1), engagement: levels };
    },
  };
}

/** Codes of all customers at an instant: 0 is none, then classes, cells or trends. */
function codesBy(
  context: ScoringContext,
  tenant: string,
  schemeId: string,
  dimension: FlowDimension,
): (atMs: number) => Promise<Uint8Array> {
  return async (atMs) => {
    if (dimension === 'trend') return trendAt(context.factsOf(tenant), { at: atMs }).codes;
    const cells = await rfmAt(context, tenant, { schemeId, asOf: { at: atMs } }, (state) => state.cells);
    return dimension === 'cell' ? cells : cells.map((cell) => classCode(cell, dimension));
  };
}

function classCode(cell: number, dimension: Dimension): number {
  return cell === NO_CELL ? 0 : 1 + classInCell(cell, dimension);
}

function nameOf(dimension: FlowDimension, code: number): string {
  if (dimension === 'trend') return TRENDS[code] ?? '';
  if (dimension === 'cell') return cellName(code);
  return code === 0 ? NONE : (CLASSES_OF[dimension][code - 1] ?? NONE);
}
