import { timestampFromMs, timestampMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import { ThresholdMethod } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { behaviourMessage, orderMessage, refundMessage } from '@perennial/live/testing';
import { forTenant } from '@perennial/runtime';
import { type Bench, openBench, type Run, TENANT } from './testing/scoring-fixture.ts';

const NOW = Date.UTC(2025, 5, 15, 12);
const daysAgo = (days: number): number => NOW - days * DAY_MS;

let bench: Bench;
let run: Run;

beforeEach(async () => {
  bench = await openBench(NOW);
  run = bench.run();
  await run.start();
});
afterEach(async () => {
  await run.stop();
  await bench.close();
});

/** Ann buys often, Bob bought once and gave half back, Cid only looks. */
async function smallShop(): Promise<void> {
  await run.take([
    ...[400, 300, 200, 100, 10].map((days, index) =>
      orderMessage({ customerId: 'ann', orderId: `a${index}`, netMinor: 50_000, timeMs: daysAgo(days) }),
    ),
    orderMessage({ customerId: 'bob', orderId: 'b1', netMinor: 60_000, timeMs: daysAgo(60) }),
    refundMessage({
      customerId: 'bob',
      orderId: 'b1',
      refundId: 'r1',
      amountMinor: 31_000,
      timeMs: daysAgo(50),
    }),
    behaviourMessage({ customerId: 'cid', name: 'product_viewed', timeMs: daysAgo(2) }),
  ]);
}

describe('GetRfmPanel', () => {
  test('counts classes, cells and pairs with customers, orders and net value (RFM-2..4, RFM-15..17)', async () => {
    await smallShop();
    const panel = await run.client.getRfmPanel({}, TENANT);
    expect(panel.currency).toBe('EUR');
    expect(panel.customersWithoutOrder).toBe(1n);
    expect(panel.total).toMatchObject({ customers: 2n, orders: 6n, netMinor: 279_000n });
    expect(panel.cells.filter((cell) => cell.figures?.customers !== 0n)).toMatchObject([
      { recency: 'short', frequency: 'often', monetary: 'big_spender', figures: { netMinor: 250_000n } },
      { recency: 'medium', frequency: 'casual', monetary: 'saver', figures: { netMinor: 29_000n } },
    ]);
    expect(
      panel.pairs.map(({ firstDimension, secondDimension }) => [firstDimension, secondDimension]),
    ).toEqual([
      ['recency', 'frequency'],
      ['frequency', 'monetary'],
      ['recency', 'monetary'],
    ]);
    expect(panel.freshTime && timestampMs(panel.freshTime)).toBe(daysAgo(2));
  });

  test('answers for any past instant, and for what was known at one', async () => {
    await smallShop();
    const at = timestampFromMs(daysAgo(55));
    const then = await run.client.getRfmPanel({ at }, TENANT);
    expect(then.total).toMatchObject({ customers: 2n, orders: 5n, netMinor: 260_000n });
    const knownAt = timestampFromMs(daysAgo(150));
    const known = await run.client.getRfmPanel({ knownAt }, TENANT);
    expect(known.total).toMatchObject({ customers: 1n, orders: 3n, netMinor: 150_000n });
  });

  test('is empty for another tenant', async () => {
    await smallShop();
    const panel = await run.client.getRfmPanel({}, forTenant('other'));
    expect(panel.total?.customers).toBe(0n);
  });
});

describe('ListCellMembers', () => {
  test('pages keep their order and instant; a token of another question is refused', async () => {
    await smallShop();
    const first = await run.client.listCellMembers({ pageSize: 1, orderBy: 'net_minor' }, TENANT);
    expect(first.members.map((member) => member.customerId)).toEqual(['ann']);
    expect(first.totalCount).toBe(2n);
    const pageToken = first.nextPageToken;
    const second = await run.client.listCellMembers({ pageSize: 1, orderBy: 'net_minor', pageToken }, TENANT);
    expect(second.members).toMatchObject([
      { customerId: 'bob', cell: 'medium/casual/saver', daysSinceLastOrder: 60 },
    ]);
    expect(second.nextPageToken).toBe('');
    const foreign = run.client.listCellMembers({ pageToken, orderBy: 'orders' }, TENANT);
    await expect(foreign).rejects.toMatchObject({ code: Code.InvalidArgument });
    const elsewhere = run.client.listCellMembers({ pageToken, orderBy: 'net_minor' }, forTenant('other'));
    await expect(elsewhere).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  test('finds the customers of a class, also those in none', async () => {
    await smallShop();
    const often = await run.client.listCellMembers({ frequency: 'often' }, TENANT);
    expect(often.members.map((member) => member.customerId)).toEqual(['ann']);
    const none = await run.client.listCellMembers({ recency: 'none' }, TENANT);
    expect(none.members.map((member) => member.customerId)).toEqual(['cid']);
    const unknown = run.client.listCellMembers({ recency: 'old' }, TENANT);
    await expect(unknown).rejects.toMatchObject({ code: Code.InvalidArgument });
  });
});

describe('schemes', () => {
  const fixed = (low: number, high: number) => ({
    method: ThresholdMethod.FIXED,
    low: BigInt(low),
    high: BigInt(high),
  });
  const scheme = {
    schemeId: 'vip',
    name: 'VIP',
    recency: fixed(10, 20),
    frequency: fixed(2, 3),
    monetary: fixed(1, 2),
  };

  test('are saved, changed under an etag and removed, the last one excepted', async () => {
    const created = (await run.client.createScheme({ scheme }, TENANT)).scheme;
    expect((await run.client.createScheme({ scheme }, TENANT)).scheme?.etag).toBe(created?.etag);
    const changed = { ...scheme, name: 'V.I.P.', etag: created?.etag ?? '' };
    await run.client.updateScheme({ scheme: changed }, TENANT);
    const stale = run.client.updateScheme({ scheme: changed }, TENANT);
    await expect(stale).rejects.toMatchObject({ code: Code.Aborted });
    const listed = await run.client.listSchemes({}, TENANT);
    expect(listed.schemes.map(({ schemeId }) => schemeId)).toEqual(['default', 'last-year', 'vip']);
    await run.client.deleteScheme({ schemeId: 'vip' }, TENANT);
    await run.client.deleteScheme({ schemeId: 'last-year' }, TENANT);
    const last = run.client.deleteScheme({ schemeId: 'default' }, TENANT);
    await expect(last).rejects.toMatchObject({ code: Code.FailedPrecondition });
  });

  test('a changed scheme publishes crossings with cause DEFINITION, a new one none', async () => {
    await smallShop();
    const before = (await bench.changes()).length;
    await run.client.createScheme({ scheme }, TENANT);
    expect((await bench.changes()).length).toBe(before);
    await run.client.updateScheme({ scheme: { ...scheme, recency: fixed(5, 20) } }, TENANT);
    const told = (await bench.changes()).slice(before);
    expect(told.map((message) => message.id.replace(/:d[0-9a-f]+$/, ''))).toEqual([
      '/perennial/scoring|rfm_migrated:vip:recency:ann',
    ]);
  });

  test('borders in the wrong order are refused with the field', async () => {
    const wrong = run.client.createScheme({ scheme: { ...scheme, monetary: fixed(3, 3) } }, TENANT);
    await expect(wrong).rejects.toThrow(ConnectError);
    await expect(wrong).rejects.toMatchObject({ code: Code.InvalidArgument });
  });
});

describe('what is bought, when and by whom', () => {
  test('items recently against earlier, by class and product (RFM-7)', async () => {
    await run.take([
      orderMessage({ customerId: 'ann', orderId: '1', netMinor: 100, quantity: 3, timeMs: daysAgo(5) }),
      orderMessage({ customerId: 'ann', orderId: '2', netMinor: 100, quantity: 1, timeMs: daysAgo(40) }),
      orderMessage({
        customerId: 'bob',
        orderId: '3',
        netMinor: 100,
        quantity: 4,
        productId: 'p2',
        timeMs: daysAgo(200),
      }),
    ]);
    const items = await run.client.compareItems({}, TENANT);
    expect(items.total).toMatchObject({ recentItems: 3n, earlierItems: 1n, allItems: 8n });
    expect(items.classes).toMatchObject([
      { key: 'short', allItems: 4n },
      { key: 'medium', allItems: 0n },
      { key: 'long', allItems: 4n },
    ]);
    expect(items.products.map(({ key }) => key)).toEqual(['p1', 'p2']);
  });

  test("the best day and hour in the tenant's zone (RFM-9)", async () => {
    await smallShop();
    const times = await run.client.getProfitTimes({}, TENANT);
    expect(times.bestDay).toMatchObject({ key: '2025-04-16', netMinor: 60_000n, orders: 1n });
    expect(times.bestHour?.key).toBe('2025-04-16 12');
    expect(times.hours).toMatchObject([{ key: '12', orders: 5n, netMinor: 229_000n }]);
  });

  test('what each class likes, with shares (RFM-12)', async () => {
    await smallShop();
    const likings = await run.client.getClassPreferences({}, TENANT);
    expect(likings.by).toBe('product');
    expect(likings.classes).toMatchObject([
      {
        class: 'casual',
        customers: 1n,
        preferences: [{ key: 'p1', share: 1, lift: 1, amountMinor: 60_000n }],
      },
      { class: 'regular', customers: 0n, preferences: [] },
      { class: 'often', customers: 1n, recentNetMinor: 50_000n, earlierNetMinor: 50_000n },
    ]);
  });
});

describe('movement', () => {
  test('flows between two instants hold every customer once, none included', async () => {
    await smallShop();
    const from = timestampFromMs(daysAgo(70));
    const { flows } = await run.client.getMigrationFlows({ from, dimension: 'frequency' }, TENANT);
    expect(flows).toMatchObject([
      { fromClass: 'none', toClass: 'none', customers: 1n, netMinor: 0n },
      { fromClass: 'none', toClass: 'casual', customers: 1n, netMinor: 29_000n },
      { fromClass: 'regular', toClass: 'often', customers: 1n, netMinor: 50_000n },
    ]);
  });

  test('trend, funnel and engagement of everybody (TRD-5, CRM-3, CRM-5)', async () => {
    await smallShop();
    const { trends } = await run.client.getTrendPanel({}, TENANT);
    expect(trends.map(({ trend, figures }) => [trend, figures?.customers])).toEqual([
      ['not_enough_history', 2n],
      ['increasing', 0n],
      ['decreasing', 0n],
      ['stable', 1n],
    ]);
    const funnel = await run.client.getFunnelPanel({}, TENANT);
    expect(funnel.stages.filter(({ customers }) => customers > 0n).map(({ stage }) => stage)).toEqual([
      'interested',
      'first_time_buyer',
      'loyal',
    ]);
    expect(funnel.engagement.map(({ customers }) => customers)).toEqual([1n, 1n, 1n, 0n]);
  });
});

describe('single customers', () => {
  test('have all their scores, history and months (RFM-25, TXN-16, CRM-3)', async () => {
    await smallShop();
    const bob = await run.client.getCustomerScores({ customerId: 'bob' }, TENANT);
    expect(bob).toMatchObject({
      trend: 'not_enough_history',
      funnelStage: 'first_time_buyer',
      engagement: 'none',
    });
    expect(bob.schemes[0]?.rfm?.cell).toBe('medium/casual/saver');
    expect(bob.schemes[0]?.validUntil).toEqual(timestampFromMs(daysAgo(60) + 91 * DAY_MS));
    expect(bob.months).toMatchObject([{ month: '2025-04', orders: 1n, netMinor: 29_000n }]);
    const ann = await run.client.getCustomerScores({ customerId: 'ann' }, TENANT);
    expect(ann.meanDaysBetweenOrders).toBeCloseTo(97.5);
    expect(ann.funnelHistory.map(({ stage }) => stage)).toEqual([
      'first_time_buyer',
      'repeat_buyer',
      'loyal',
    ]);
    const unknown = run.client.getCustomerScores({ customerId: 'nobody' }, TENANT);
    await expect(unknown).rejects.toMatchObject({ code: Code.NotFound });
  });

  test('are ranked as key customers and by activity (CRM-4, RFM-22, RFM-23)', async () => {
    await smallShop();
    const key = await run.client.listKeyCustomers({}, TENANT);
    expect(key.customers.map((customer) => customer.customerId)).toEqual(['ann', 'bob']);
    expect(key.customers[0]).toMatchObject({ cell: 'short/often/big_spender', trend: 'stable', orders: 5n });
    const active = await run.client.listMostActive({ pageSize: 1 }, TENANT);
    expect(active.customers).toMatchObject([{ customerId: 'ann', score: 100 }]);
    const next = await run.client.listMostActive({ pageSize: 2, pageToken: active.nextPageToken }, TENANT);
    expect(next.customers.map((customer) => customer.customerId)).toEqual(['bob', 'cid']);
  });
});

describe('CHANGES', () => {
  test('time alone turns short into medium at the very millisecond, with no event (RFM-21, TRD-3)', async () => {
    await run.take([orderMessage({ customerId: 'ann', orderId: '1', netMinor: 100, timeMs: daysAgo(1) })]);
    const before = (await bench.changes()).length;
    const turnMs = daysAgo(1) + 31 * DAY_MS;
    await run.moveTo(turnMs - 1);
    const ofDefault = async (): Promise<(string | undefined)[][]> =>
      (await bench.changes())
        .slice(before)
        .filter((message) => message.id.includes('rfm_migrated:default'))
        .map((message) => [message.id.split('|')[1], message.headers['ce-time']]);
    expect(await ofDefault()).toEqual([]);
    await run.moveTo(turnMs);
    expect(await ofDefault()).toEqual([
      [`rfm_migrated:default:recency:ann:t${turnMs}`, new Date(turnMs).toISOString()],
    ]);
  });
});
