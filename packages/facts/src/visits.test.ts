import { describe, expect, test } from '@jest/globals';
import { VISIT_GAP_MS, visitsOf } from './visits.ts';

const hit = (timeMs: number, sourceClass = '', sourceKey = '') => ({ timeMs, sourceClass, sourceKey });
const starts = (...hits: ReturnType<typeof hit>[]) => visitsOf(hits).map((visit) => visit.startMs);

describe('SRC-1: a visit', () => {
  test('goes on while hits follow within 30 minutes', () => {
    expect(starts(hit(0), hit(VISIT_GAP_MS), hit(2 * VISIT_GAP_MS))).toEqual([0]);
  });

  test('ends after more than 30 minutes without a hit', () => {
    expect(starts(hit(0), hit(VISIT_GAP_MS + 1))).toEqual([0, VISIT_GAP_MS + 1]);
  });

  test('begins anew with another source, but not with direct or an own page', () => {
    expect(starts(hit(0, 'email', 'may'), hit(1), hit(2, 'direct'), hit(3, 'email', 'may'))).toEqual([0]);
    expect(starts(hit(0, 'email', 'may'), hit(1, 'email', 'june'), hit(2, 'adv'))).toEqual([0, 1, 2]);
  });

  test('that begins on an own page is direct', () => {
    expect(visitsOf([hit(0)])[0]?.sourceClass).toBe('direct');
  });
});
