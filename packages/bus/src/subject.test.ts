import { describe, expect, test } from '@jest/globals';
import { partitionOf, StreamDirectory, tenantOf } from './stream-directory.ts';
import { isSubject, matchesFilter, tokenAt } from './subject.ts';

const ACTIONS = { name: 'ACTIONS', subjectPrefix: 'act', partitionToken: 3, duplicateWindowMs: 1 };
const DEAD = { name: 'DEAD', subjectPrefix: 'dead', duplicateWindowMs: 1 };

describe('subject', () => {
  test.each([
    ['evt.shop.3.order', 'evt.shop.>', true],
    ['evt.shop', 'evt.shop.>', false],
    ['evt.shop.3', 'evt.*.3', true],
    ['evt.shop.3.order', 'evt.*.3', false],
    ['evt.shop', 'evt.*.3', false],
    ['evt.shop2.3', 'evt.shop.3', false],
    ['evt', '>', true],
  ])('%s against %s is %s', (subject, filter, expected) => {
    expect(matchesFilter(subject, filter)).toBe(expected);
  });

  test('tokens are counted from 0 and end', () => {
    expect([0, 1, 2, 3].map((index) => tokenAt('act.email.shop', index))).toEqual([
      'act',
      'email',
      'shop',
      undefined,
    ]);
  });

  test.each(['', '.', 'a..b', 'A', 'a b', 'a.*', 'a.>'])('"%s" is no subject', (subject) => {
    expect(isSubject(subject)).toBe(false);
  });
});

describe('streams', () => {
  test('the tenant is the token before the partition, or the last one where there is none', () => {
    expect(tenantOf(ACTIONS, 'act.email.shop.7')).toBe('shop');
    expect(partitionOf(ACTIONS, 'act.email.shop.7')).toBe(7);
    expect(tenantOf(DEAD, 'dead.events.shop')).toBe('shop');
    expect(partitionOf(DEAD, 'dead.events.shop')).toBe(0);
  });

  test.each(['', '.32', '.-1', '.x', '.1e1', '.07', '.0x1'])('a partition "%s" is refused', (token) => {
    expect(() => partitionOf(ACTIONS, `act.email.shop${token}`)).toThrow(/must be a partition from 0 to 31/);
  });

  test('a name or prefix stands once, and an unknown one is named with those that are known', () => {
    expect(() => new StreamDirectory([ACTIONS, { ...DEAD, subjectPrefix: 'act' }])).toThrow(
      /DEAD.*"act" is taken/,
    );
    const directory = new StreamDirectory([ACTIONS, DEAD]);
    expect(() => directory.named('NONE')).toThrow(/No stream NONE.*ACTIONS \(act\.>\), DEAD \(dead\.>\)/);
    expect(() => directory.holding('zzz.a')).toThrow(/No stream holds the subject zzz\.a/);
  });
});
