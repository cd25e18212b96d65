import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { condition } from './testing/audiences.ts';
import { type Bench, membersOf, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { daysAgo, NOW_MS, order, smallShop } from './testing/small-shop.ts';
import { twoGroups } from './testing/two-groups.ts';

describe('affinity groups as conditions (SEG-5)', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench(NOW_MS);
    bench.take(smallShop());
    bench.groups = twoGroups(1, daysAgo(5));
  });
  afterEach(() => bench.close());

  const explained = async (customerId: string) => {
    const audience = condition('affinity group = 1');
    return await bench.client.explainCustomer({ audience, customerId }, TENANT);
  };

  test('are those of customers when the version in force was learned', async () => {
    expect(await membersOf(bench, condition('affinity group = 1'))).toEqual(['ann']);
    expect(await membersOf(bench, condition('affinity group = 2'))).toEqual(['bob']);
    expect(await membersOf(bench, condition('affinity group in (1, 2, 3)'))).toEqual(['ann', 'bob']);
    expect(await membersOf(bench, condition('not affinity group in (1, 2)'))).toEqual(['cid']);
    bench.groups = twoGroups(2, daysAgo(50));
    expect(await membersOf(bench, condition('affinity group in (1, 2)'))).toEqual(['ann']);
  });

  test('are moved neither by orders made or told since, nor by time', async () => {
    const toldLate = { ...order('cid', 's|5', daysAgo(9)), recordedTime: daysAgo(1) };
    bench.take([order('bob', 's|6', daysAgo(1)), order('bob', 's|7', daysAgo(2)), toldLate]);
    expect(await membersOf(bench, condition('affinity group = 1'))).toEqual(['ann']);
    const { member, validUntil } = await explained('ann');
    expect([member, validUntil]).toEqual([true, undefined]);
    bench.groups = twoGroups(2, NOW_MS);
    expect(await membersOf(bench, condition('affinity group = 1'))).toEqual(['ann', 'bob', 'cid']);
  });

  test('are explained by their number, or by what is missing', async () => {
    expect((await explained('bob')).nodes[0]).toMatchObject({ holds: false, actual: 2, missing: '' });
    const [ofCid] = (await explained('cid')).nodes;
    expect([ofCid?.actual, ofCid?.missing]).toEqual([undefined, 'distinct_products']);
    bench.groups = undefined;
    expect((await explained('ann')).nodes[0]).toMatchObject({ holds: false, missing: 'groups' });
    expect(await membersOf(bench, condition('affinity group in (1, 2)'))).toEqual([]);
  });

  test('are said to be missing where they are counted before any were learned', async () => {
    const audience = condition('affinity group = 1');
    expect((await bench.client.previewSegment({ audience }, TENANT)).basis?.missing).toEqual([]);
    bench.groups = undefined;
    const { basis, nodes } = await bench.client.previewSegment({ audience }, TENANT);
    expect(basis?.missing).toMatchObject([
      { what: 'groups', fix: expect.stringContaining('recommend groups') },
    ]);
    expect(nodes[0]?.missing).toEqual(['groups']);
  });
});
