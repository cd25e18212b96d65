import fc from 'fast-check';
import { FIELDS, type Filter } from '../tree/filter.ts';
import { fieldsOf, measuresOf, measureType } from '../tree/row-fields.ts';
import type { RowKind, RowSet } from '../tree/row-set.ts';
import type { RowsLeaf, SequenceLeaf } from '../tree/rows.ts';
import { SOURCE_CLASSES } from '../tree/words.ts';
import { fieldTests, numberTestsOf, textTestsOf } from './arbitrary-tests.ts';
import { windowsOf } from './arbitrary-times.ts';

const EVENT_TYPES = [
  'product_viewed',
  'cart_added',
  'message_opened',
  'page_viewed',
  'searched',
  'quiz_finished',
];
const ROW_KINDS: readonly RowKind[] = ['line', 'order', 'visit', 'event'];
const WITHIN_MS = [1, 90_000, 7_200_000, 86_400_000, 604_800_000];

const rowKinds = fc.constantFrom(...ROW_KINDS);
const sourceTests = textTestsOf(fc.constantFrom(...SOURCE_CLASSES));

/** Filters of rows of a kind, a few levels deep. */
function filtersOf(rows: RowKind, depth = 2): fc.Arbitrary<Filter> {
  const fields: fc.Arbitrary<Filter> = fc
    .constantFrom(...fieldsOf(rows))
    .chain((field) =>
      (field === 'source' ? sourceTests : fieldTests(FIELDS[field].type)).map(
        (test) => ({ kind: 'field', field, test }) as const,
      ),
    );
  if (depth === 0) return fields;
  const parts = filtersOf(rows, depth - 1);
  const joined = fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(parts, { minLength: 1, maxLength: 3 }))
    .map(([kind, of]) => ({ kind, of }));
  const negated = parts.map((of) => ({ kind: 'not', of }) as const);
  const weighted = [
    { arbitrary: fields, weight: 4 },
    { arbitrary: joined, weight: 1 },
    { arbitrary: negated, weight: 1 },
  ];
  return rows === 'order'
    ? fc.oneof(...weighted, { arbitrary: linesFilters, weight: 2 })
    : fc.oneof(...weighted);
}

const linesFilters: fc.Arbitrary<Filter> = fc
  .constantFrom('any' as const, 'all' as const, 'none' as const)
  .chain((quantifier) =>
    filtersOf('line', 1).map((filter) => ({ kind: 'lines', quantifier, filter }) as const),
  );

const setsWithoutWindow: fc.Arbitrary<RowSet> = rowKinds.chain(setsOf);

/** Rows with any window, also one that hangs on other rows. */
const rowSets: fc.Arbitrary<RowSet> = rowKinds.chain(windowedSetsOf);

function setsOf(rows: RowKind): fc.Arbitrary<RowSet> {
  const eventTypes =
    rows === 'event'
      ? fc.uniqueArray(fc.constantFrom(...EVENT_TYPES), { minLength: 1, maxLength: 2 })
      : fc.constant([]);
  return fc
    .tuple(eventTypes, fc.option(filtersOf(rows), { nil: undefined }))
    .map(([types, filter]) => ({ rows, eventTypes: types, ...(filter === undefined ? {} : { filter }) }));
}

function windowedSetsOf(rows: RowKind): fc.Arbitrary<RowSet> {
  return fc
    .tuple(setsOf(rows), fc.option(windowsOf(setsWithoutWindow), { nil: undefined }))
    .map(([set, window]) => (window === undefined ? set : { ...set, window }));
}

function measuresFor(rows: RowKind, perOrder: boolean): fc.Arbitrary<NonNullable<RowsLeaf['measure']>> {
  const numbers = fc
    .constantFrom(...measuresOf(rows, perOrder))
    .chain((measure) => numberTestsOf(measureType(measure)).map((test) => ({ measure, test })));
  const times = fc
    .tuple(fc.constantFrom('first' as const, 'last' as const), windowsOf(rowSetsWithoutSince))
    .map(([measure, within]) => ({ measure, within }));
  return perOrder ? numbers : fc.oneof({ arbitrary: numbers, weight: 4 }, { arbitrary: times, weight: 1 });
}

const rowSetsWithoutSince: fc.Arbitrary<RowSet> = rowSets.map((set) => {
  const { window, ...rest } = set;
  return window === undefined || window.kind === 'since' ? rest : { ...rest, window };
});

/** Questions about rows, of every kind, quantifier and measure. */
export const rowsLeaves: fc.Arbitrary<RowsLeaf> = rowKinds.chain((rows) =>
  fc.oneof(
    { arbitrary: measuredLeaves(rows, false), weight: 3 },
    { arbitrary: measuredLeaves(rows, rows === 'line'), weight: 2 },
    { arbitrary: quantifiedLeaves(rows), weight: 1 },
  ),
);

function measuredLeaves(rows: RowKind, perOrder: boolean): fc.Arbitrary<RowsLeaf> {
  return fc
    .tuple(windowedSetsOf(rows), fc.option(measuresFor(rows, perOrder), { nil: undefined }))
    .map(([set, measure]) => ({
      ...{ kind: 'rows', set, quantifier: 'any', perOrder },
      ...(measure === undefined ? {} : { measure }),
    }));
}

function quantifiedLeaves(rows: RowKind): fc.Arbitrary<RowsLeaf> {
  return fc
    .tuple(windowedSetsOf(rows), fc.constantFrom('all' as const, 'only' as const))
    .map(([set, quantifier]) => ({ kind: 'rows', set, quantifier, perOrder: false }));
}

export const sequenceLeaves: fc.Arbitrary<SequenceLeaf> = fc
  .tuple(rowSets, rowSets, fc.constantFrom(...WITHIN_MS), fc.boolean())
  .map(([first, next, withinMs, negated]) => ({ kind: 'sequence', first, next, withinMs, negated }));
