import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '@perennial/models';
import fc from 'fast-check';
import { type Counts, customerWith, modelOf } from '../testing/sample-model.ts';
import { bestChannelOf, chooseChannel, exploreChannel } from './best-channel.ts';
import { estimateChannel } from './customer-channels.ts';

const ALL = new Map([
  ['email', true],
  ['sms', true],
  ['push', true],
  ['ads', true],
]);

const counts: fc.Arbitrary<Counts> = fc.dictionary(
  fc.constantFrom('email', 'sms', 'direct', 'search', 'banner'),
  fc
    .tuple(fc.nat(30), fc.nat(30))
    .map(([some, others]): [number, number] => [Math.max(some, others), Math.min(some, others)]),
);
const shops = fc.array(fc.tuple(counts, fc.nat(6)), { maxLength: 30 }).map((customers) => ({
  customers: customers.map(([each, cell]) => customerWith(each, cell)),
}));

describe('an estimate', () => {
  test('lies between the own rate and that of the cell, inside of its interval', () => {
    fc.assert(
      fc.property(shops, counts, fc.nat(6), ({ customers }, own, cell) => {
        const customer = customerWith(own, cell);
        const model = modelOf([...customers, customer]);
        for (const [channel, [contacts, conversions]] of Object.entries(own)) {
          const estimate = estimateChannel(model, customer, channel);
          const ownRate = contacts === 0 ? estimate.cellRate : conversions / contacts;
          expect(estimate.probability.share).toBeGreaterThanOrEqual(
            Math.min(ownRate, estimate.cellRate) - 1e-12,
          );
          expect(estimate.probability.share).toBeLessThanOrEqual(
            Math.max(ownRate, estimate.cellRate) + 1e-12,
          );
          expect(estimate.probability.low).toBeGreaterThanOrEqual(0);
          expect(estimate.probability.low).toBeLessThanOrEqual(estimate.probability.high);
          expect(estimate.probability.high).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('rises with each order and falls with each contact in vain', () => {
    fc.assert(
      fc.property(shops, fc.nat(20), fc.nat(20), ({ customers }, conversions, others) => {
        const model = modelOf(customers);
        const chance = (contacts: number, orders: number): number =>
          estimateChannel(model, customerWith({ email: [contacts, orders] }), 'email').probability.share;
        const before = chance(conversions + others, conversions);
        expect(chance(conversions + others + 1, conversions + 1)).toBeGreaterThan(before);
        expect(chance(conversions + others + 1, conversions)).toBeLessThan(before);
      }),
      { numRuns: 25 },
    );
  });

  test('narrows with evidence', () => {
    const model = modelOf(Array.from({ length: 50 }, (_, each) => customerWith({ email: [10, each % 4] })));
    const width = (contacts: number): number => {
      const customer = customerWith({ email: [contacts, contacts / 10] });
      const { low, high } = estimateChannel(model, customer, 'email').probability;
      return high - low;
    };
    expect([0, 10, 100, 1_000].map(width)).toEqual([0, 10, 100, 1_000].map(width).sort((a, b) => b - a));
  });
});

describe('the best channel (PRED-11, PRED-20)', () => {
  const shop = modelOf(
    Array.from({ length: 200 }, (_, each) =>
      customerWith({ email: [8, each % 10 === 0 ? 7 : 0], sms: [3, each % 5 === 0 ? 3 : 0], search: [5, 3] }),
    ),
  );

  test('is never one that the customer did not allow', () => {
    const consents = fc.dictionary(fc.constantFrom('email', 'sms', 'push', 'ads', 'tracking'), fc.boolean());
    const question = fc.constantFrom('contact' as const, 'source' as const);
    fc.assert(
      fc.property(shops, consents, question, fc.nat(), ({ customers }, said, asked, seed) => {
        const model = modelOf(customers);
        const which = {
          ...{ model, customer: customerWith({}), question: asked },
          consents: new Map(Object.entries(said)),
        };
        for (const channel of [bestChannelOf(which), exploreChannel(which, seededRandom(seed))?.channel]) {
          if (channel === 'email' || channel === 'sms' || channel === 'push')
            expect(said[channel]).toBe(true);
          if (channel === 'banner') expect(said['ads']).not.toBe(asked === 'contact' ? undefined : false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('with no consent at all is none, while what brings the customer can still be said', () => {
    const which = { model: shop, customer: customerWith({}), consents: new Map<string, boolean>() };
    expect(bestChannelOf(which)).toBeUndefined();
    expect(bestChannelOf({ ...which, question: 'source' })).toBe('search');
  });

  test("follows the customer's own past where there is enough of it", () => {
    const which = { model: shop, consents: ALL };
    expect(bestChannelOf({ ...which, customer: customerWith({}) })).toBe('sms');
    expect(bestChannelOf({ ...which, customer: customerWith({ email: [12, 9], sms: [12, 0] }) })).toBe(
      'email',
    );
  });

  test('is known from the first customer on, and said not to be sure', () => {
    const customer = customerWith({});
    const empty = modelOf([]);
    const choice = chooseChannel({ model: empty, customer, consents: ALL });
    expect(choice).toMatchObject({ channel: 'email', sureness: 'not_sure' });
    const { low, high } = estimateChannel(empty, customer, 'email').probability;
    expect(low).toBeLessThan(0.01);
    expect(high).toBeGreaterThan(0.4);
  });

  test('is sure where the evidence is overwhelming, and the only one where nothing else is allowed', () => {
    const customer = customerWith({ email: [60, 50], sms: [60, 1] });
    expect(chooseChannel({ model: shop, customer, consents: ALL })).toMatchObject({
      ...{ channel: 'email', sureness: 'sure' },
    });
    const consents = new Map([['sms', true]]);
    expect(chooseChannel({ model: shop, customer, consents })).toMatchObject({
      ...{ channel: 'sms', chanceOfBest: 1, sureness: 'only' },
    });
  });
});

describe('exploring', () => {
  const shop = modelOf([customerWith({ email: [20, 3], sms: [20, 2] })]);
  const which = { model: shop, customer: customerWith({}), consents: ALL };

  test('chooses the same with the same seed', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const [once, again] = [
        exploreChannel(which, seededRandom(seed)),
        exploreChannel(which, seededRandom(seed)),
      ];
      expect(once).toEqual(again);
    }
  });

  test('chooses each channel about as often as it is likely to be the best', () => {
    const random = seededRandom(7);
    const chosen = Array.from({ length: 200 }, () => exploreChannel(which, random));
    for (const channel of ['email', 'sms']) {
      const those = chosen.filter((each) => each?.channel === channel);
      expect(those.length / 200).toBeCloseTo(those[0]?.chanceOfBest ?? 0, 1);
    }
    expect(chosen.some((each) => each?.channel === 'push')).toBe(true);
  });
});
