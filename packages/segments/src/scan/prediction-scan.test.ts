import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import type { Condition } from '@perennial/conditions';
import { type FactRecord, Facts, sourceFact } from '@perennial/facts';
import { knownReaders, threeGroups } from '../testing/known-readers.ts';
import { scanCondition } from './scan-condition.ts';

/** Holds for everybody who bought. */
const EXPECTED: Condition = {
  kind: 'prediction',
  of: 'purchases',
  test: { op: 'range', low: 0, lowInclusive: true, highInclusive: true },
};
const EVERYBODY: Condition = { kind: 'attribute', name: 'never_told', test: { op: 'unset' } };
const NOBODY: Condition = { kind: 'not', of: EVERYBODY };

test.each<Condition>([
  EXPECTED,
  { kind: 'all', of: [EVERYBODY, EXPECTED] },
  { kind: 'any', of: [NOBODY, EXPECTED] },
])(
  'a forecast holds for each neighbour who bought, also where another part leaves the candidates: %j',
  async (condition) => {
    const facts = new Facts();
    // Few candidates are counted by the words that hold them, so neighbours count as one.
    for (const customerId of ['ann', 'bob', 'cleo']) facts.apply(orderOf(customerId));
    const context = { facts, zone: new ZoneTime('UTC'), ...knownReaders(facts, threeGroups(1, 0, 1)) };
    const found = await scanCondition(condition, context, { at: 1 });
    expect(found.list()).toEqual([0, 1, 2]);
  },
);

function orderOf(customerId: string): FactRecord {
  return {
    ...{ kind: 'order', customerId, node: `user:${customerId}`, time: 0, recordedTime: 0 },
    ...{ orderKey: `shop|${customerId}`, version: { updatedTime: 0, tie: customerId } },
    ...{ channel: 'web', source: sourceFact({}), storeId: '', storeKind: 'online', coupon: '' },
    ...{ currency: 'EUR', netMinor: 100, lines: [] },
  };
}
