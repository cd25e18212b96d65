import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TerminalError, type WorkOptions } from '../port.ts';
import { backoffMs, verdictOnFailure, withJitter } from './attempt.ts';

const OPTIONS: WorkOptions = {
  stream: 'ACTIONS',
  durable: 'email',
  maxInFlight: 4,
  ackWaitMs: 30_000,
  maxDeliver: 4,
  backoffMs: [1_000, 5_000],
};

describe('what becomes of a failed try', () => {
  test('the last delay repeats until max deliver, then the message is parked', () => {
    const verdicts = [1, 2, 3, 4].map((attempt) => verdictOnFailure(OPTIONS, attempt, new Error('x'), 0.5));
    expect(verdicts).toEqual([
      { kind: 'retry', delayMs: 1_000 },
      { kind: 'retry', delayMs: 5_000 },
      { kind: 'retry', delayMs: 5_000 },
      { kind: 'park' },
    ]);
  });

  test('a terminal error parks at the first try', () => {
    expect(verdictOnFailure(OPTIONS, 1, new TerminalError('x'), 0.5)).toEqual({ kind: 'park' });
  });

  test('jitter stays within 20 % and reaches both sides', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (delayMs, random) => {
        expect(Math.abs(withJitter(delayMs, random) - delayMs)).toBeLessThanOrEqual(delayMs * 0.2 + 0.5);
      }),
    );
    expect([0, 0.999_999].map((random) => backoffMs([1_000], 1, random))).toEqual([800, 1_200]);
  });
});
