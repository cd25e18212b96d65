import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from './calendar.ts';
import type { SampleItem } from './item.ts';
import { SampleShop, simulate } from './shop.ts';

const fromMs = Date.UTC(2024, 0, 1);
const year = { seed: 11, customers: 400, fromMs, toMs: fromMs + 365 * DAY_MS };
const items = [...simulate(year)];

const isOrder = (item: SampleItem): boolean =>
  item.door === 'orders' || item.body['event'] === 'Order Completed';
const orderId = (item: SampleItem): unknown => {
  const properties = item.body['properties'];
  return item.body['order_id'] ?? (properties as { order_id?: unknown } | undefined)?.order_id;
};

describe('the sample shop', () => {
  test('is the same for the same seed, and another for another', () => {
    expect([...simulate(year)]).toEqual(items);
    expect([...simulate({ ...year, seed: 12 })]).not.toEqual(items);
  });

  test('gives each item an id of its own, so that loading it twice changes nothing', () => {
    const ids = items.map((item) => item.body['messageId'] ?? item.body['message_id']);
    expect(new Set(ids).size).toBe(items.length);
  });

  test('keeps within the time asked for', () => {
    expect(items.every((item) => item.timeMs < year.toMs)).toBe(true);
    expect(items.every((item) => item.timeMs >= fromMs - DAY_MS)).toBe(true);
  });

  test('takes back only what was sold', () => {
    const sold = new Set(items.filter(isOrder).map(orderId));
    const back = items.filter((item) => item.door === 'refunds' || item.door === 'cancellations');
    expect(back.length).toBeGreaterThan(0);
    expect(back.filter((item) => !sold.has(orderId(item)))).toEqual([]);
  });

  test('sells more in December than in July', () => {
    const sold = (month: number) =>
      items.filter((item) => isOrder(item) && new Date(item.timeMs).getUTCMonth() === month).length;
    expect(sold(11)).toBeGreaterThan(1.4 * sold(6));
  });

  test('goes on living after its past', () => {
    const shop = new SampleShop(year);
    for (let day = fromMs; day < year.toMs; day += DAY_MS) shop.day(day);
    const moments = Array.from({ length: 50 }, (_, i) => shop.moment(year.toMs + i * 60_000)).flat();
    expect(moments.some(isOrder)).toBe(true);
    expect(moments.every((item) => item.timeMs >= year.toMs - 60_000)).toBe(true);
  });

  test('never reuses an id in a second life after the same past', () => {
    const lifeOf = (run: string): SampleItem[] => {
      const shop = new SampleShop(year);
      for (let day = fromMs; day < fromMs + 30 * DAY_MS; day += DAY_MS) shop.day(day);
      shop.startRun(run);
      return Array.from({ length: 60 }, (_, i) => shop.moment(fromMs + 31 * DAY_MS + i)).flat();
    };
    const idsOf = (life: SampleItem[]) =>
      life.flatMap((item) => [
        item.body['messageId'] ?? item.body['message_id'],
        isOrder(item) ? orderId(item) : undefined,
      ]);
    const [one, other] = [idsOf(lifeOf('one')), idsOf(lifeOf('other'))];
    expect(one.filter((id) => id !== undefined && other.includes(id))).toEqual([]);
  });
});
