import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Transition, transitionId } from '../live/transition.ts';
import { type LiveCase, live, liveCases } from './live-case.ts';

/** What holds of members who are followed, for any life of a shop. */
export interface LiveProperty {
  rule: string;
  property: fc.IProperty<[LiveCase]>;
}

export const LIVE_PROPERTIES: readonly LiveProperty[] = [
  {
    rule: 'the transitions told are those of brute force, equal in kind, cause and time',
    property: fc.property(liveCases, tellsAsBruteForce),
  },
  { rule: 'each transition is told once', property: fc.property(liveCases, tellsEachOnce) },
  {
    rule: 'the transitions of a customer are told in the order of time',
    property: fc.property(liveCases, tellsInOrder),
  },
];

function tellsAsBruteForce(liveCase: LiveCase): void {
  const { told, expected } = live(liveCase);
  assert.deepEqual(told.map(inOneOrder), expected.map(inOneOrder));
}

/** Within a step, customers and segments come in any order. */
function inOneOrder(transitions: readonly Transition[]): unknown[] {
  return transitions
    .map((each) => ({ time: each.origin.timeMs, id: transitionId(each), ...each }))
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

function tellsEachOnce(liveCase: LiveCase): void {
  const ids = live(liveCase).told.flat().map(transitionId);
  assert.equal(new Set(ids).size, ids.length);
}

function tellsInOrder(liveCase: LiveCase): void {
  const lastMs = new Map<string, number>();
  for (const { customerId, origin } of live(liveCase).told.flat()) {
    assert.ok(origin.timeMs >= (lastMs.get(customerId) ?? 0), `${customerId} goes back in time`);
    lastMs.set(customerId, origin.timeMs);
  }
}
