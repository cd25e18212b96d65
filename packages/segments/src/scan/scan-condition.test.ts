import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { Facts } from '@perennial/facts';
import { earlyThenLate, evenThenAll } from '../testing/known-readers.ts';
import { scanCondition } from './scan-condition.ts';

test('a scan that is cancelled ends with the reason', async () => {
  const facts = new Facts();
  facts.apply({
    ...{ kind: 'attributes', customerId: 'ann', node: 'user:ann', time: 0, recordedTime: 0, eventId: 'e' },
    values: { city: 'Bonn' },
  });
  const context = { facts, zone: new ZoneTime('UTC'), scores: earlyThenLate, members: evenThenAll };
  const reason = new Error('the next keystroke came');
  const signal = AbortSignal.abort(reason);
  await expect(scanCondition({ kind: 'all', of: [] }, context, { at: 1 }, { signal })).rejects.toBe(reason);
});
