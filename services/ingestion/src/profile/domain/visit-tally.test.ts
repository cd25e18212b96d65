import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BehaviourTold } from './profile-event.ts';
import { DIRECT_SOURCE, type VisitSource } from './visit-source.ts';
import { spansOf, tallyOf, type VisitTally, withHit } from './visit-tally.ts';

const MINUTE_MS = 60_000;
const SPRING: VisitSource = { sourceClass: 'adv', paid: true, utmCampaign: 'spring' };
const NEWS: VisitSource = { sourceClass: 'email', paid: false, utmCampaign: 'news' };

function hit(minute: number, source: VisitSource | null = null, eventId = `e${minute}`): BehaviourTold {
  const timeMs = minute * MINUTE_MS;
  const node = { kind: 'user', value: 'u1' };
  return { kind: 'behaviour', timeMs, recordedTimeMs: timeMs, eventId, node, isHit: true, source };
}

const anyHit = fc
  .record({
    minute: fc.nat({ max: 200 }),
    source: fc.constantFrom(null, SPRING, NEWS, DIRECT_SOURCE),
    id: fc.uuid(),
  })
  .map(({ minute, source, id }) => hit(minute, source, id));

describe('withHit', () => {
  test('in any order, with a recount where it asks for one, it equals counting all hits at once (SRC-1)', () => {
    fc.assert(
      fc.property(fc.array(anyHit, { minLength: 1, maxLength: 25 }), (hits) => {
        let tally: VisitTally | null = null;
        for (const [at, next] of hits.entries())
          tally = withHit(tally, next) ?? tallyOf(spansOf(hits.slice(0, at + 1)));
        expect(tally).toEqual(tallyOf(spansOf(hits)));
      }),
      { numRuns: 500 },
    );
  });

  test('a hit that is in already changes nothing', () => {
    const hits = [hit(0, SPRING), hit(5), hit(20)];
    const tally = tallyOf(spansOf(hits));
    expect(withHit(tally, hit(20))).toBe(tally);
    expect(withHit(tally, hit(5))).toBe(tally);
  });

  test('asks for a recount only where a late hit could part or join visits', () => {
    const tally = tallyOf(spansOf([hit(0), hit(100, SPRING), hit(110)]));
    expect(withHit(tally, hit(105))).toBe(tally);
    expect(withHit(tally, hit(105, SPRING))).toBe(tally);
    expect(withHit(tally, hit(105, NEWS))).toBeNull();
    expect(withHit(tally, hit(20))).toBeNull();
  });
});

describe('spansOf', () => {
  test('a visit ends after 30 minutes without a hit, and with another source', () => {
    const spans = spansOf([hit(0), hit(30), hit(61), hit(62, SPRING), hit(63, SPRING), hit(64, NEWS)]);
    expect(spans.map(({ startTimeMs, source }) => [startTimeMs / MINUTE_MS, source.sourceClass])).toEqual([
      [0, 'direct'],
      [61, 'direct'],
      [62, 'adv'],
      [64, 'email'],
    ]);
  });
});
