import { describe, expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import type { NumberTest, TextTest, ValueTest } from '../tree/value-test.ts';
import { type AttributeValue, attributeTest, nextAttributeTurn } from './attribute-test.ts';
import { numberTest } from './number-test.ts';
import { pathTest } from './path-test.ts';
import { textTest } from './text-test.ts';

const zone = new ZoneTime('Europe/Berlin');
const atMs = Date.parse('2026-03-15T12:00:00Z');
const TEXT_TESTS: readonly TextTest[] = [
  { op: 'in', values: [''] },
  { op: 'not-in', values: ['x'] },
  { op: 'contains', value: '' },
  { op: 'starts', value: '' },
  { op: 'ends', value: '' },
  { op: 'matches', pattern: '' },
];

describe('a test of texts', () => {
  test.each<[TextTest, string, boolean, boolean]>([
    [{ op: 'in', values: ['Lego', 'x'] }, 'LEGO', true, false],
    [{ op: 'in', values: ['Lego'] }, 'Lego', true, true],
    [{ op: 'in', values: [] }, 'Lego', false, false],
    [{ op: 'not-in', values: ['Lego'] }, 'LEGO', false, true],
    [{ op: 'not-in', values: [] }, 'Lego', true, true],
    [{ op: 'contains', value: 'eg' }, 'LEGO', true, false],
    [{ op: 'starts', value: 'Le' }, 'LEGO', true, false],
    [{ op: 'ends', value: 'go' }, 'LEGO', true, false],
    [{ op: 'ends', value: 'le' }, 'LEGO', false, false],
    [{ op: 'matches', pattern: '^l.g' }, 'LEGO', true, false],
    [{ op: 'matches', pattern: 'e' }, 'Lego', true, true],
  ])('%j of %s holds: %s, with regard to case: %s', (asked, value, folded, exact) => {
    expect(textTest(asked, { caseSensitive: false })(value)).toBe(folded);
    expect(textTest(asked, { caseSensitive: true })(value)).toBe(exact);
  });

  test.each(TEXT_TESTS)('%j fails where the text is unset', (asked) => {
    expect(textTest(asked, { caseSensitive: true })('')).toBe(false);
    expect(pathTest(asked)([])).toBe(false);
  });

  test.each<[TextTest, boolean]>([
    [{ op: 'in', values: ['boots'] }, true],
    [{ op: 'in', values: ['Shoes'] }, true],
    [{ op: 'in', values: ['Shoes > Boots'] }, true],
    [{ op: 'in', values: ['Boots > Winter'] }, false],
    [{ op: 'not-in', values: ['Boots'] }, false],
    [{ op: 'not-in', values: ['Boots > Winter'] }, true],
    [{ op: 'contains', value: 's > b' }, true],
    [{ op: 'starts', value: 'boots' }, false],
  ])('%j of the path Shoes > Boots > Winter holds: %s', (asked, holds) => {
    expect(pathTest(asked)(['Shoes', 'Boots', 'Winter'])).toBe(holds);
  });
});

describe('a test of numbers', () => {
  const range = (low?: number, lowInclusive = true, high?: number, highInclusive = false): NumberTest => ({
    op: 'range',
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    lowInclusive,
    highInclusive,
  });
  test.each<[NumberTest, readonly number[], readonly number[]]>([
    [range(3, true), [3, 4], [2.9]],
    [range(3, false), [3.1], [3]],
    [range(undefined, false, 5, true), [-9, 5], [5.1]],
    [range(undefined, false, 5, false), [4.9], [5]],
    [range(3, true, 5, false), [3, 4.9], [2, 5]],
    [range(3, false, 5, true), [5], [3]],
    [range(5, true, 5, true), [5], [4, 6]],
    [range(), [0, Number.POSITIVE_INFINITY], []],
    [{ op: 'number-not', value: 5 }, [4], [5]],
  ])('%j takes %j and not %j, nor what is unset', (asked, yes, no) => {
    const passes = numberTest(asked);
    expect(yes.filter(passes)).toEqual(yes);
    expect(no.filter(passes)).toEqual([]);
    expect(passes(Number.NaN)).toBe(false);
  });
});

describe('a test of a trait', () => {
  const holds = (asked: ValueTest, value: AttributeValue): boolean =>
    attributeTest(asked, { atMs, zone })(value);

  test.each<[AttributeValue]>([[undefined], [null], ['']])('takes %j for unset', (value) => {
    expect(holds({ op: 'unset' }, value)).toBe(true);
    expect(holds({ op: 'set' }, value)).toBe(false);
    for (const asked of TEXT_TESTS) expect(holds(asked, value)).toBe(false);
  });

  test.each<[ValueTest, AttributeValue, boolean]>([
    [{ op: 'set' }, false, true],
    [{ op: 'set' }, 0, true],
    [{ op: 'is', value: true }, true, true],
    [{ op: 'is', value: false }, undefined, false],
    [{ op: 'is', value: true }, 'true', false],
    [{ op: 'in', values: ['de'] }, 'DE', true],
    [{ op: 'in', values: ['5'] }, 5, false],
    [{ op: 'number-not', value: 5 }, '6', false],
    [{ op: 'number-not', value: 5 }, 6, true],
    [{ op: 'older', amount: 18, unit: 'year' }, '2008-03-15', true],
    [{ op: 'older', amount: 18, unit: 'year' }, '2008-03-16', false],
    [{ op: 'younger', amount: 18, unit: 'year' }, '2008-03-16', true],
    [{ op: 'younger', amount: 1, unit: 'hour' }, '2026-03-15T11:00:00Z', false],
    [{ op: 'younger', amount: 1, unit: 'hour' }, '2026-03-15T12:00:00.001+01:00', true],
    [{ op: 'younger', amount: 1, unit: 'day' }, 'soon', false],
    [{ op: 'older', amount: 1, unit: 'day' }, '2026-02-30', false],
    [{ op: 'older', amount: 1, unit: 'day' }, 5, false],
    [{ op: 'before', date: '2026-03-15' }, '2026-03-14T23:59:59', true],
    [{ op: 'before', date: '2026-03-15' }, '2026-03-14T23:00:00Z', false],
    [{ op: 'since', date: '2026-03-15' }, '2026-03-15', true],
    [{ op: 'since', date: '2026-03-15' }, 'x', false],
  ])('%j of %j holds: %s', (asked, value, expected) => {
    expect(holds(asked, value)).toBe(expected);
  });

  test('turns with time exactly where its next turn says', () => {
    const asked: ValueTest = { op: 'older', amount: 18, unit: 'year' };
    const turn = nextAttributeTurn(asked, '2012-02-29', atMs, zone);
    expect(new Date(turn).toISOString()).toBe('2030-02-28T23:00:00.000Z');
    expect(attributeTest(asked, { atMs: turn - 1, zone })('2012-02-29')).toBe(false);
    expect(attributeTest(asked, { atMs: turn, zone })('2012-02-29')).toBe(true);
    expect(nextAttributeTurn(asked, '2012-02-29', turn, zone)).toBe(Number.POSITIVE_INFINITY);
    expect(nextAttributeTurn({ op: 'set' }, '2012-02-29', atMs, zone)).toBe(Number.POSITIVE_INFINITY);
  });
});
