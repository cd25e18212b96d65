import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SegmentKind } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { forTenant } from '@perennial/runtime';
import { condition, group, segment, text } from './testing/audiences.ts';
import { type Bench, createSegment, membersOf, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { NOW_MS, smallShop } from './testing/small-shop.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench(NOW_MS);
  bench.take(smallShop());
});
afterEach(() => bench.close());

const FANS = 'bought(brand = "Lego") sum > 300 EUR in last 6 months';

describe('definitions', () => {
  test('the version rises with the condition, the etag with every change; an old etag is refused', async () => {
    const { segment: first } = await createSegment(bench, 'fans', FANS);
    expect(first).toMatchObject({ version: 1n, kind: SegmentKind.SAVED });
    expect((await createSegment(bench, 'fans', FANS)).segment).toEqual(first);
    await expect(createSegment(bench, 'fans', 'everyone')).rejects.toMatchObject({
      code: Code.AlreadyExists,
    });
    bench.nowMs += 1;
    const named = { segmentId: 'fans', name: 'Fans', condition: text(FANS), etag: first?.etag ?? '' };
    const { segment: second } = await bench.client.updateSegment({ segment: named }, TENANT);
    expect(second).toMatchObject({ version: 1n, name: 'Fans' });
    const late = bench.client.updateSegment({ segment: named }, TENANT);
    await expect(late).rejects.toMatchObject({ code: Code.Aborted });
    const edited = { segmentId: 'fans', condition: text('everyone') };
    expect((await bench.client.updateSegment({ segment: edited }, TENANT)).segment?.version).toBe(2n);
  });

  test('are listed by id, page by page', async () => {
    for (const id of ['c', 'a', 'b']) await createSegment(bench, id, 'everyone');
    const first = await bench.client.listSegments({ pageSize: 2 }, TENANT);
    expect(first.segments.map(({ segmentId }) => segmentId)).toEqual(['a', 'b']);
    const pageToken = first.nextPageToken;
    const second = await bench.client.listSegments({ pageSize: 2, pageToken }, TENANT);
    expect([second.segments.map(({ segmentId }) => segmentId), second.nextPageToken]).toEqual([['c'], '']);
  });

  test('what is named must exist, leads to no circle, and stays while it is named (SEG-12)', async () => {
    await expect(createSegment(bench, 'x', 'member of "nothing"')).rejects.toMatchObject({
      code: Code.FailedPrecondition,
    });
    await createSegment(bench, 'fans', FANS);
    await createSegment(bench, 'others', 'not member of "fans"');
    const groupOfBoth = { groupId: 'both', segmentIds: ['fans', 'others'] };
    await bench.client.createGroup({ group: groupOfBoth }, TENANT);
    const circle = { segmentId: 'fans', condition: text('member of group "both"') };
    await expect(bench.client.updateSegment({ segment: circle }, TENANT)).rejects.toMatchObject({
      rawMessage: expect.stringContaining('segment fans → group both → segment fans'),
    });
    await expect(bench.client.deleteSegment({ segmentId: 'fans' }, TENANT)).rejects.toMatchObject({
      rawMessage: expect.stringContaining('segment others, group both'),
    });
    await bench.client.deleteGroup({ groupId: 'both' }, TENANT);
    await bench.client.deleteSegment({ segmentId: 'others' }, TENANT);
    await bench.client.deleteSegment({ segmentId: 'fans' }, TENANT);
    expect((await bench.client.listSegments({}, TENANT)).segments).toEqual([]);
  });

  test('a group is used as one, and so is a segment in a segment (RFM-20, SEG-12)', async () => {
    await createSegment(bench, 'fans', FANS);
    await createSegment(bench, 'silent', 'not ordered()');
    const twoSegments = { groupId: 'two', segmentIds: ['fans', 'silent'] };
    await bench.client.createGroup({ group: twoSegments }, TENANT);
    expect(await membersOf(bench, group('two'))).toEqual(['ann', 'cid']);
    expect(await membersOf(bench, condition('not member of group "two"'))).toEqual(['bob']);
    expect(await membersOf(bench, condition('member of "fans"'))).toEqual(['ann']);
  });

  test('another tenant has its own', async () => {
    await createSegment(bench, 'fans', FANS);
    const stranger = bench.client.getSegment({ segmentId: 'fans' }, forTenant('other'));
    await expect(stranger).rejects.toMatchObject({ code: Code.NotFound });
  });
});

describe('ready-made segments', () => {
  async function readyMade(category: string) {
    const page = await bench.client.listSegments({ kind: SegmentKind.READY_MADE, category }, TENANT);
    return page.segments;
  }

  test('come from what the shop sells, the greatest sales first (SEG-1..4)', async () => {
    expect((await readyMade('brand')).map(({ name }) => name)).toEqual(['Bought Lego', 'Bought Ida']);
    expect((await readyMade('category')).map(({ text: told }) => told)).toEqual([
      'bought(category = "Toys") over all orders',
      'bought(category = "Toys > Building") over all orders',
      'bought(category = "Toys > Dolls") over all orders',
    ]);
    for (const { segmentId, name } of await readyMade('product'))
      expect(await membersOf(bench, segment(segmentId))).toEqual([name === 'Bought brick' ? 'ann' : 'bob']);
  });

  test.each([
    ['trend', 4],
    ['funnel', 7],
    ['engagement', 4],
    ['prediction', 10],
    ['rfm', 74],
    ['price', 8],
    ['store', 3],
    ['source', 14],
  ])('of the category %s there are %i, each can be counted', async (category, count) => {
    const { segments } = await bench.client.listSegments(
      { kind: SegmentKind.READY_MADE, category, pageSize: 500 },
      TENANT,
    );
    expect(segments).toHaveLength(count);
    const [first] = segments;
    await bench.client.previewSegment({ audience: segment(first?.segmentId ?? '') }, TENANT);
  });

  test('cannot be changed, only cloned (SEG-11)', async () => {
    const segmentId = 'builtin-store-online';
    const edit = { segmentId, condition: text('everyone') };
    for (const refused of [
      bench.client.createSegment({ segment: edit }, TENANT),
      bench.client.updateSegment({ segment: edit }, TENANT),
      bench.client.deleteSegment({ segmentId }, TENANT),
    ])
      await expect(refused).rejects.toMatchObject({ code: Code.FailedPrecondition });
    const { segment: made } = await bench.client.getSegment({ segmentId }, TENANT);
    await createSegment(bench, 'online', made?.text ?? '');
    expect(await membersOf(bench, segment('online'))).toEqual(['ann', 'bob']);
  });

  test('score all customers as scoring does (TRD-2..4, RFM-2..4)', async () => {
    expect(await membersOf(bench, segment('builtin-trend-stable'))).toEqual(['ann']);
    expect(await membersOf(bench, segment('builtin-rfm-default-recency-short'))).toEqual(['ann', 'bob']);
    expect(await membersOf(bench, segment('builtin-rfm-default-cell-none'))).toEqual(['cid']);
    await expect(membersOf(bench, condition('rfm(unknown) recency = short'))).rejects.toMatchObject({
      code: Code.FailedPrecondition,
    });
  });
});
