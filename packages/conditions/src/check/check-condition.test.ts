import { describe, expect, test } from '@jest/globals';
import type { Condition } from '../tree/condition.ts';
import type { Filter } from '../tree/filter.ts';
import type { PredictionLeaf, PredictionName } from '../tree/prediction.ts';
import type { RowKind, RowSet, TimeWindow } from '../tree/row-set.ts';
import type { NumberMeasure, RowsLeaf } from '../tree/rows.ts';
import type { ValueTest } from '../tree/value-test.ts';
import { checkCondition } from './check-condition.ts';
import { ConditionError } from './condition-problem.ts';

const VIEWS = ['product_viewed'];
const set = (rows: RowKind, more: Partial<RowSet> = {}): RowSet => ({
  ...{ rows, eventTypes: rows === 'event' ? VIEWS : [] },
  ...more,
});
const rows = (asked: RowSet, more: Partial<RowsLeaf> = {}): RowsLeaf => ({
  ...{ kind: 'rows', set: asked, quantifier: 'any', perOrder: false },
  ...more,
});
const trait = (test: ValueTest, name = 'a'): Condition => ({ kind: 'attribute', name, test });
const field = (name: string, test: ValueTest): Filter =>
  JSON.parse(JSON.stringify({ kind: 'field', field: name, test }));
const windowed = (window: TimeWindow): Condition => rows(set('order', { window }));
const measured = (kind: RowKind, measure: NumberMeasure, perOrder = false): Condition =>
  rows(set(kind), { perOrder, measure: { measure, test: { op: 'number-not', value: 1 } } });
const predicted = (of: PredictionName, test: PredictionLeaf['test']): Condition => ({
  kind: 'prediction',
  of,
  test,
});
const day = { amount: 1, unit: 'day' } as const;
const problems = (condition: Condition): string[] =>
  checkCondition(condition).map(({ path, message, fix }) => `${path}: ${message}. ${fix}.`);

