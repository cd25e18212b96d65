import { describe, expect, test } from '@jest/globals';
import { DAY_MS, ZoneTime } from '@perennial/calendar';
import { RFM_WORDS, type RfmPart, SCORE_WORDS } from '@perennial/conditions';
import { type FactRecord, Facts, NO_SOURCE } from '@perennial/facts';
import { CELL_COUNT, defaultSchemes, ENGAGEMENT_LEVELS, FUNNEL_STAGES, TRENDS } from '@perennial/scores';
import type { AskedScore } from '../readers.ts';
import { nameInPart } from './cell-names.ts';
import { FactsScores } from './facts-scores.ts';

const START_MS = Date.UTC(2026, 0, 1, 12);
const zone = new ZoneTime('Europe/Berlin');
const CELL: AskedScore = { schemeId: 'default', part: 'cell' };
function order(customerId: string, day: number, netMinor: number): FactRecord {
  const time = START_MS + day * DAY_MS;
  return {
    ...{ kind: 'order', customerId, node: `user:${customerId}`, orderKey: `s|${customerId}${day}` },
    ...{ time, recordedTime: time, version: { updatedTime: time, tie: '' }, channel: '', source: NO_SOURCE },
    ...{ storeId: '', storeKind: '', coupon: '', currency: 'EUR', netMinor },
    lines: [{ productId: 'p', quantity: 1, amountMinor: netMinor }],
  };
}

function shop(): Facts {
  const facts = new Facts();
  facts.applyBatch([order('ann', 0, 50_000), order('ann', 5, 20_000), order('bob', 1, 900)]);
  return facts;
}

const scoresOf = (facts: Facts): FactsScores =>
  new FactsScores({ facts, zone, schemes: defaultSchemes(100) });

describe('scores from facts', () => {
  test('a class is the one of its instant, and the next instant is when it turns', () => {
    const scores = scoresOf(shop());
    const at = START_MS + 6 * DAY_MS;
    expect(scores.codeOf(0, { at }, CELL)).toBe('short/regular/average');
    const mediumMs = START_MS + (5 + 31) * DAY_MS;
    expect(scores.codeOf(0, { at: mediumMs - 1 }, CELL)).toBe('short/regular/average');
    expect(scores.codeOf(0, { at: mediumMs }, CELL)).toBe('medium/regular/average');
    expect(scores.nextInstant(0, at, CELL)).toBeGreaterThan(at);
    expect(scores.nextInstant(0, at, CELL)).toBeLessThanOrEqual(mediumMs);
  });

  test('borders that are quantiles turn nobody else each day', () => {
    const scores = scoresOf(shop());
    const at = START_MS + 6 * DAY_MS;
    expect(scores.hangsOnEverybody('stage')).toBe(false);
    expect(scores.nextInstant(0, at, 'stage')).toBeGreaterThan(zone.nextDayStart(at));
    const quantile: AskedScore = { schemeId: 'last-year', part: 'monetary' };
    expect(scores.hangsOnEverybody(quantile)).toBe(true);
    expect(scores.nextInstant(0, at, quantile)).toBe(zone.nextDayStart(at));
  });

  test('on the day of the first order, borders that are quantiles are those of each instant', () => {
    const scores = scoresOf(shop());
    const monetary: AskedScore = { schemeId: 'last-year', part: 'monetary' };
    const firstDayMs = zone.startOfDay(START_MS);
    expect(scores.codeOf(0, { at: firstDayMs }, monetary)).toBe('none');
    const asked = scores.codeOf(0, { at: START_MS }, monetary);
    expect(asked).toBe(scoresOf(shop()).codeOf(0, { at: START_MS }, monetary));
    expect(asked).toBe('saver');
  });

  test('facts that came since are seen', () => {
    const facts = shop();
    const scores = scoresOf(facts);
    const asOf = { at: START_MS + 6 * DAY_MS };
    expect(scores.codeOf(1, asOf, 'stage')).toBe('first_time_buyer');
    facts.apply(order('bob', 2, 800));
    expect(scores.codeOf(1, asOf, 'stage')).toBe('repeat_buyer');
  });
});

test('the words that a condition may name are those of the scores (RFM-2..4, TRD-5, CRM-3, CRM-5)', () => {
  const named = { stage: FUNNEL_STAGES, engagement: ENGAGEMENT_LEVELS, trend: TRENDS };
  for (const [score, words] of Object.entries(SCORE_WORDS)) {
    const names = named[score as keyof typeof named].filter((name) => name !== '');
    expect(new Set(words)).toEqual(new Set(names));
  }
  const cells = Array.from({ length: CELL_COUNT + 1 }, (_, cell) => cell);
  for (const [part, words] of Object.entries(RFM_WORDS))
    expect(new Set(words)).toEqual(new Set(cells.map((cell) => nameInPart(cell, part as RfmPart))));
});
