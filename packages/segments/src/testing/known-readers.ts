import { openForecaster, type SavedForecast } from '@perennial/forecasts';
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

/** A model that gives customers up within days, so that all that time turns of its forecasts turns within weeks. */
export function hastyForecast(version: number, r: number): SavedForecast {
  return {
    version,
    terms: {
      ...{ purchaseHorizonDays: 1, churnHorizonDays: 2, valueHorizonDays: 30 },
      ...{ yearlyDiscountRate: 0.1, margin: 0.5 },
    },
    purchases: { name: 'mbg-nbd', parameters: { r, alpha: 0.5, a: 0.8, b: 2.2 } },
    spend: { p: 6, qAboveOne: 3, v: 1.5 },
    ...{ meanPurchaseMinor: 5000, purchaseSeasonFactor: 1, churnSeasonFactor: 1.2 },
  };
}

/** What conditions ask besides facts. */
export const KNOWN_READERS = {
  scores: earlyThenLate,
  members: evenThenAll,
  forecaster: openForecaster(hastyForecast(1, 6)),
};
