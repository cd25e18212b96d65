import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  CancellationRecord,
  EventRecord,
  FactRecord,
  OrderRecord,
  RefundRecord,
} from '@perennial/facts';
import { simulate } from '@perennial/sample-shop';
import { SampleRecords } from './testing/sample-records.ts';
import { type Bench, openBench, TENANT } from './testing/segmentation-fixture.ts';

const NOW_MS = Date.UTC(2026, 6, 15, 12);
const FROM_MS = Date.UTC(2025, 3, 1);

let bench: Bench;
let records: FactRecord[];
const brandOf = new Map<string, string>();

beforeAll(async () => {
  bench = await openBench(NOW_MS);
  const reader = new SampleRecords();
  const items = simulate({ seed: 7, customers: 400, fromMs: FROM_MS, toMs: NOW_MS });
  records = [...items].flatMap((item) => reader.recordsOf(item));
  for (const record of records)
    if (record.kind === 'product') brandOf.set(record.productId, record.brand ?? '');
  bench.take(records);
}, 60_000);
afterAll(() => bench.close());

/** Orders of customers that stand, with what was given back of each; guests left out. */
function standingOrders(): { order: OrderRecord; refunds: RefundRecord[] }[] {
  const cancelled = new Set(
    records
      .filter((record): record is CancellationRecord => record.kind === 'cancellation')
      .map(({ orderKey }) => orderKey),
  );
  const refunds = records.filter((record): record is RefundRecord => record.kind === 'refund');
  return records
    .filter((record): record is OrderRecord => record.kind === 'order')
    .filter(({ orderKey, customerId }) => customerId !== '' && !cancelled.has(orderKey))
    .map((order) => ({ order, refunds: refunds.filter(({ orderKey }) => orderKey === order.orderKey) }));
}

/** What people did on the site, oldest first. */
function hitsOfSample(): EventRecord[] {
  return records
    .filter((record): record is EventRecord => record.kind === 'event' && !record.type.startsWith('message_'))
    .sort((a, b) => a.time - b.time);
}

/** Back from an instant while no pause is longer than half an hour: whether the first source that shows up is a paid one (SRC-2). */
function wasPaidFor(hits: readonly EventRecord[], atMs: number): boolean {
  let beforeMs = atMs;
  for (const { time, source } of hits.filter((hit) => hit.time <= atMs).reverse()) {
    if (beforeMs - time > 1_800_000) return false;
    if (!['', 'direct'].includes(source.sourceClass)) return source.paid;
    beforeMs = time;
  }
  return false;
}

/** Customers whose sums pass, counted by a plain loop. */
function countWhere(sums: ReadonlyMap<string, number>, passes: (sum: number) => boolean): number {
  return [...sums.values()].filter(passes).length;
}

function add(sums: Map<string, number>, customerId: string, amountMinor: number): void {
  sums.set(customerId, (sums.get(customerId) ?? 0) + amountMinor);
}

/** Counts each segment that a template makes, by the suffix of its id. */
async function countsOf(templateId: string, values: Record<string, string>): Promise<Record<string, number>> {
  const { segments } = await bench.client.renderTemplate({ templateId, values }, TENANT);
  const counts: Record<string, number> = {};
  for (const { segmentId, condition } of segments) {
    if (condition === undefined) throw new Error(`${segmentId} has no condition`);
    const audience = { audience: { case: 'condition' as const, value: condition } };
    const { count } = await bench.client.previewSegment({ audience }, TENANT);
    counts[segmentId.slice(templateId.length)] = Number(count);
  }
  return counts;
}

