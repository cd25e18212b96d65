import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import type { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { runtimeErrors } from '@perennial/runtime';

const RECENCY = ['short', 'medium', 'long'];
const FREQUENCY = ['casual', 'regular', 'often'];
const MONETARY = ['saver', 'average', 'big_spender'];
const TIMES = ['increasing', 'decreasing', 'stable', 'not_enough_history'];
const STAGES = ['visitor', 'interested', 'intent', 'first_time_buyer', 'repeat_buyer', 'loyal', 'lapsed'];

/** Figures of a group that can be told from those of any other group. */
function figures(rank: number) {
  return { customers: BigInt(rank * 7), orders: BigInt(rank * 20), netMinor: BigInt(rank * 123_456) };
}

function classes(names: readonly string[]) {
  return names.map((name, rank) => ({ class: name, figures: figures(rank + 1) }));
}

function cells() {
  return RECENCY.flatMap((recency, r) =>
    FREQUENCY.flatMap((frequency, f) =>
      MONETARY.map((monetary, m) => ({ recency, frequency, monetary, figures: figures(r + f * m) })),
    ),
  );
}

function pairs(
  first: string,
  firstClasses: readonly string[],
  second: string,
  secondClasses: readonly string[],
) {
  const places = firstClasses.flatMap((a, i) =>
    secondClasses.map((b, j) => ({ first: a, second: b, figures: figures(i * j) })),
  );
  return { firstDimension: first, secondDimension: second, pairs: places };
}

function weekdayHours() {
  return Array.from({ length: 7 * 24 }, (_, place) => ({
    key: `${Math.floor(place / 24) + 1}-${place % 24}`,
    netMinor: BigInt((place % 24) * 1_000 * (1 + Math.floor(place / 24))),
    orders: BigInt(place % 24),
  }));
}

/** Scoring as a neighbour: fixed figures for everything that the page shows; one more order at each look at the panel. */
export function scoringNeighbour(shop: { empty: boolean }): Partial<ServiceImpl<typeof ScoringService>> {
  let looks = 0;
  return {
    listSchemes: () => ({ schemes: [{ schemeId: 'default' }, { schemeId: 'last-year', name: 'Last year' }] }),
    getScheme: () => {
      const fieldViolations = [{ field: 'scheme_id', description: 'is not known' }];
      throw runtimeErrors.REQUEST_INVALID({ violation_count: '1' }, { fieldViolations });
    },
    getRfmPanel: ({ schemeId, at }) => {
      looks += 1;
      const base = {
        schemeId: schemeId || 'default',
        currency: 'EUR',
        at: at ?? timestampFromMs(Date.now()),
      };
      if (shop.empty) return base;
      return {
        ...base,
        total: { customers: 42n, orders: BigInt(120 + looks), netMinor: 740_736n },
        customersWithoutOrder: 8n,
        recency: classes(RECENCY),
        frequency: classes(FREQUENCY),
        monetary: classes(MONETARY),
        recencyThresholds: { low: 30, high: 90 },
        frequencyThresholds: { low: 2, high: 5 },
        monetaryThresholds: { low: 30_000, high: 200_000 },
        cells: cells(),
        pairs: [
          pairs('recency', RECENCY, 'frequency', FREQUENCY),
          pairs('frequency', FREQUENCY, 'monetary', MONETARY),
          pairs('recency', RECENCY, 'monetary', MONETARY),
        ],
        freshTime: timestampFromMs(Date.now()),
      };
    },
    getTrendPanel: () => ({
      trends: TIMES.map((trend, rank) => ({ trend, figures: figures(rank + 1) })),
      periodDays: 90,
    }),
    getFunnelPanel: () => ({
      stages: STAGES.map((stage, rank) => ({ stage, customers: BigInt(40 - rank * 5) })),
      engagement: ['none', 'low', 'medium', 'high'].map((stage) => ({ stage, customers: 10n })),
    }),
    compareItems: () => ({
      total: { key: '', recentItems: 90n, earlierItems: 60n, allItems: 900n },
      classes: RECENCY.map((key) => ({ key, recentItems: 30n, earlierItems: 40n, allItems: 300n })),
      products: [{ key: 'p-1', name: 'Mug <b>blue</b>', recentItems: 5n, earlierItems: 5n, allItems: 50n }],
    }),
    getProfitTimes: () => ({
      weekdayHours: weekdayHours(),
      bestDay: { key: '2026-01-17', netMinor: 99_900n, orders: 9n },
      bestHour: { key: '2026-01-17 13', netMinor: 55_500n, orders: 4n },
    }),
    getCustomerScores: ({ customerId }) =>
      customerId === 'c-1'
        ? {
            ...{ customerId, trend: 'increasing', engagement: 'high', engagementPoints: 12.5 },
            ...{ funnelStage: 'loyal', orders: 28n, netMinor: 35_000n, meanOrderMinor: 1_250n },
            schemes: [{ schemeId: 'default', rfm: { cell: 'short/often/big_spender' } }],
          }
        : { customerId, trend: 'not_enough_history', funnelStage: 'visitor' },
    listCellMembers: ({ recency, frequency, monetary }) => ({
      members: [
        { customerId: 'c-1', cell: `${recency}/${frequency}/${monetary}`, orders: 3n, netMinor: 4_200n },
      ],
      totalCount: 1n,
    }),
  };
}
