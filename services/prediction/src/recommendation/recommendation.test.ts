import { Code } from '@connectrpc/connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GroupPlacer } from '@perennial/affinity';
import { orderMessage } from '@perennial/live/testing';
import { forTenant } from '@perennial/runtime';
import { type Bench, type Run, TENANT } from '../testing/prediction-fixture.ts';
import { openSampleShop, SAMPLE_UNTIL } from '../testing/sample-shop.ts';

let bench: Bench;
let run: Run;

beforeAll(async () => {
  ({ bench, run } = await openSampleShop(1500));
}, 60_000);
afterAll(async () => {
  await run.stop();
  await bench.close();
});

describe('recommendations in the sample shop', () => {
  test('are learned when they are first asked for, and name what speaks for them (PERS-8)', async () => {
    const customerId = await memberOf(1);
    const answer = await run.recommendation.recommend({ customerId }, TENANT);
    expect(answer.strategy).toBe('similar');
    expect(answer.basis?.baskets).toBeGreaterThan(1000n);
    expect(answer.recommendations.length).toBeGreaterThan(0);
    for (const { productId, score, reasons } of answer.recommendations) {
      expect(score).toBeGreaterThan(0);
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.every((reason) => reason.productId !== productId && reason.count >= 5n)).toBe(true);
    }
  });

  test.each(['complementary', 'next', 'similar', 'popular', 'favourite', 'expected'])(
    'by strategy %s are ordered, as many as asked for at most, new ones only where wanted (DSEG-31)',
    async (strategy) => {
      const customerId = await memberOf(1);
      const request = { customerId, strategy, count: 4 };
      const { recommendations } = await run.recommendation.recommend(request, TENANT);
      const scores = recommendations.map(({ score }) => score);
      expect(scores.length).toBeLessThanOrEqual(4);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      const fresh = await run.recommendation.recommend({ ...request, onlyNew: true }, TENANT);
      expect(fresh.recommendations.every(({ ownBaskets }) => ownBaskets === 0n)).toBe(true);
    },
  );

  test('follow the latest order at once', async () => {
    const customerId = await memberOf(2);
    const { associations } = await run.recommendation.listAssociations(
      { productId: await partneredProduct(), relation: 'similar' },
      TENANT,
    );
    const bought = associations[0]?.productId ?? '';
    const timeMs = SAMPLE_UNTIL + 1000;
    await run.take([
      orderMessage({ customerId, orderId: 'latest', netMinor: 900, timeMs, productId: bought }),
    ]);
    const request = { customerId, strategy: 'favourite', count: 100 };
    const { recommendations } = await run.recommendation.recommend(request, TENANT);
    expect(recommendations.map(({ productId }) => productId)).toContain(bought);
  });

  test('of a customer who bought nothing are what is popular, or what is missing', async () => {
    await run.take([
      orderMessage({ customerId: 'idle', orderId: 'i', netMinor: 0, timeMs: SAMPLE_UNTIL, lines: [] }),
    ]);
    const similar = await run.recommendation.recommend({ customerId: 'idle' }, TENANT);
    expect(similar.recommendations).toEqual([]);
    expect(similar.missing).toMatchObject([{ what: 'purchases', have: 0, need: 1 }]);
    const popular = await run.recommendation.recommend(
      { customerId: 'idle', strategy: 'popular', count: 3 },
      TENANT,
    );
    expect(popular.recommendations).toHaveLength(3);
  });
});

describe('what goes with a product', () => {
  test('is listed strongest first, in pages that hold all of it', async () => {
    const productId = await partneredProduct();
    const request = { productId, relation: 'similar' };
    const whole = await run.recommendation.listAssociations({ ...request, pageSize: 100 }, TENANT);
    const first = await run.recommendation.listAssociations({ ...request, pageSize: 1 }, TENANT);
    const pageToken = first.nextPageToken;
    const rest = await run.recommendation.listAssociations({ ...request, pageToken, pageSize: 99 }, TENANT);
    expect([...first.associations, ...rest.associations]).toEqual(whole.associations);
    expect(whole.totalCount).toBe(BigInt(whole.associations.length));
    expect(rest.nextPageToken).toBe('');
    const strengths = whole.associations.map(({ strength }) => strength);
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
  });
});

