import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LiveCase, live, liveCases } from '../testing/live-case.ts';
import { type Transition, transitionId } from './transition.ts';

/** In one order for both: within a step, customers and segments come in any. */
function inOneOrder(transitions: readonly Transition[]): unknown[] {
  return transitions
    .map((each) => ({ time: each.origin.timeMs, id: transitionId(each), ...each }))
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

function tellsAsBruteForce(liveCase: LiveCase): void {
  const { told, expected } = live(liveCase);
  expect(told.map(inOneOrder)).toEqual(expected.map(inOneOrder));
}

function tellsEachOnce(liveCase: LiveCase): void {
  const ids = live(liveCase).told.flat().map(transitionId);
  expect(new Set(ids).size).toBe(ids.length);
}

function isOrdered(liveCase: LiveCase): void {
  const last = new Map<string, number>();
  for (const { customerId, origin } of live(liveCase).told.flat()) {
    expect(origin.timeMs).toBeGreaterThanOrEqual(last.get(customerId) ?? 0);
    last.set(customerId, origin.timeMs);
  }
}

describe('segments that are followed (DSEG-1)', () => {
  test('tell the transitions of brute force, equal in kind, cause and time', () => {
    fc.assert(fc.property(liveCases, tellsAsBruteForce), { numRuns: 300 });
  });

  test('tell each transition once', () => {
    fc.assert(fc.property(liveCases, tellsEachOnce), { numRuns: 100 });
  });

  test('tell the transitions of a customer in the order of time', () => {
    fc.assert(fc.property(liveCases, isOrdered), { numRuns: 100 });
  });
});
