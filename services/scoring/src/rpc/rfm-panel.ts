import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs, timestampMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import type {
  ClassFiguresSchema,
  GetRfmPanelResponseSchema,
  GroupFiguresSchema,
  PairMatrixSchema,
  ScoringService,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { tenantOf } from '@perennial/runtime';
import { CLASSES_OF, classNameInCell, type Dimension, NO_CELL } from '@perennial/scores';
import { type GroupSums, type PairSums, panelSums } from '../domain/rfm-panel.ts';
import { instantOf, type RfmState, rfmAt, type ScoringContext } from './scoring-context.ts';

export function rfmPanelHandlers(
  context: ScoringContext,
): Pick<ServiceImpl<typeof ScoringService>, 'getRfmPanel'> {
  return {
    async getRfmPanel({ schemeId, at, knownAt }, call) {
      const tenant = tenantOf(call);
      const startedMs = performance.now();
      const asOf = {
        at: instantOf(context, at),
        ...(knownAt === undefined ? {} : { knownAt: timestampMs(knownAt) }),
      };
      const panel = await rfmAt(context, tenant, { schemeId, asOf }, panelMessage);
      const freshMs = context.liveOf(tenant)?.lastEventMs;
      return {
        ...panel,
        currency: await context.currencyOf(tenant),
        ...(freshMs === undefined ? {} : { freshTime: timestampFromMs(freshMs) }),
        tookMs: performance.now() - startedMs,
      };
    },
  };
}

function panelMessage(state: RfmState): MessageInitShape<typeof GetRfmPanelResponseSchema> {
  const { facts, cells, rollups, borders, asOf, scheme } = state;
  const sums = panelSums(cells, rollups);
  return {
    schemeId: scheme.definition.schemeId,
    at: timestampFromMs(asOf.at),
    total: groupFigures(sums.total),
    customersWithoutOrder: BigInt(countWithoutOrder(cells, (customer) => facts.isActive(customer))),
    recency: classFigures(sums.classes.recency, 'recency'),
    frequency: classFigures(sums.classes.frequency, 'frequency'),
    monetary: classFigures(sums.classes.monetary, 'monetary'),
    cells: sums.cells.map((sum, place) => ({
      recency: classNameInCell(place + 1, 'recency'),
      frequency: classNameInCell(place + 1, 'frequency'),
      monetary: classNameInCell(place + 1, 'monetary'),
      figures: groupFigures(sum),
    })),
    pairs: sums.pairs.map(pairMatrix),
    recencyThresholds: borders.recency,
    frequencyThresholds: borders.frequency,
    monetaryThresholds: borders.monetary,
  };
}

function countWithoutOrder(cells: Uint8Array, isActive: (customer: number) => boolean): number {
  let count = 0;
  for (let customer = 0; customer < cells.length; customer += 1) {
    if (cells[customer] === NO_CELL && isActive(customer)) count += 1;
  }
  return count;
}

export function groupFigures(sums: GroupSums): MessageInitShape<typeof GroupFiguresSchema> {
  return {
    customers: BigInt(sums.customers),
    orders: BigInt(sums.orders),
    netMinor: BigInt(sums.netMinor),
  };
}

function classFigures(
  sums: readonly GroupSums[],
  dimension: Dimension,
): MessageInitShape<typeof ClassFiguresSchema>[] {
  return sums.map((sum, code) => ({ class: CLASSES_OF[dimension][code] ?? '', figures: groupFigures(sum) }));
}

function pairMatrix({ first, second, places }: PairSums): MessageInitShape<typeof PairMatrixSchema> {
  return {
    firstDimension: first,
    secondDimension: second,
    pairs: places.map((sum, place) => ({
      first: CLASSES_OF[first][Math.floor(place / 3)] ?? '',
      second: CLASSES_OF[second][place % 3] ?? '',
      figures: groupFigures(sum),
    })),
  };
}