describe('groups of customers who buy alike (SEG-5)', () => {
  test('are named by what sets them apart, and their members are listed, the most typical first', async () => {
    const { groups, basis, versions } = await run.recommendation.listAffinityGroups({}, TENANT);
    expect(groups.map(({ group }) => group)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(basis?.groupsVersion).toBe(1);
    expect(versions).toEqual([1]);
    for (const { group, customers } of groups) {
      const { members, totalCount } = await run.recommendation.listAffinityGroupMembers(
        { group, pageSize: 1000 },
        TENANT,
      );
      expect(totalCount).toBe(customers);
      const closeness = members.map((member) => member.closeness);
      expect(closeness).toEqual(closeness.toSorted((a, b) => b - a));
    }
  });

  test('hold a customer whom their space alone places there, too', async () => {
    const { space, version, names } = await run.recommendation.getGroupSpace({}, TENANT);
    expect(version).toBe(1);
    expect(names).toHaveLength(space?.groupCount ?? 0);
    const placer = new GroupPlacer({
      groupCount: space?.groupCount ?? 0,
      leastProducts: 1,
      productIds: space?.productIds ?? [],
      rarity: Float32Array.from(space?.rarities ?? []),
      weight: Float32Array.from(space?.weights ?? []),
    });
    const customerId = await memberOf(3);
    const { membership } = await run.recommendation.getCustomerAffinityGroup({ customerId }, TENANT);
    expect(membership).toMatchObject({ group: 3, name: names[2] });
    const favourites = await run.recommendation.recommend(
      { customerId, strategy: 'favourite', count: 100 },
      TENANT,
    );
    const bought = new Map(
      favourites.recommendations.map(({ productId, ownBaskets }) => [productId, Number(ownBaskets)]),
    );
    expect(placer.place(bought)?.group).toBe(2);
    const known = await run.recommendation.getGroupSpace({ knownVersion: 1 }, TENANT);
    expect(known.space).toBeUndefined();
    expect(known.learnTime).toBeDefined();
  });

  test('say what is missing for a customer with few products', async () => {
    const { membership, missing } = await run.recommendation.getCustomerAffinityGroup(
      { customerId: 'idle' },
      TENANT,
    );
    expect(membership).toBeUndefined();
    expect(missing).toMatchObject([{ what: 'distinct_products', have: 0, need: 5 }]);
  });

  test('grow out of those before in each training: they keep their numbers and nearly all of their members', async () => {
    const before = await membersByGroup();
    await run.train();
    const { versions, basis } = await run.recommendation.listAffinityGroups({}, TENANT);
    expect(versions).toEqual([2, 1]);
    expect(basis?.groupsVersion).toBe(2);
    const after = await membersByGroup();
    const stayed = Array.from(before).filter(([customerId, group]) => after.get(customerId) === group);
    expect(stayed.length / before.size).toBeGreaterThan(0.95);
  }, 30_000);

  test('are the same after a restart, without another version', async () => {
    const before = await membersByGroup();
    await run.stop();
    run = bench.run();
    await run.start();
    expect(await membersByGroup()).toEqual(before);
    expect((await run.recommendation.listAffinityGroups({}, TENANT)).versions).toEqual([2, 1]);
    const earlier = await run.recommendation.getGroupSpace({ version: 1 }, TENANT);
    expect([earlier.version, earlier.space?.groupCount]).toEqual([1, 8]);
  });
});

describe('wrong questions are refused', () => {
  test.each([
    [
      'an unknown customer',
      (): Promise<unknown> => run.recommendation.recommend({ customerId: 'x' }, TENANT),
    ],
    ['an unknown product', () => run.recommendation.listAssociations({ productId: 'x' }, TENANT)],
    ['an unknown group', () => run.recommendation.listAffinityGroupMembers({ group: 99 }, TENANT)],
    ['an unknown version', () => run.recommendation.listAffinityGroups({ version: 99 }, TENANT)],
    ['the space of an unknown version', () => run.recommendation.getGroupSpace({ version: 99 }, TENANT)],
  ])('%s is not found', async (_what, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: Code.NotFound });
  });

  test('a word that is no strategy or relation is an invalid argument', async () => {
    const customerId = await memberOf(1);
    const productId = await partneredProduct();
    for (const asked of [
      run.recommendation.recommend({ customerId, strategy: 'magic' }, TENANT),
      run.recommendation.listAssociations({ productId, relation: 'magic' }, TENANT),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: Code.InvalidArgument });
    }
  });

  test('a tenant without orders is told that they are missing', async () => {
    const other = forTenant('other');
    const { groups, missing } = await run.recommendation.listAffinityGroups({}, other);
    expect(groups).toEqual([]);
    expect(missing).toMatchObject([{ what: 'orders', have: 0, need: 1 }]);
    expect((await run.recommendation.getGroupSpace({}, other)).version).toBe(0);
  });
});

async function memberOf(group: number): Promise<string> {
  const { members } = await run.recommendation.listAffinityGroupMembers({ group, pageSize: 1 }, TENANT);
  return members[0]?.customerId ?? '';
}

/** A product that the most typical customer of the first group is recommended others for. */
async function partneredProduct(): Promise<string> {
  const { recommendations } = await run.recommendation.recommend({ customerId: await memberOf(1) }, TENANT);
  return recommendations[0]?.reasons[0]?.productId ?? '';
}

async function membersByGroup(): Promise<Map<string, number>> {
  const { groups } = await run.recommendation.listAffinityGroups({}, TENANT);
  const lists = await Promise.all(
    groups.map(({ group }) => run.recommendation.listAffinityGroupMembers({ group, pageSize: 1000 }, TENANT)),
  );
  return new Map(
    lists.flatMap(({ members }) =>
      members.map(({ customerId, group }): [string, number] => [customerId, group]),
    ),
  );
}
