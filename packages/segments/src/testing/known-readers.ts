import { ChannelFinder } from '@perennial/channel-choice';
import type { FactsReader } from '@perennial/facts';
import { openForecaster, type SavedForecast } from '@perennial/forecasts';
import { FactsGroups, type LearnedGroups } from '../groups/facts-groups.ts';
import type { MemberReader, ScoreReader } from '../readers.ts';
import { swayedBeliefs } from './known-channels.ts';

const TURNS_AT_MS = 6.5 * 3_600_000;

const nextTurn = (_customer: number, at: number): number =>
  at < TURNS_AT_MS ? TURNS_AT_MS : Number.POSITIVE_INFINITY;

/** Scores that are `early` before half past six of the first day, and `late` from then on. */
export const earlyThenLate: ScoreReader = {
  codeOf: (_customer, { at }) => (at < TURNS_AT_MS ? 'early' : 'late'),
  nextInstant: nextTurn,
  asRows: () => undefined,
  schemeOf: () => undefined,
  hangsOnEverybody: () => false,
  cellsOfAll: () => new Uint8Array(0),
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

/** Three groups that two of the products of the histories set apart: who bought mostly the first, mostly the second, or both. */
export function threeGroups(version: number, learnedAtMs: number, leastProducts: number): LearnedGroups {
  const space = {
    ...{ groupCount: 3, leastProducts },
    productIds: ['p1', 'p2', 'p4'],
    rarity: Float32Array.of(0.7, 1.1, 2),
    weight: Float32Array.of(...[1, 0.1, 0.6], ...[0, 0.9, 0.8], ...[0, 0.3, 0]),
  };
  return { version, learnedAtMs, space };
}

const KNOWN_READERS = {
  scores: earlyThenLate,
  members: evenThenAll,
  forecaster: openForecaster(hastyForecast(1, 6)),
  beliefs: swayedBeliefs(1),
};

/** What conditions ask besides facts; groups and channels for the readers, and as the oracle finds them. */
export function knownReaders(facts: FactsReader, learned: LearnedGroups) {
  const channels = new ChannelFinder(facts, KNOWN_READERS.beliefs);
  return { ...KNOWN_READERS, learned, groups: new FactsGroups(facts, learned), channels };
}
