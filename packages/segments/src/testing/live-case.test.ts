import { expect, test } from '@jest/globals';
import { parseCondition } from '@perennial/conditions';
import { type FactRecord, NO_SOURCE } from '@perennial/facts';
import { transitionId } from '../live/transition.ts';
import { live } from './live-case.ts';

const FROM = { customerId: 'cleo', node: 'user:1', time: 0, recordedTime: 0 };
const MOVE: FactRecord = {
  ...{ kind: 'node-moved', fromCustomerId: 'ann', toCustomerId: 'cleo', node: 'user:1', generation: 1 },
};
const ORDER: FactRecord = {
  ...{ kind: 'order', ...FROM, orderKey: 'shop|1', version: { updatedTime: 0, tie: '' }, channel: 'web' },
  ...{ source: NO_SOURCE, storeId: '', storeKind: '', coupon: '', currency: 'EUR', netMinor: 0, lines: [] },
};

/** A move adds no row to the facts: its event and the next one are two all the same. */
test('gives each record an event of its own', () => {
  const put = (text: string) => {
    const condition = parseCondition(text, { currency: 'EUR', minorPerUnit: 100 });
    return { afterMs: 0, step: { do: 'put' as const, id: 'a', condition } };
  };
  const take = { afterMs: 0, step: { do: 'take' as const, records: 1 } };
  const steps = [put('everyone'), take, put('ordered()'), take];
  const told = live({ history: [MOVE, ORDER], steps, timeZone: 'UTC' }).told.flat();
  expect(told.map(({ kind }) => kind)).toEqual(['segment_entered', 'segment_exited', 'segment_entered']);
  expect(new Set(told.map(transitionId)).size).toBe(told.length);
});