describe('on the sample shop a plain loop over its records counts the same for', () => {
  test('fans of a brand: more than 60 EUR in the last 6 months (DSEG-26)', async () => {
    const fromMs = Date.UTC(2026, 0, 15, 12);
    const sums = new Map<string, number>();
    for (const { order, refunds } of standingOrders()) {
      if (order.time > fromMs)
        for (const { productId, amountMinor } of order.lines)
          if (brandOf.get(productId) === 'Waldfuchs') add(sums, order.customerId, amountMinor);
      for (const refund of refunds)
        if (refund.time > fromMs)
          for (const { productId, amountMinor } of refund.lines)
            if (brandOf.get(productId) === 'Waldfuchs') add(sums, order.customerId, -amountMinor);
    }
    const expected = countWhere(sums, (sum) => sum > 6_000);
    expect(expected).toBeGreaterThan(5);
    expect(await countsOf('upsell-brand', { brands: 'Waldfuchs', amount: '60' })).toEqual({ '': expected });
  });

  test('tiers of spending, however many orders it took (DSEG-27, DSEG-28)', async () => {
    const sums = new Map<string, number>();
    for (const { order, refunds } of standingOrders()) {
      const givenBack = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      add(sums, order.customerId, order.netMinor - givenBack);
    }
    const within = (low: number, high: number) => countWhere(sums, (sum) => sum >= low && sum < high);
    const counts = await countsOf('loyalty-tiers', {});
    expect(counts).toEqual({
      '-below-100': countWhere(sums, (sum) => sum < 10_000),
      '-from-100': within(10_000, 50_000),
      '-from-500': within(50_000, 100_000),
      '-from-1000': countWhere(sums, (sum) => sum >= 100_000),
    });
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(5);
  });

  test('who only ever bought through paid sources (DSEG-29)', async () => {
    const hits = Map.groupBy(hitsOfSample(), ({ customerId }) => customerId);
    const orders = Map.groupBy(standingOrders(), ({ order }) => order.customerId);
    const isPaid = ({ customerId, time }: OrderRecord) => wasPaidFor(hits.get(customerId) ?? [], time);
    const expected = [...orders.values()].filter((told) => told.every(({ order }) => isPaid(order))).length;
    expect(standingOrders().every(({ order }) => order.source.sourceClass === '')).toBe(true);
    expect(expected).toBeGreaterThan(5);
    expect(expected).toBeLessThan(orders.size - 5);
    expect(await countsOf('conversion-cost', {})).toEqual({ '': expected });
  });

  test('who bought a product and lacks an accessory (DSEG-30, DSEG-31)', async () => {
    const [product = '', first = '', second = ''] = bestSellers();
    const fromMs = Date.UTC(2025, 6, 15, 12);
    const bought = (id: string, afterMs: number) =>
      new Set(
        standingOrders()
          .filter(
            ({ order }) => order.time > afterMs && order.lines.some(({ productId }) => productId === id),
          )
          .map(({ order }) => order.customerId),
      );
    const buyers = [...bought(product, fromMs)];
    const [haveFirst, haveSecond] = [bought(first, 0), bought(second, 0)];
    const values = { product, accessories: `${first}, ${second}`, span: '12 months' };
    expect(buyers.length).toBeGreaterThan(5);
    expect(await countsOf('cross-sell', values)).toEqual({
      '': buyers.filter((id) => !haveFirst.has(id) || !haveSecond.has(id)).length,
      '-accessory-1': buyers.filter((id) => !haveFirst.has(id)).length,
      '-accessory-2': buyers.filter((id) => !haveSecond.has(id)).length,
    });
  });
});

/** Products by the number of orders. */
function bestSellers(): string[] {
  const orders = new Map<string, number>();
  for (const { order } of standingOrders())
    for (const { productId } of order.lines) add(orders, productId, 1);
  return [...orders].sort(([, a], [, b]) => b - a).map(([productId]) => productId);
}

test('a member of a tier is told what is missing to the next one (DSEG-28)', async () => {
  const { segments } = await bench.client.renderTemplate({ templateId: 'loyalty-tiers' }, TENANT);
  const tier = segments.find(({ segmentId }) => segmentId === 'loyalty-tiers-from-100')?.condition;
  if (tier === undefined) throw new Error('the tier was not made');
  const audience = { audience: { case: 'condition' as const, value: tier } };
  const { members } = await bench.client.listMembers({ audience, pageSize: 1 }, TENANT);
  const [member] = members;
  const customerId = member?.customerId ?? '';
  const { nodes } = await bench.client.explainCustomer({ audience, customerId }, TENANT);
  expect(nodes).toMatchObject([{ actual: Number(member?.netMinor), low: 10_000, high: 50_000 }]);
});

test.each([
  ['upsell-brand', {}, 'brands'],
  ['upsell-brand', { brands: 'x', amount: '1 or everyone' }, 'amount'],
  ['upsell-brand', { brands: 'x', span: '6 moons' }, 'span'],
  ['loyalty-tiers', { thresholds: '500, 100' }, 'thresholds'],
  ['conversion-cost', { brands: 'x' }, 'brands'],
])('%s refuses %j and names the place', async (templateId, values, name) => {
  await expect(bench.client.renderTemplate({ templateId, values }, TENANT)).rejects.toMatchObject({
    rawMessage: expect.stringContaining(name),
  });
});

test('whatever stands in a place stays a value, never a condition', async () => {
  const values = { brands: 'x") or everyone or bought(brand = "y' };
  const { segments } = await bench.client.renderTemplate({ templateId: 'upsell-brand', values }, TENANT);
  expect(segments[0]?.condition?.form).toMatchObject({ case: 'tree', value: { kind: { case: 'rows' } } });
});
