import { expect, test } from '@jest/globals';
import { DAY_MS, ZoneTime } from '@perennial/calendar';
import { type Condition, RFM_WORDS, SCORE_WORDS } from '@perennial/conditions';
import { type FactRecord, Facts } from '@perennial/facts';
import { histories } from '@perennial/facts/testing';
import { defaultSchemes, type SchemeDefinition } from '@perennial/scores';
import fc from 'fast-check';
import { sizeHistory } from '../history/size-history.ts';
import { JudgeAll } from '../judge/judge-all.ts';
import type { AskedScore } from '../readers.ts';
import { scanCondition } from '../scan/scan-condition.ts';
import { knownReaders, threeGroups } from '../testing/known-readers.ts';
import { SameThread } from '../testing/same-thread.ts';
import { FactsScores } from './facts-scores.ts';

/** An hour of the histories becomes fifteen days and a half, so that half a year passes. */
const STRETCH = 24 * 15.5;
const HOUR_MS = 3_600_000 * STRETCH;

const SCHEMES: SchemeDefinition[] = [
  ...defaultSchemes(100),
  {
    ...{ schemeId: 'windows', name: 'Windows' },
    recency: { borders: { method: 'fixed', low: 0, high: 20 }, windowDays: 0 },
    frequency: { borders: { method: 'fixed', low: 1, high: 2 }, windowDays: 31 },
    monetary: { borders: { method: 'fixed', low: 0, high: 40_000 }, windowDays: 93 },
  },
];

/** Each score with each word, and cells. */
const LEAVES: { score: AskedScore; leaf: Condition; words: readonly string[] }[] = [
  ...Object.entries(SCORE_WORDS).flatMap(([name, words]) =>
    words.map((word) => {
      const score = name as keyof typeof SCORE_WORDS;
      return { score, words: [word], leaf: { kind: 'score', score, in: [word] } as Condition };
    }),
  ),
  ...SCHEMES.flatMap(({ schemeId }) => [
    ...(['recency', 'frequency', 'monetary'] as const).flatMap((part) =>
      RFM_WORDS[part].map((word) => rfm(schemeId, part, [word])),
    ),
    rfm(schemeId, 'cell', ['short/casual/saver', 'long/regular/big_spender', 'none']),
    rfm(schemeId, 'monetary', ['saver', 'big_spender']),
  ]),
];

function rfm(
  schemeId: string,
  part: 'recency' | 'frequency' | 'monetary' | 'cell',
  words: readonly string[],
) {
  const leaf: Condition = { kind: 'rfm', schemeId, part, in: words };
  return { score: { schemeId, part }, words, leaf };
}

function stretched(record: FactRecord): FactRecord {
  const times = { time: 0, recordedTime: 0 };
  for (const name of ['time', 'recordedTime'] as const) {
    if (name in record) times[name] = (record as typeof times)[name] * STRETCH;
  }
  return 'time' in record ? ({ ...record, ...times } as FactRecord) : record;
}

/** So many days after an order a score may turn. */
const BORDERS_DAYS = [0, 1, 21, 30, 31, 60, 90, 91, 93, 180, 181];

/** By what is known now, later facts and time turn no verdict before the instant that was told. */
function holdsUntilTold(judge: JudgeAll, customers: readonly number[], days: readonly number[]): void {
  for (const customer of customers) {
    for (const [place, at] of days.slice(1).entries()) {
      const before = days[place] ?? at;
      const verdict = judge.judge(0, customer, { at: before });
      if (judge.nextInstant(customer, before) > at)
        expect([customer, at, judge.judge(0, customer, { at })]).toEqual([customer, at, verdict]);
    }
  }
}

const instants = fc
  .uniqueArray(
    fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(...BORDERS_DAYS), fc.constantFrom(-1, 0))
      .map(([hour, days, offsetMs]) => hour * HOUR_MS + days * DAY_MS + offsetMs),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.sort((a, b) => a - b));

test('everybody who has a score at an instant is who is judged to have it (RFM-2..5, TRD-2..5, CRM-3, CRM-5)', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat({ max: 40 }), instants, async (history, mergedAfter, days) => {
      const facts = new Facts();
      for (const [i, record] of history.entries()) {
        facts.apply(stretched(record));
        if (i === mergedAfter) facts.mergeDelta();
      }
      const zone = new ZoneTime('Europe/Berlin');
      const scores = new FactsScores({ facts, zone, schemes: SCHEMES });
      const context = { facts, zone, ...knownReaders(facts, threeGroups(1, 0, 1)), scores };
      const walkSharer = new SameThread(facts.columns());
      const active = Array.from({ length: facts.customerCount }, (_, customer) => customer).filter((each) =>
        facts.isActive(each),
      );
      for (const { score, leaf, words } of LEAVES) {
        const judged = days.map((at) =>
          active.filter((customer) => words.includes(scores.codeOf(customer, { at }, score))),
        );
        for (const [day, at] of days.entries()) {
          const found = await scanCondition(leaf, context, { at });
          expect(found.list()).toEqual(judged[day]);
        }
        const sizes = judged.map((each) => each.length);
        expect(await sizeHistory(leaf, context, days)).toEqual(sizes);
        expect(await sizeHistory(leaf, { ...context, walkSharer }, days)).toEqual(sizes);
        holdsUntilTold(new JudgeAll([leaf], context), active, days);
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
