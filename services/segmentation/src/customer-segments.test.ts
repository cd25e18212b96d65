import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SegmentKind } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { segment } from './testing/audiences.ts';
import { type Bench, createSegment, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { smallForecast } from './testing/small-forecast.ts';
import { daysAgo, NOW_MS, product, smallShop } from './testing/small-shop.ts';

const MINUTE_MS = 60_000;
const SEGMENTS: Record<string, string> = {
  'a-buyers': 'ordered()',
  'b-lego': 'bought(brand = "Lego") in last 30 days',
  'c-both': 'member of a-buyers and member of b-lego',
  'd-phones': 'attribute("phone") is set',
  'e-risk': 'prediction(churn) < 50 %',
  'f-all': 'everyone',
};

describe('the segments of a customer', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench(NOW_MS);
    bench.take(smallShop());
    bench.forecast = smallForecast(1);
    for (const [id, text] of Object.entries(SEGMENTS)) await createSegment(bench, id, text);
  });
  afterEach(() => bench.close());

  const listed = async (customerId: string, over: object = {}) =>
    await bench.client.listCustomerSegments({ customerId, ...over }, TENANT);

  test.each(['ann', 'bob', 'cid'])(
    'of %s are those that an explanation says of each, with its times',
    async (customerId) => {
      const { segments, totalCount, askedCount } = await listed(customerId);
      const expected = [];
      for (const segmentId of Object.keys(SEGMENTS)) {
        const asked = { audience: segment(segmentId), customerId };
        const { member, since, validUntil } = await bench.client.explainCustomer(asked, TENANT);
        if (member) expected.push({ segmentId, since, validUntil });
      }
      expect(segments.map(({ segmentId, since, validUntil }) => ({ segmentId, since, validUntil }))).toEqual(
        expected,
      );
      expect([totalCount, askedCount]).toEqual([expected.length, 6]);
      expect(segments.length).toBeGreaterThan(0);
    },
  );

  test('go on by id on the next page, at the instant of the first one', async () => {
    const first = await listed('ann', { pageSize: 2 });
    bench.nowMs += 400 * 24 * 60 * MINUTE_MS;
    const second = await listed('ann', { pageSize: 2, pageToken: first.nextPageToken });
    expect([...first.segments, ...second.segments].map(({ segmentId }) => segmentId)).toEqual([
      ...['a-buyers', 'b-lego', 'c-both', 'e-risk'],
    ]);
    expect(second.basis?.at).toEqual(first.basis?.at);
    const third = await listed('ann', { pageSize: 2, pageToken: second.nextPageToken });
    expect([third.segments.map(({ segmentId }) => segmentId), third.nextPageToken]).toEqual([['f-all'], '']);
  });

  test('may be the ready-made ones, by category (SEG-1, PRED-8)', async () => {
    const ready = { kind: SegmentKind.READY_MADE, category: 'brand' };
    const { segments } = await listed('ann', ready);
    expect(segments.map(({ name }) => name)).toEqual([expect.stringContaining('Lego')]);
    await expect(listed('ann', { ...ready, category: 'colour' })).rejects.toMatchObject({
      code: Code.InvalidArgument,
    });
  });

  test('tell what is missing to judge them', async () => {
    bench.forecast = undefined;
    const { segments, basis } = await listed('ann');
    expect(segments.map(({ segmentId }) => segmentId)).not.toContain('e-risk');
    expect(basis?.missing.map(({ what }) => what)).toEqual(['model']);
  });

  test('leave out and name one that names what is there no more', async () => {
    const ready = { kind: SegmentKind.READY_MADE, category: 'brand' };
    const [lego] = (await listed('ann', ready)).segments;
    await createSegment(bench, 'g-named', `member of ${lego?.segmentId}`);
    expect((await listed('ann')).segments.map(({ segmentId }) => segmentId)).toContain('g-named');
    bench.take([product('brick', 'Brio', ['Toys'], daysAgo(1))]);
    bench.nowMs += 2 * MINUTE_MS;
    const { segments, brokenSegmentIds } = await listed('ann');
    expect(brokenSegmentIds).toEqual(['g-named']);
    expect(segments.map(({ segmentId }) => segmentId)).toContain('a-buyers');
  });

  test('are asked of somebody who is there', async () => {
    await expect(listed('nobody')).rejects.toMatchObject({ code: Code.NotFound });
  });
});
