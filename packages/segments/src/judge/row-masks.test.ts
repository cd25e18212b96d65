import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { parseCondition } from '@perennial/conditions';
import { Facts, NO_SOURCE } from '@perennial/facts';
import { earlyThenLate, evenThenAll } from '../testing/known-readers.ts';
import { JudgeAll } from './judge-all.ts';

const MONEY = { currency: 'EUR', minorPerUnit: 100 };
const PRODUCTS = 100;
const AT = 1_000;

test('DSEG-15: conditions on more products than a word has bits are told apart, also after a brand becomes known', () => {
  const facts = new Facts();
  const who = { customerId: 'ann', node: 'user:1', recordedTime: 0 };
  const texts = Array.from(
    { length: PRODUCTS },
    (_, n) => `viewed(product = p${n}) or viewed(brand = "b${n}")`,
  );
  const viewed = [3, 40, 64, 99];
  for (const number of viewed) {
    facts.apply({
      ...{ kind: 'event', ...who, time: number, eventId: `e${number}`, type: 'product_viewed' },
      ...{ source: NO_SOURCE, productId: `p${number}`, page: '', query: '', durationMs: 0 },
    });
  }
  const judge = new JudgeAll(
    texts.map((text) => parseCondition(text, MONEY)),
    { facts, zone: new ZoneTime('UTC'), scores: earlyThenLate, members: evenThenAll },
  );
  const holding = (): number[] => {
    const verdicts = new Uint8Array(judge.size);
    judge.judgeAll(0, { at: AT }, verdicts);
    return texts.flatMap((_, n) => (verdicts[n] === 1 ? [n] : []));
  };
  expect(holding()).toEqual(viewed);
  facts.apply({
    ...{ kind: 'product', productId: 'p64', brand: 'b70', authority: 'catalogue' },
    ...{ time: 0, recordedTime: 0, eventId: 'brand' },
  });
  expect(holding()).toEqual([3, 40, 64, 70, 99]);
});
