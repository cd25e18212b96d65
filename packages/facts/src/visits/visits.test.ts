import { describe, expect, test } from '@jest/globals';
import { sourceKeyOf } from './source-key.ts';
import { VISIT_GAP_MS } from './visit-course.ts';
import { visitAt, visitsOf } from './visits.ts';

const hit = (timeMs: number, sourceClass = '', utmCampaign = '') => ({
  timeMs,
  sourceClass,
  sourceKey: sourceKeyOf({ sourceClass, utmCampaign }),
});
const starts = (...hits: ReturnType<typeof hit>[]) => visitsOf(hits).map((visit) => visit.startTimeMs);

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

  test('goes on with another spelling of its campaign', () => {
    expect(starts(hit(0, 'email', 'May'), hit(1, 'email', 'may'))).toEqual([0]);
  });

  test('of hits of one instant begins with those that show a source, by its name', () => {
    expect(starts(hit(0, 'email'), hit(0, 'adv'))).toEqual([0, 0]);
    expect(visitsOf([hit(0, 'email'), hit(0, 'adv')])[0]?.hits).toMatchObject([{ sourceClass: 'adv' }]);
    expect(visitsOf([hit(0), hit(0, 'adv'), hit(0, 'direct')])).toMatchObject([
      { hits: [{ sourceClass: 'adv' }, { sourceClass: '' }, { sourceClass: 'direct' }] },
    ]);
  });
});

describe('SRC-2: the visit that an instant falls into', () => {
  const minutes = 60_000;
  const visits = visitsOf([hit(0, 'adv'), hit(10 * minutes), hit(100 * minutes, 'email')]);

  test.each([
    [0, 'adv'],
    [40, 'adv'],
    [41, undefined],
    [99, undefined],
    [100, 'email'],
    [131, undefined],
  ])('minute %d falls into the visit from %s', (minute, sourceClass) => {
    expect(visitAt(visits, minute * minutes)?.hits[0].sourceClass).toBe(sourceClass);
  });
});
