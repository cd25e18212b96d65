import fc from 'fast-check';
import type { AsOf } from '../read.ts';
import type { FactRecord, LineRecord } from '../record.ts';
import { sourceFact } from '../source.ts';

/** Few customers, nodes, orders and instants, so that updates, cancellations, refunds, moves and ties meet often. */
const HOUR_MS = 3_600_000;
const instants = fc.integer({ min: 0, max: 12 }).map((hours) => hours * HOUR_MS);
/** Hits and orders also a little later, so that some lie in one visit and some do not. */
const moments = fc
  .tuple(instants, fc.constantFrom(0, 0, 0, 20, 40))
  .map(([hourMs, minutes]) => hourMs + minutes * 60_000);
const customers = fc.constantFrom('ann', 'bob', 'cleo');
const carriers = fc.constantFrom('ann', 'bob', 'cleo', '');
const nodes = fc.constantFrom('user:1', 'anon:1', 'email:ä@b.c');
const orderKeys = fc.constantFrom('shop|1', 'shop|2', 'pos|1');
const lines: fc.Arbitrary<LineRecord[]> = fc.array(
  fc.record({
    productId: fc.constantFrom('p1', 'p2', 'p3'),
    quantity: fc.integer({ min: 1, max: 5 }),
    amountMinor: fc.integer({ min: 0, max: 9_999 }),
  }),
  { maxLength: 3 },
);
const sources = fc
  .record({
    sourceClass: fc.constantFrom('', 'direct', 'adv', 'email'),
    paid: fc.boolean(),
    utmCampaign: fc.constantFrom('', 'spring', 'Spring'),
    referrerHost: fc.constantFrom('', 'blog.example'),
  })
  .map(sourceFact);
const who = { customerId: carriers, node: nodes, time: instants, recordedTime: instants };
/** Ids are unique, as producers make them; repeats come from `histories`. */
const ids = fc.uuid();
const version = fc.record({ updatedTime: instants, tie: ids });

const orders = fc.record({
  kind: fc.constant('order' as const),
  ...who,
  time: moments,
  orderKey: orderKeys,
  version,
  channel: fc.constantFrom('web', 'app'),
  source: sources,
  storeId: fc.constantFrom('', 's1'),
  storeKind: fc.constantFrom('online' as const, 'stationary' as const, '' as const),
  coupon: fc.constantFrom('', 'SPRING'),
  currency: fc.constant('EUR'),
  netMinor: fc.integer({ min: 0, max: 100_000 }),
  lines,
});

const cancellations = fc.record({
  kind: fc.constant('cancellation' as const),
  ...who,
  orderKey: orderKeys,
  id: ids,
});

const refunds = fc.record({
  kind: fc.constant('refund' as const),
  ...who,
  refundKey: fc.constantFrom('shop|1', 'shop|r2'),
  orderKey: fc.oneof(orderKeys, fc.constant('')),
  version,
  amountMinor: fc.integer({ min: 0, max: 50_000 }),
  lines,
});

const events = fc.record({
  kind: fc.constant('event' as const),
  ...who,
  time: moments,
  eventId: ids,
  type: fc.constantFrom('visit_started', 'product_viewed', 'cart_added', 'message_opened'),
  source: sources,
  productId: fc.constantFrom('', 'p1'),
  page: fc.constantFrom('', '/a'),
  query: fc.constantFrom('', 'mug'),
  durationMs: fc.integer({ min: 0, max: 60_000 }),
});

const attributes = fc.record({
  kind: fc.constant('attributes' as const),
  ...who,
  eventId: ids,
  values: fc.dictionary(
    fc.constantFrom(
      'name',
      'vip',
      '__proto__',
      'tags',
      'birthday',
      'consent.email.all',
      'consent.email.news',
    ),
    fc.oneof(
      ...[fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
      fc.constantFrom('["vip","new"]', 'vip', '1970-01-01', '1970-01-01T05:00:00Z'),
    ),
    { noNullPrototype: true, minKeys: 1, maxKeys: 2 },
  ),
});

const moves = fc.record({
  kind: fc.constant('node-moved' as const),
  fromCustomerId: carriers,
  toCustomerId: customers,
  node: nodes,
  generation: fc.integer({ min: 1, max: 4 }),
});

const products = fc.record({
  kind: fc.constant('product' as const),
  productId: fc.constantFrom('p1', 'p2'),
  name: fc.option(fc.string(), { nil: undefined }),
  brand: fc.option(fc.oneof(fc.string(), fc.constantFrom('Lego', 'ACME')), { nil: undefined }),
  categoryPath: fc.option(fc.constantFrom(['Toys'], ['Shoes', 'Boots'], []), { nil: undefined }),
  priceMinor: fc.option(fc.nat(), { nil: undefined }),
  authority: fc.constantFrom('catalogue' as const, 'order-line' as const),
  time: instants,
  recordedTime: instants,
  eventId: ids,
});

const stores = fc.record({
  kind: fc.constant('store' as const),
  storeId: fc.constantFrom('s1', 's2'),
  storeKind: fc.option(fc.constantFrom('online' as const, 'stationary' as const), { nil: undefined }),
  country: fc.option(fc.constantFrom('DE', 'AT'), { nil: undefined }),
  authority: fc.constantFrom('store' as const, 'order' as const),
  time: instants,
  recordedTime: instants,
  eventId: ids,
});

const factRecords: fc.Arbitrary<FactRecord> = fc.oneof(
  { weight: 5, arbitrary: orders },
  { weight: 2, arbitrary: cancellations },
  { weight: 3, arbitrary: refunds },
  { weight: 3, arbitrary: events },
  { weight: 2, arbitrary: attributes },
  { weight: 2, arbitrary: moves },
  { weight: 1, arbitrary: products },
  { weight: 1, arbitrary: stores },
);

/** Records of which some are repeated, some of the repeats recorded later. */
export const histories: fc.Arbitrary<FactRecord[]> = fc
  .tuple(
    fc.array(factRecords, { maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, HOUR_MS)), { maxLength: 10 }),
  )
  .map(([records, repeats]) => [
    ...records,
    ...repeats.flatMap(([at, delayMs]) => repeatOf(records, at, delayMs)),
  ]);

/** Instants between and on those of the records; often also in knowledge time. */
export const instantsAsked: fc.Arbitrary<AsOf> = fc
  .tuple(fc.integer({ min: -1, max: 26 }), fc.option(fc.integer({ min: -1, max: 26 }), { nil: undefined }))
  .map(([at, knownAt]) => {
    const halves = HOUR_MS / 2;
    return knownAt === undefined ? { at: at * halves } : { at: at * halves, knownAt: knownAt * halves };
  });

/** The same records in another order. */
export function shuffled(records: readonly FactRecord[]): fc.Arbitrary<FactRecord[]> {
  return fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length });
}

function repeatOf(records: readonly FactRecord[], at: number, delayMs: number): FactRecord[] {
  const record = records[at % Math.max(records.length, 1)];
  if (record === undefined) return [];
  const isCatalogue = record.kind === 'product' || record.kind === 'store' || record.kind === 'node-moved';
  return isCatalogue ? [record] : [{ ...record, recordedTime: record.recordedTime + delayMs }];
}
