import { expect, test } from '@jest/globals';
import { pastOf, SampleShop } from '@perennial/sample-shop';
import { underRun } from './live-shop.ts';
import { shopUntilToday } from './shop-options.ts';

const options = shopUntilToday(Date.UTC(2026, 0, 2, 13), { customers: 30, days: 60, seed: 3 });

/** Ids of what happens after the past, in a run of this name. */
function idsOfRun(run: string): string[] {
  const shop = new SampleShop(options);
  for (const _item of pastOf(shop, options));
  const items = Array.from({ length: 20 }, () => shop.moment(options.toMs)).flat();
  return items.map((item) => {
    const { messageId, message_id: snake, order_id: order } = underRun(item, run).body;
    return String(messageId ?? snake ?? order);
  });
}

test('the past of the sample shop ends at midnight, so that runs of one day send the same', () => {
  expect(new Date(options.toMs).toISOString()).toBe('2026-01-02T00:00:00.000Z');
});

test('two runs that live on from the same past share no id: none is taken for a repeat of the other', () => {
  const first = new Set(idsOfRun('a'));
  const second = idsOfRun('b');
  expect(second.length).toBeGreaterThan(20);
  expect(second.filter((id) => first.has(id))).toEqual([]);
});
