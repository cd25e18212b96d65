import { describe, expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { parseCondition } from '@perennial/conditions';
import { Facts, NO_SOURCE } from '@perennial/facts';
import { earlyThenLate } from '../testing/known-readers.ts';
import { SegmentBoard } from './segment-board.ts';
import { definitionsJson } from './segment-state.ts';

const DAY_MS = 86_400_000;
const AT_MS = 400 * DAY_MS;
/** More than are tried of an image. */
const CUSTOMERS = 2_500;
const RECENT = { of: 'segment', id: 'recent' } as const;

/** Customers who bought one after the other, the last just now. */
function factsOf(customers: number, prefix = 'c'): Facts {
  const facts = new Facts();
  for (let number = 0; number < customers; number += 1) {
    const time = AT_MS - (customers - number) * (DAY_MS / 100);
    facts.apply({
      ...{
        kind: 'order',
        customerId: `${prefix}${number}`,
        node: `user:${prefix}${number}`,
        time,
        recordedTime: time,
      },
      ...{
        orderKey: `shop|${number}`,
        version: { updatedTime: time, tie: '' },
        channel: '',
        source: NO_SOURCE,
      },
      ...{ storeId: '', storeKind: '', coupon: '', currency: '', netMinor: 100, lines: [] },
    });
  }
  return facts;
}

function open(facts: Facts, texts: Record<string, string>, image?: Uint8Array): SegmentBoard {
  const definitions = Object.entries(texts).map(([id, text]) => ({
    ...{ of: 'segment' as const, id, version: 1, etag: id, updatedAtMs: 0 },
    condition: parseCondition(text, { currency: 'EUR', minorPerUnit: 100 }),
  }));
  const state = { definitionsJson: definitionsJson(definitions), borders: [] };
  return new SegmentBoard(
    { facts, zone: new ZoneTime('UTC'), openScores: () => earlyThenLate, openGroups: () => undefined },
    { state, atMs: AT_MS, toldMs: AT_MS, customers: 'known', ...(image && { image }) },
  );
}

/** Whether nobody is left to be judged. */
function isReady(board: SegmentBoard): boolean {
  return board.advance(AT_MS) === undefined;
}

function judged(board: SegmentBoard): SegmentBoard {
  while (board.advance(AT_MS) !== undefined);
  return board;
}

/** When each is told to leave from now on. */
function exitsOf(board: SegmentBoard): [string, number][] {
  const exits: [string, number][] = [];
  for (let told = board.advance(Number.MAX_SAFE_INTEGER); told; told = board.advance(Number.MAX_SAFE_INTEGER))
    for (const { customerId, origin } of told) exits.push([customerId, origin.timeMs]);
  return exits;
}

const texts = {
  recent: 'ordered() in last 10 days',
  many: 'ordered() count >= 2',
  early: 'ordered() more than 12 days ago',
};

describe('a board that was kept over a stop (DSEG-1)', () => {
  const facts = factsOf(CUSTOMERS);

  test('has the members of before and tells the same from then on, without judging everybody', () => {
    const before = judged(open(facts, texts));
    const after = open(facts, texts, before.image());
    expect(isReady(after)).toBe(true);
    expect(after.countOf(RECENT)).toBe(before.countOf(RECENT));
    expect(after.membersOf(RECENT)).toEqual(before.membersOf(RECENT));
    expect(after.pendingCount).toBe(before.pendingCount);
    expect(exitsOf(after)).toEqual(exitsOf(before));
  });

  test('takes slots of removed segments for new ones', () => {
    const before = judged(open(facts, { gone: 'everyone', ...texts }));
    before.remove('segment:gone', AT_MS);
    const after = open(facts, texts, judged(before).image());
    const added = { of: 'segment' as const, id: 'new', version: 1, etag: 'new', updatedAtMs: 0 };
    after.put(
      { ...added, condition: parseCondition('everyone', { currency: 'EUR', minorPerUnit: 100 }) },
      AT_MS,
    );
    expect(judged(after).countOf(added)).toBe(CUSTOMERS);
    expect(after.countOf(RECENT)).toBe(before.countOf(RECENT));
  });

  test('is not kept while somebody is left to be judged', () => {
    expect(open(facts, texts).image()).toBeUndefined();
  });

  test.each([
    ['as many other customers', factsOf(CUSTOMERS, 'd'), texts],
    ['more customers', factsOf(CUSTOMERS + 1), texts],
    ['other segments', facts, { recent: texts.recent }],
    ['the same segments judged in another way', facts, { ...texts, many: 'ordered() count >= 1' }],
  ])('is judged again for %s', (_, otherFacts, otherTexts) => {
    const image = judged(open(facts, texts)).image();
    const board = open(otherFacts, otherTexts, image);
    expect(isReady(board)).toBe(false);
    const fresh = judged(open(otherFacts, otherTexts));
    expect(judged(board).membersOf(RECENT)).toEqual(fresh.membersOf(RECENT));
  });
});
