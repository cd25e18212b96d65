import {
  type Condition,
  type Filter,
  type NumberMeasure,
  PREDICTION_BANDS,
  type PredictionLeaf,
  type PredictionName,
  type RowKind,
  type RowSet,
  type TimeWindow,
  type ValueTest,
} from '@perennial/conditions';
import fc from 'fast-check';

/** Questions about the customers of the histories that the facts' own tests use: they speak of the same few products, sources and hours. */
const HOUR_MS = 3_600_000;

const moneyTests = fc.integer({ min: 0, max: 20_000 }).map((low) => ({ ...OPEN_RANGE, low }));
const smallTests = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.boolean())
  .map(([low, isLow]) => (isLow ? { ...OPEN_RANGE, low } : { ...OPEN_RANGE, high: low }));
const OPEN_RANGE = { op: 'range', lowInclusive: true, highInclusive: true } as const;

const spans = fc.record({
  amount: fc.integer({ min: 1, max: 6 }),
  unit: fc.constantFrom('minute', 'hour', 'hour', 'hour', 'day', 'week', 'month'),
});
const simpleWindows: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.record({ kind: fc.constantFrom('last', 'ago'), span: spans }),
  fc.record({ kind: fc.constant('between-ago'), far: spans, near: spans }),
  fc.record({
    kind: fc.constantFrom('this', 'previous'),
    unit: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
  }),
  fc.constantFrom<TimeWindow>(
    { kind: 'dates', from: '1970-01-01' },
    { kind: 'dates', from: '1969-12-31', to: '1969-12-31' },
    { kind: 'dates', to: '1970-01-01' },
    { kind: 'last-visit' },
  ),
);

/** Texts of the histories, and of nothing. */
const texts = fc.constantFrom(
  'p1',
  'p2',
  'lego',
  'acme',
  'Toys',
  'Shoes > Boots',
  'adv',
  'direct',
  'spring',
  's1',
  'web',
  '/a',
  'mug',
  'DE',
  'x',
);
const textTests: fc.Arbitrary<ValueTest> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(texts, { minLength: 1, maxLength: 3 })
      .map((values): ValueTest => ({ op: 'in', values })),
  },
  fc.array(texts, { minLength: 1, maxLength: 2 }).map((values): ValueTest => ({ op: 'not-in', values })),
  fc
    .tuple(fc.constantFrom('contains', 'starts', 'ends'), texts)
    .map(([op, value]): ValueTest => ({ op, value })),
  fc.constantFrom<ValueTest>({ op: 'matches', pattern: '^[a-m]' }, { op: 'set' }, { op: 'unset' }),
);

const sourceTests: fc.Arbitrary<ValueTest> = fc
  .subarray(['adv', 'email', 'direct'], { minLength: 1, maxLength: 2 })
  .map((values): ValueTest => ({ op: 'in', values }));

const FIELDS_OF = {
  line: [
    'product',
    'brand',
    'category',
    'store',
    'store_kind',
    'store_country',
    'source',
    'channel',
    'coupon',
    'utm_campaign',
  ],
  order: ['store', 'store_kind', 'store_country', 'source', 'channel', 'coupon', 'referrer'],
  event: ['product', 'brand', 'category', 'source', 'page', 'query', 'utm_campaign'],
  visit: ['source', 'page', 'referrer'],
} as const;
const NUMBERS_OF = {
  line: ['price', 'quantity', 'amount', 'value'],
  order: ['value'],
  event: ['duration'],
  visit: ['duration', 'hits'],
} as const;

function filters(rows: RowKind): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter; leaf: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie('leaf'),
      fc.record({
        kind: fc.constantFrom('and', 'or'),
        of: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not'), of: tie('filter') }),
    ),
    leaf: fieldFilters(rows),
  })).filter;
}

function fieldFilters(rows: RowKind): fc.Arbitrary<Filter> {
  const field = fc.constant('field' as const);
  const paid: Filter = { kind: 'field', field: 'paid', test: { op: 'is', value: true } };
  const plain: fc.Arbitrary<Filter>[] = [
    fc.record({ kind: field, field: fc.constantFrom(...FIELDS_OF[rows]), test: textTests }),
    fc.record({
      kind: field,
      field: fc.constantFrom(...NUMBERS_OF[rows]),
      test: fc.oneof(moneyTests, smallTests),
    }),
    fc.constant(paid),
    fc.record({ kind: field, field: fc.constant('source'), test: sourceTests }),
  ];
  if (rows !== 'order') return fc.oneof(...plain);
  const lines = fc.record({
    kind: fc.constant('lines' as const),
    quantifier: fc.constantFrom('any', 'all', 'none'),
    filter: fieldFilters('line'),
  });
  return fc.oneof(...plain, lines);
}

const kinds = fc.constantFrom<RowKind>('line', 'line', 'order', 'event', 'visit');

function rowSets(windows: fc.Arbitrary<TimeWindow>): fc.Arbitrary<RowSet> {
  return kinds.chain((rows) =>
    fc
      .record({
        filter: fc.option(filters(rows), { nil: undefined }),
        window: fc.option(windows, { nil: undefined }),
        types: fc.subarray(['visit_started', 'product_viewed', 'message_opened'], { minLength: 1 }),
      })
      .map(({ filter, window, types }) => ({
        rows,
        eventTypes: rows === 'event' ? types : [],
        ...(filter === undefined ? {} : { filter }),
        ...(window === undefined ? {} : { window }),
      })),
  );
}

