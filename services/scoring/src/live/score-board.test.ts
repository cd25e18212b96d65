import { describe, expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { type FactRecord, Facts } from '@perennial/facts';
import type { Touch } from '@perennial/live';
import {
  cellName,
  classNameInCell,
  defaultSchemes,
  ENGAGEMENT_LEVELS,
  FUNNEL_STAGES,
  type SchemeDefinition,
  type SchemeInForce,
  TRENDS,
} from '@perennial/scores';
import fc from 'fast-check';
import { type PlainScores, plainScores } from '../testing/plain-judge.ts';
import { EPOCH_MS, GRID_MS, shopHistories } from '../testing/shop-history.ts';
import { type Crossing, crossingId } from './crossing.ts';
import { ScoreBoard } from './score-board.ts';

const zone = new ZoneTime('UTC');

function fixedScheme(schemeId: string, windowDays: number): SchemeDefinition {
  return {
    schemeId,
    name: '',
    recency: { borders: { method: 'fixed', low: 30, high: 90 }, windowDays: 0 },
    frequency: { borders: { method: 'fixed', low: 2, high: 3 }, windowDays },
    monetary: { borders: { method: 'fixed', low: 30_000, high: 200_000 }, windowDays },
  };
}

const schemes: SchemeInForce[] = [fixedScheme('all-time', 0), fixedScheme('last-year', 365)].map(
  (definition) => ({
    definition,
    borders: {
      recency: { low: 30, high: 90 },
      frequency: { low: 2, high: 3 },
      monetary: { low: 30_000, high: 200_000 },
    },
  }),
);

function boardOf(facts: Facts, atMs: number, inForce = schemes): ScoreBoard {
  return new ScoreBoard(facts, zone, {
    state: { schemes: inForce, borderSample: 0 },
    atMs,
    toldMs: atMs,
    customers: 'known',
  });
}

function namesOf(board: ScoreBoard, customer: number): PlainScores {
  const codes = board.codesOf(customer);
  return {
    cells: Object.fromEntries(Object.entries(codes.cells).map(([id, cell]) => [id, cellName(cell)])),
    trend: TRENDS[codes.trend] ?? '',
    funnel: FUNNEL_STAGES[codes.funnel] ?? '',
    engagement: ENGAGEMENT_LEVELS[codes.engagement] ?? '',
  };
}

function advanced(board: ScoreBoard, limitMs: number): Crossing[] {
  const crossings: Crossing[] = [];
  for (let some = board.advance(limitMs); some !== undefined; some = board.advance(limitMs))
    crossings.push(...some);
  return crossings;
}

function customersOf(facts: Facts): number[] {
  return Array.from({ length: facts.customerCount }, (_, customer) => customer);
}

/** What a comparison of two sets of scores says was crossed, as text. */
function told(customerId: string, before: PlainScores, after: PlainScores, timeMs: number): string[] {
  const lines: string[] = [];
  for (const [schemeId, cell] of Object.entries(after.cells)) {
    const from = (before.cells[schemeId] ?? 'none').split('/');
    const to = cell.split('/');
    for (const [place, dimension] of ['recency', 'frequency', 'monetary'].entries()) {
      const [old, now] = [from[place] ?? 'none', to[place] ?? 'none'];
      if (old !== now) lines.push(`${timeMs} ${customerId} ${schemeId}.${dimension} ${old}→${now}`);
    }
  }
  for (const score of ['trend', 'funnel', 'engagement'] as const) {
    if (before[score] !== after[score]) {
      lines.push(`${timeMs} ${customerId} ${score} ${before[score]}→${after[score]}`);
    }
  }
  return lines;
}

const SCORE_OF = {
  trend_changed: 'trend',
  funnel_moved: 'funnel',
  engagement_changed: 'engagement',
} as const;

function asText(crossing: Crossing): string {
  const { customerId, origin } = crossing;
  if (crossing.kind !== 'rfm_migrated') {
    return `${origin.timeMs} ${customerId} ${SCORE_OF[crossing.kind]} ${crossing.from}→${crossing.to}`;
  }
  const { schemeId, dimension, fromCell, toCell } = crossing;
  const [from, to] = [classNameInCell(fromCell, dimension), classNameInCell(toCell, dimension)];
  return `${origin.timeMs} ${customerId} ${schemeId}.${dimension} ${from}→${to}`;
}

function touchOf(record: FactRecord): Touch {
  const timeMs = 'time' in record ? record.time : 0;
  return { cause: 'event', eventId: JSON.stringify(record), timeMs };
}

describe('scores that time alone changes', () => {
  test('cross exactly where comparing every instant of the grid says, each once (TRD-3, RFM-21)', () => {
    fc.assert(
      fc.property(shopHistories(), fc.integer({ min: 0, max: 1600 }), (history, startPoint) => {
        const facts = new Facts();
        const startMs = EPOCH_MS + startPoint * GRID_MS;
        facts.applyBatch(history.filter((fact) => fact.kind !== 'cancellation' || fact.time <= startMs));
        const endMs = EPOCH_MS + 2000 * GRID_MS;
        const board = boardOf(facts, startMs);
        const expected: string[] = [];
        for (const customer of customersOf(facts)) {
          let before = plainScores(facts, customer, schemes, startMs);
          expect(namesOf(board, customer)).toEqual(before);
          for (let atMs = startMs + GRID_MS; atMs <= endMs; atMs += GRID_MS) {
            const after = plainScores(facts, customer, schemes, atMs);
            expected.push(...told(facts.customerIdAt(customer), before, after, atMs));
            before = after;
          }
        }
        expect(advanced(board, endMs).map(asText).sort()).toEqual(expected.sort());
      }),
      { numRuns: 25 },
    );
  });
});

describe('scores that facts change', () => {
  test('are those of judging everybody from scratch, after any facts and steps of time', () => {
    fc.assert(
      fc.property(shopHistories(), fc.array(fc.nat(60), { maxLength: 40 }), (history, steps) => {
        const facts = new Facts();
        let atMs = EPOCH_MS + 600 * GRID_MS;
        const board = boardOf(facts, atMs);
        const ids: string[] = [];
        for (const [place, record] of history.entries()) {
          atMs += (steps[place] ?? 0) * GRID_MS;
          ids.push(...advanced(board, atMs).map(crossingId));
          const touched = facts.applyBatch([record]);
          const touches = new Map([...touched].map((customer) => [customer, touchOf(record)]));
          ids.push(...board.judgeTouched(touches, atMs).map(crossingId));
          for (const customer of customersOf(facts)) {
            expect(namesOf(board, customer)).toEqual(plainScores(facts, customer, schemes, atMs));
          }
        }
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 40 },
    );
  });

  test('a chain of crossings of one customer and dimension has no gap', () => {
    fc.assert(
      fc.property(shopHistories(), (history) => {
        const facts = new Facts();
        const board = boardOf(facts, EPOCH_MS, []);
        for (const definition of defaultSchemes(100))
          board.put({ definition, etag: 'first', updatedAtMs: EPOCH_MS }, EPOCH_MS);
        const stands = new Map<string, string>();
        let atMs = EPOCH_MS;
        for (const record of history) {
          atMs += 9 * GRID_MS;
          const crossings = advanced(board, atMs);
          const touches = new Map(
            [...facts.applyBatch([record])].map((customer) => [customer, touchOf(record)]),
          );
          for (const crossing of [...crossings, ...board.judgeTouched(touches, atMs)]) {
            const [, customerId, score, move] = asText(crossing).split(' ');
            const [from, to] = (move ?? '').split('→');
            const key = `${customerId} ${score}`;
            expect(from).toBe(stands.get(key) ?? firstName(score ?? ''));
            stands.set(key, to ?? '');
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

function firstName(score: string): string {
  if (score === 'trend') return 'not_enough_history';
  return score === 'funnel' ? '' : 'none';
}
