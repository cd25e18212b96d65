import type { MemberReader, ScoreReader } from '../readers.ts';

const TURNS_AT_MS = 6.5 * 3_600_000;
/** More than any test has. */
const CUSTOMERS = 1024;

const nextTurn = (_customer: number, at: number): number =>
  at < TURNS_AT_MS ? TURNS_AT_MS : Number.POSITIVE_INFINITY;

/** Scores that are `early` before half past six of the first day, and `late` from then on. */
export const earlyThenLate: ScoreReader = {
  codeOf: (_customer, { at }) => (at < TURNS_AT_MS ? 'early' : 'late'),
  codesOfAll: ({ at }) => ({
    names: ['early', 'late'],
    codes: new Uint8Array(CUSTOMERS).fill(at < TURNS_AT_MS ? 0 : 1),
  }),
  nextInstant: nextTurn,
};

/** Every second customer is a member, the others become members at the same instant. */
export const evenThenAll: MemberReader = {
  isMember: (customer, { at }) => customer % 2 === 0 || at >= TURNS_AT_MS,
  nextInstant: nextTurn,
};
