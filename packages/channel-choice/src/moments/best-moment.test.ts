import { describe, expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import fc from 'fast-check';
import { bestMomentOf } from './best-moment.ts';
import { countMoments, nextMomentMs, WEEKDAYS } from './moment-counts.ts';
import { fitMomentModel, type MomentModel, MomentTallies } from './moment-model.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BERLIN = new ZoneTime('Europe/Berlin');
/** A Monday. */
const MONDAY = Date.UTC(2026, 5, 1);

/** `times` moments at an hour of the Berlin day, on successive days, or weeks. */
function moments(hour: number, times: number, everyDays = 1): number[] {
  return Array.from({ length: times }, (_, each) =>
    BERLIN.instantOf(MONDAY + each * everyDays * DAY_MS + hour * HOUR_MS),
  );
}

function modelOf(customers: readonly (readonly number[])[]): MomentModel {
  const tallies = new MomentTallies();
  for (const customer of customers) tallies.add(0, countMoments(customer, BERLIN));
  return fitMomentModel(tallies, MONDAY);
}

describe('the best moment (PRED-23)', () => {
  const owls = Array.from({ length: 40 }, () => moments(21, 5));
  const larks = Array.from({ length: 20 }, () => moments(7, 5));
  const shop = modelOf([...owls, ...larks]);

  test("is the shop's for who is new, and the customer's own the more they were there", () => {
    const hourOf = (own: number[]): number | undefined =>
      bestMomentOf(shop, 0, countMoments(own, BERLIN))?.hour.slot;
    expect(hourOf([])).toBe(21);
    expect(hourOf(moments(7, 10))).toBe(7);
  });

  test('is said to be sure only where one hour stands out', () => {
    const sureness = (own: number[]): string | undefined =>
      bestMomentOf(shop, 0, countMoments(own, BERLIN))?.hour.sureness;
    expect(sureness(moments(7, 30))).toBe('sure');
    expect(sureness([...moments(7, 10), ...moments(21, 10)])).toBe('not_sure');
  });

  test('is by the clock of the shop, through changes of the clock', () => {
    const summer = BERLIN.instantOf(Date.UTC(2026, 6, 1, 20));
    const winter = BERLIN.instantOf(Date.UTC(2026, 11, 1, 20));
    expect(countMoments([summer, winter], BERLIN).hours[20]).toBe(2);
    expect(new Date(summer).getUTCHours()).toBe(18);
  });

  test('is not said while nobody was ever there', () => {
    expect(bestMomentOf(modelOf([]), 0, countMoments([], BERLIN))).toBeUndefined();
  });

  test('has a share between the own and that of the cell', () => {
    const own = fc.array(fc.nat(27), { maxLength: 30 });
    fc.assert(
      fc.property(own, (hours) => {
        const counts = countMoments(
          hours.map((hour) => MONDAY + hour * HOUR_MS),
          BERLIN,
        );
        const best = bestMomentOf(shop, 0, counts);
        if (best === undefined) throw new Error('no moment is said');
        const { slot, share } = best.hour;
        const total = counts.hours.reduce((sum, count) => sum + count, 0);
        const cellShare = shop.hours.cells[0].means[slot];
        const ownShare = total === 0 ? cellShare : counts.hours[slot] / total;
        expect(share.share).toBeGreaterThanOrEqual(Math.min(cellShare, ownShare) - 1e-12);
        expect(share.share).toBeLessThanOrEqual(Math.max(cellShare, ownShare) + 1e-12);
        expect(share.low).toBeLessThan(share.high);
      }),
    );
  });
});

test('an hour counts once, whatever was done in it, and a day too', () => {
  const { hours, weekdays } = countMoments(
    [MONDAY, MONDAY + 60_000, MONDAY + 5 * HOUR_MS],
    new ZoneTime('UTC'),
  );
  expect([hours[0], hours[5]]).toEqual([1, 1]);
  expect(weekdays).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test('the next moment is the first on that weekday and hour that is still to come', () => {
  fc.assert(
    fc.property(fc.nat(400 * 24 * 60), fc.nat(6), fc.nat(23), (minutes, weekday, hour) => {
      const afterMs = MONDAY + minutes * 60_000;
      const nextMs = nextMomentMs(afterMs, weekday, hour, BERLIN);
      const { hours, weekdays } = countMoments([nextMs], BERLIN);
      expect(nextMs).toBeGreaterThan(afterMs);
      expect(nextMs - afterMs).toBeLessThanOrEqual(7 * DAY_MS + HOUR_MS);
      expect(WEEKDAYS[weekdays.indexOf(1)]).toBe(WEEKDAYS[weekday]);
      // The hour that is left out in spring begins at the next one.
      expect([hour, hour + 1]).toContain(hours.indexOf(1));
    }),
  );
});