const anchoredWindows = fc.oneof(
  { weight: 3, arbitrary: simpleWindows },
  fc.record({
    kind: fc.constant('since'),
    anchor: fc.constantFrom('first', 'last'),
    set: rowSets(simpleWindows),
  }),
);
const sets = rowSets(anchoredWindows);

const MEASURES_OF: Record<RowKind, readonly NumberMeasure[]> = {
  line: ['count', 'sum', 'mean', 'min', 'max', 'quantity', 'orders', 'products', 'days'],
  order: ['count', 'sum', 'mean', 'min', 'max', 'orders', 'days'],
  event: ['count', 'products', 'days', 'duration'],
  visit: ['count', 'days', 'duration'],
};
const IN_MONEY: readonly NumberMeasure[] = ['sum', 'mean', 'min', 'max', 'duration'];

const rowsLeaves: fc.Arbitrary<Condition> = sets.chain((set) =>
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant('rows'), set: fc.constant(set), perOrder: fc.constant(false) },
      quantifier: fc.constantFrom('any', 'all', 'only'),
    }),
    fc.constantFrom(...MEASURES_OF[set.rows]).chain((measure) =>
      fc.record({
        ...{ kind: fc.constant('rows'), set: fc.constant(set), quantifier: fc.constant('any') },
        perOrder:
          set.rows === 'line' && measure !== 'orders' && measure !== 'days'
            ? fc.boolean()
            : fc.constant(false),
        measure: fc.record({
          measure: fc.constant(measure),
          test: IN_MONEY.includes(measure) ? moneyTests : smallTests,
        }),
      }),
    ),
    fc.record({
      ...{ kind: fc.constant('rows'), set: fc.constant(set), quantifier: fc.constant('any') },
      perOrder: fc.constant(false),
      measure: fc.record({ measure: fc.constantFrom('first', 'last'), within: anchoredWindows }),
    }),
  ),
);

const sequences: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('sequence'),
  first: sets,
  next: sets,
  withinMs: fc.integer({ min: 1, max: 4 }).map((hours) => hours * HOUR_MS),
  negated: fc.boolean(),
});

const profileLeaves: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { kind: 'attribute', name: 'name', test: { op: 'unset' } },
  { kind: 'attribute', name: 'vip', test: { op: 'is', value: true } },
  { kind: 'attribute', name: 'vip', test: { op: 'in', values: ['vip'] } },
  { kind: 'attribute', name: 'never_told', test: { op: 'unset' } },
  { kind: 'attribute', name: 'birthday', test: { op: 'older', amount: 6, unit: 'hour' } },
  { kind: 'attribute', name: 'birthday', test: { op: 'younger', amount: 1, unit: 'day' } },
  { kind: 'attribute', name: 'birthday', test: { op: 'since', date: '1970-01-01' } },
  { kind: 'tag', tag: 'vip' },
  { kind: 'consent', channel: 'email', topic: 'news', is: 'granted' },
  { kind: 'consent', channel: 'email', topic: 'all', is: 'unknown' },
  { kind: 'score', score: 'stage', in: ['early'] },
  { kind: 'rfm', schemeId: 'default', part: 'cell', in: ['late'] },
  { kind: 'member', of: 'segment', id: 'odd' },
);

const shares = fc.integer({ min: 1, max: 19 }).map((twentieths) => twentieths / 20);
const shareTests = fc
  .tuple(shares, fc.boolean())
  .map(([low, isLow]) => (isLow ? { ...OPEN_RANGE, low } : { ...OPEN_RANGE, high: low }));
const bandTests = fc
  .subarray([...PREDICTION_BANDS], { minLength: 1 })
  .map((values) => ({ op: 'in' as const, values }));
const dayTests = fc.integer({ min: 1, max: 9 }).map((days) => ({ ...OPEN_RANGE, high: days * 24 * HOUR_MS }));

function predictions(
  of: PredictionName,
  ...tests: readonly fc.Arbitrary<PredictionLeaf['test']>[]
): fc.Arbitrary<Condition> {
  return fc.oneof(...tests).map((test) => ({ kind: 'prediction', of, test }));
}

const predictionLeaves: fc.Arbitrary<Condition> = fc.oneof(
  predictions('churn', shareTests, bandTests),
  predictions('purchase', shareTests, bandTests),
  predictions('purchases', smallTests),
  predictions('value', moneyTests, fc.constant({ op: 'number-not', value: 0 })),
  predictions('next_purchase', dayTests),
);

export const affinityLeaves: fc.Arbitrary<Condition> = fc
  .subarray([1, 2, 3, 4], { minLength: 1, maxLength: 3 })
  .map((groups) => ({ kind: 'affinity', groups }));

export const channelLeaves: fc.Arbitrary<Condition> = fc
  .oneof(
    fc
      .subarray(['adv', 'email', 'sms'], { minLength: 1, maxLength: 2 })
      .map((values) => ({ op: 'in' as const, values })),
    fc.constantFrom({ op: 'set' as const }, { op: 'unset' as const }),
  )
  .map((test) => ({ kind: 'channel', test }));

/** Well-formed conditions of every kind of leaf. */
export const questions: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition; leaf: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: tie('leaf') },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('all', 'any'),
        of: fc.array(tie('tree'), { maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('not'), of: tie('tree') }) },
  ),
  leaf: fc.oneof(
    { weight: 5, arbitrary: rowsLeaves },
    { weight: 1, arbitrary: sequences },
    { weight: 1, arbitrary: profileLeaves },
    { weight: 1, arbitrary: predictionLeaves },
    { weight: 1, arbitrary: affinityLeaves },
    { weight: 1, arbitrary: channelLeaves },
  ),
})).tree;
