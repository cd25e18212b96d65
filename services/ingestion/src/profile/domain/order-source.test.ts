import { describe, expect, test } from '@jest/globals';
import type { OrderVersion } from './order-record.ts';
import { sourceOfOrder } from './order-source.ts';
import { DIRECT_SOURCE, type VisitSource } from './visit-source.ts';

const ADV: VisitSource = { sourceClass: 'adv', paid: true };
const EMAIL: VisitSource = { sourceClass: 'email', paid: false };
const VISIT = { startTimeMs: 0, endTimeMs: 1_000, source: EMAIL };

function version(ownSource: VisitSource | null, isStationary: boolean): OrderVersion {
  const stamp = { timeMs: 0, recordedTimeMs: 0, eventId: 'e1' };
  return { ...stamp, placedTimeMs: 500, netMinor: 1, isStationary, ownSource };
}

describe('the source of an order (SRC-2)', () => {
  test.each([
    ['is what it shows itself', version(ADV, false), [VISIT], ADV],
    ['is that of the visit when it shows none', version(null, false), [VISIT], EMAIL],
    ['is that of the visit when it shows direct', version(DIRECT_SOURCE, false), [VISIT], EMAIL],
    ['is direct online without a visit', version(null, false), [], DIRECT_SOURCE],
    ['is unset in a store without a visit', version(null, true), [], null],
    [
      'is direct when that was told of a store without a visit',
      version(DIRECT_SOURCE, true),
      [],
      DIRECT_SOURCE,
    ],
  ])('%s', (_rule, told, visits, expected) => {
    expect(sourceOfOrder(told, visits)).toEqual(expected);
  });
});
