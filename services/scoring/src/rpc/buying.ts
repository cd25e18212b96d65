import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import { DAY_MS } from '@perennial/calendar';
import type {
  ClassPreferenceSchema,
  ItemComparisonSchema,
  ScoringService,
  TimeBucketSchema,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { tenantOf } from '@perennial/runtime';
import { CLASSES_OF, classInCell, type Dimension, NO_CELL } from '@perennial/scores';
import { classLikings, type Liking, PREFERENCE_KINDS } from '../domain/class-preferences.ts';
import { compareItems, type ItemCounts } from '../domain/item-comparison.ts';
import { profitTimes, type TimeSum } from '../domain/profit-times.ts';
import {
  countOf,
  instantOf,
  oneOf,
  type RfmState,
  rfmAt,
  type ScoringContext,
  spanMs,
} from './scoring-context.ts';

type Handlers = Pick<
  ServiceImpl<typeof ScoringService>,
  'compareItems' | 'getProfitTimes' | 'getClassPreferences'
>;

const RECENT_ITEMS_MS = 30 * DAY_MS;
const RECENT_LIKINGS_MS = 90 * DAY_MS;
const YEAR_MS = 365 * DAY_MS;

/** What is bought, when, and who likes what (RFM-7, RFM-9, RFM-12). */
export function buyingHandlers(context: ScoringContext): Handlers {
  return {
    async compareItems(request, call) {
      const asOf = { at: instantOf(context, request.at) };
      const recentMs = spanMs('recent', request.recent, RECENT_ITEMS_MS);
      const limit = countOf(request.productCount, 20, 200);
      const question = { schemeId: request.schemeId, asOf };
      return await rfmAt(context, tenantOf(call), question, ({ facts, cells }) => {
        const compared = compareItems(facts, cells, { atMs: asOf.at, recentMs }, limit);
        return {
          total: itemsMessage(compared.total, ''),
          classes: compared.classes.map((counts) => itemsMessage(counts, '')),
          products: compared.products.map((counts) =>
            itemsMessage(counts, facts.product(counts.key)?.name ?? ''),
          ),
        };
      });
    },

    async getProfitTimes({ from, to }, call) {
      const tenant = tenantOf(call);
      const toMs = instantOf(context, to);
      const fromMs = Math.max(0, from === undefined ? toMs - YEAR_MS : timestampMs(from));
      const range = { fromMs, toMs, atMs: Math.max(toMs, context.now()) };
      const times = profitTimes(context.factsOf(tenant), await context.zoneOf(tenant), range);
      return {
        hours: times.hours.map(bucket),
        weekdays: times.weekdays.map(bucket),
        months: times.months.map(bucket),
        weekdayHours: times.weekdayHours.map(bucket),
        ...(times.bestDay === undefined ? {} : { bestDay: bucket(times.bestDay) }),
        ...(times.bestHour === undefined ? {} : { bestHour: bucket(times.bestHour) }),
      };
    },

    async getClassPreferences(request, call) {
      const dimension = oneOf('dimension', request.dimension, ['frequency', 'recency', 'monetary']);
      const by = request.by === '' ? undefined : oneOf('by', request.by, PREFERENCE_KINDS);
      const asOf = { at: instantOf(context, request.at) };
      const recentMs = spanMs('recent', request.recent, RECENT_LIKINGS_MS);
      const top = countOf(request.top, 10, 100);
      const { schemeId } = request;
      return await rfmAt(context, tenantOf(call), { schemeId, asOf }, (state) => {
        const likings = classLikings(state.facts, state.cells, {
          dimension,
          by,
          atMs: asOf.at,
          recentMs,
          top,
        });
        return { by: likings.by, classes: classMessages(state, dimension, recentMs, likings.classes) };
      });
    },
  };
}

function itemsMessage(
  { key, recent, earlier, all }: ItemCounts,
  name: string,
): MessageInitShape<typeof ItemComparisonSchema> {
  return { key, name, recentItems: BigInt(recent), earlierItems: BigInt(earlier), allItems: BigInt(all) };
}

function bucket({ key, netMinor, orders }: TimeSum): MessageInitShape<typeof TimeBucketSchema> {
  return { key, netMinor: BigInt(netMinor), orders: BigInt(orders) };
}

function classMessages(
  { facts, cells, asOf }: RfmState,
  dimension: Dimension,
  recentMs: number,
  likings: readonly (readonly Liking[])[],
): MessageInitShape<typeof ClassPreferenceSchema>[] {
  const recentFromMs = asOf.at - recentMs + 1;
  const [recent, earlier] = facts.rollup(
    [{ fromMs: recentFromMs }, { fromMs: recentFromMs - recentMs, toMs: recentFromMs - 1 }],
    asOf,
  );
  const sums = CLASSES_OF[dimension].map((name) => ({
    class: name,
    customers: 0,
    recentNet: 0,
    earlierNet: 0,
  }));
  for (const [customer, cell] of cells.entries()) {
    const sum = cell === NO_CELL ? undefined : sums[classInCell(cell, dimension)];
    if (sum === undefined) continue;
    sum.customers += 1;
    sum.recentNet += recent?.netMinor[customer] ?? 0;
    sum.earlierNet += earlier?.netMinor[customer] ?? 0;
  }
  return sums.map((sum, code) => ({
    class: sum.class,
    customers: BigInt(sum.customers),
    recentNetMinor: BigInt(sum.recentNet),
    earlierNetMinor: BigInt(sum.earlierNet),
    preferences: (likings[code] ?? []).map(({ amountMinor, items, ...liking }) => ({
      ...liking,
      amountMinor: BigInt(amountMinor),
      items: BigInt(items),
    })),
  }));
}