describe('a tree is refused', () => {
  test.each<[Condition, string, RegExp]>([
    [trait({ op: 'set' }, ''), 'attribute.name', /empty/],
    [trait({ op: 'set' }, '__proto__.a'), 'attribute.name', /names no trait/],
    [trait({ op: 'set' }, 'a.constructor'), 'attribute.name', /names no trait/],
    [trait({ op: 'set' }, 'a..b'), 'attribute.name', /names no trait/],
    [trait({ op: 'set' }, 'a.b.c.d.e.f.g.h.i'), 'attribute.name', /names no trait/],
    [trait({ op: 'in', values: [] }), 'attribute.test', /list is empty/],
    [trait({ op: 'in', values: ['a', ''] }), 'attribute.test[1]', /text is empty/],
    [trait({ op: 'in', values: ['\ud800'] }), 'attribute.test[0]', /half a character/],
    [trait({ op: 'in', values: Array<string>(1001).fill('a') }), 'attribute.test', /1,001 values/],
    [trait({ op: 'contains', value: 'a'.repeat(1025) }), 'attribute.test', /1,025 characters/],
    [trait({ op: 'matches', pattern: '(' }), 'attribute.test', /pattern is refused/],
    [trait({ op: 'range', lowInclusive: true, highInclusive: true }), 'attribute.test', /no bound/],
    [
      trait({ op: 'range', low: 2, lowInclusive: true, high: 1, highInclusive: true }),
      'attribute.test',
      /No number lies/,
    ],
    [
      trait({ op: 'range', low: 2, lowInclusive: true, high: 2, highInclusive: false }),
      'attribute.test',
      /No number lies/,
    ],
    [trait({ op: 'number-not', value: Number.NaN }), 'attribute.test', /no number/],
    [trait({ op: 'older', amount: 0, unit: 'year' }), 'attribute.test', /no stretch of time/],
    [trait({ op: 'younger', amount: 1.5, unit: 'year' }), 'attribute.test', /no stretch of time/],
    [trait({ op: 'before', date: '2026-02-29' }), 'attribute.test', /no day of the calendar/],
    [trait({ op: 'since', date: '3000-01-01' }), 'attribute.test', /out of reach/],
    [{ kind: 'tag', tag: '' }, 'tag.tag', /empty/],
    [{ kind: 'consent', channel: '', topic: 'all', is: 'granted' }, 'consent.channel', /empty/],
    [{ kind: 'score', score: 'stage', in: [] }, 'score.in', /list is empty/],
    [
      { kind: 'score', score: 'stage', in: ['loyal', 'high'] },
      'score.in[1]',
      /no "high".*Use one of visitor/,
    ],
    [{ kind: 'rfm', schemeId: 'Mine', part: 'cell', in: ['none'] }, 'rfm.schemeId', /no id/],
    [{ kind: 'rfm', schemeId: 'x', part: 'cell', in: ['short'] }, 'rfm.in[0]', /no "short"/],
    [predicted('churn', { op: 'number-not', value: 1.5 }), 'prediction.test', /no chance/],
    [predicted('purchase', { op: 'number-not', value: 0.12345 }), 'prediction.test', /no chance/],
    [predicted('value', { op: 'number-not', value: 0.5 }), 'prediction.test', /minor units/],
    [predicted('value', { op: 'in', values: ['high'] }), 'prediction.test', /no bands/],
    [predicted('churn', { op: 'in', values: ['huge'] }), 'prediction.test.values[0]', /no "huge"/],
    [{ kind: 'affinity', groups: [] }, 'affinity.groups', /list is empty/],
    [{ kind: 'affinity', groups: [1, 0] }, 'affinity.groups[1]', /no number of a group/],
    [{ kind: 'channel', test: { op: 'in', values: [] } }, 'channel.test.values', /list is empty/],
    [{ kind: 'channel', test: { op: 'in', values: ['search'] } }, 'channel.test.values[0]', /no "search"/],
    [{ kind: 'member', of: 'segment', id: 'a b' }, 'member.id', /no id/],
    [rows(set('event', { eventTypes: [] })), 'rows.set.eventTypes', /list is empty/],
    [rows(set('order', { eventTypes: VIEWS })), 'rows.set.eventTypes', /no event types/],
    [rows(set('order'), { perOrder: true }), 'rows.perOrder', /Only lines/],
    [rows(set('line'), { perOrder: true, quantifier: 'all' }), 'rows.perOrder', /all rows together/],
    [
      rows(set('line'), {
        quantifier: 'only',
        measure: { measure: 'first', within: { kind: 'last-visit' } },
      }),
      'rows.measure',
      /without a measure/,
    ],
    [measured('visit', 'sum'), 'rows.measure', /no measure "sum".*count, days, duration/],
    [measured('order', 'quantity'), 'rows.measure', /no measure/],
    [measured('line', 'days', true), 'rows.measure', /Lines of one order have no measure/],
    [
      rows(set('line'), { perOrder: true, measure: { measure: 'first', within: { kind: 'last-visit' } } }),
      'rows.measure',
      /over all orders/,
    ],
    [
      rows(set('line'), { measure: { measure: 'sum', test: { op: 'number-not', value: 0.5 } } }),
      'rows.measure.test',
      /not whole.*minor units/,
    ],
    [windowed({ kind: 'last', span: { amount: 101, unit: 'year' } }), 'rows.set.window.span', /1 to 100/],
    [windowed({ kind: 'between-ago', far: day, near: day }), 'rows.set.window', /ends before it begins/],
    [windowed({ kind: 'dates' }), 'rows.set.window', /no day/],
    [windowed({ kind: 'dates', from: '2026-01-02', to: '2026-01-01' }), 'rows.set.window', /ends before/],
    [windowed({ kind: 'dates', from: '2026-1-2' }), 'rows.set.window.from', /no day of the calendar/],
    [
      windowed({
        kind: 'since',
        anchor: 'last',
        set: set('order', { window: { kind: 'since', anchor: 'last', set: set('order') } }),
      }),
      'rows.set.window.set.window',
      /hangs on/,
    ],
    [
      { kind: 'sequence', first: set('order'), next: set('order'), withinMs: 0, negated: false },
      'sequence.withinMs',
      /no stretch of time/,
    ],
  ])('%j at %s', (condition, path, message) => {
    const found = problems(condition).find((problem) => problem.startsWith(`${path}: `));
    expect(found).toMatch(message);
  });

  test.each<[RowKind, Filter, string, RegExp]>([
    ['line', field('page', { op: 'set' }), 'field', /A line has no field "page".*product, name, brand/],
    ['order', field('brand', { op: 'set' }), 'field', /An order has no field/],
    ['visit', field('query', { op: 'set' }), 'field', /A visit has no field/],
    ['event', field('hits', { op: 'set' }), 'field', /An event has no field/],
    ['line', field('constructor', { op: 'set' }), 'field', /no field "constructor"/],
    ['line', field('brand', { op: 'number-not', value: 1 }), 'field.test', /value is a text/],
    ['line', field('price', { op: 'in', values: ['a'] }), 'field.test', /amount of money/],
    ['line', field('paid', { op: 'in', values: ['a'] }), 'field.test', /true or false/],
    ['line', field('brand', { op: 'older', amount: 1, unit: 'day' }), 'field.test', /value is a text/],
    ['visit', field('duration', { op: 'number-not', value: 0.5 }), 'field.test', /whole milliseconds/],
    ['visit', field('source', { op: 'in', values: ['mail'] }), 'field.test[0]', /no "mail"/],
    ['line', { kind: 'and', of: [] }, 'and', /list is empty/],
    ['line', { kind: 'or', of: [field('page', { op: 'set' })] }, 'or[0].field', /no field/],
    [
      'line',
      { kind: 'lines', quantifier: 'any', filter: field('brand', { op: 'set' }) },
      'lines',
      /Only orders/,
    ],
    [
      'order',
      { kind: 'lines', quantifier: 'any', filter: { kind: 'not', of: field('page', { op: 'set' }) } },
      'lines.filter.not.field',
      /A line has no field/,
    ],
  ])('for the filter of a %s: %j', (kind, filter, path, message) => {
    const condition: Condition = {
      kind: 'all',
      of: [
        { kind: 'any', of: [] },
        { kind: 'not', of: rows(set(kind, { filter })) },
      ],
    };
    const found = problems(condition).find((each) => each.startsWith(`all[1].not.rows.set.filter.${path}: `));
    expect(found).toMatch(message);
  });

  test('beyond the limits of its size', () => {
    const deep = (levels: number): Condition =>
      levels === 1 ? { kind: 'any', of: [] } : { kind: 'not', of: deep(levels - 1) };
    expect(problems(deep(32))).toEqual([]);
    expect(problems(deep(33))).toEqual([expect.stringMatching(/nested deeper than 32/)]);
    const wide = (parts: number): Condition => ({
      kind: 'all',
      of: Array.from({ length: parts }, () => deep(1)),
    });
    expect(problems(wide(999))).toEqual([]);
    expect(problems(wide(1000))).toEqual([expect.stringMatching(/more than 1000 nodes/)]);
    const long = trait({ op: 'in', values: Array<string>(1000).fill('a') });
    expect(problems({ kind: 'all', of: Array<Condition>(10).fill(long) })).toEqual([]);
    expect(problems({ kind: 'all', of: Array<Condition>(11).fill(long) })).toEqual([
      expect.stringMatching(/more than 10000 values/),
    ]);
  });

  test('with all problems at once, as an error too', () => {
    const condition: Condition = {
      kind: 'all',
      of: [
        { kind: 'tag', tag: '' },
        { kind: 'member', of: 'group', id: '' },
      ],
    };
    expect(problems(condition)).toHaveLength(2);
    expect(new ConditionError(checkCondition(condition)).message).toMatch(
      /^all\[0\]\.tag\.tag: .* all\[1\]\.member\.id: .*\.$/,
    );
  });
});
