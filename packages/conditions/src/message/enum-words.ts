import {
  Anchor,
  CalendarUnit,
  ConsentState,
  LinesQuantifier,
  NumberMeasure,
  PredictionName,
  Quantifier,
  RfmPart,
  RowKind,
  ScoreName,
  TimeUnit,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';

/** Words of the tree for the numbers of an enum of the messages, both ways. */
export interface EnumWords<E extends number, W extends string> {
  readonly first: W;
  readonly words: readonly W[];
  wordOf(value: E): W | undefined;
  valueOf(word: W): E;
}

function enumWords<E extends number, W extends string>(
  values: Readonly<Record<W, E>>,
  words: readonly [W, ...W[]],
): EnumWords<E, W> {
  const byValue = new Map<E, W>(words.map((word) => [values[word], word]));
  return {
    first: words[0],
    words,
    wordOf: (value) => byValue.get(value),
    valueOf: (word) => values[word],
  };
}

export const CONSENT_STATES = enumWords(
  { granted: ConsentState.GRANTED, denied: ConsentState.DENIED, unknown: ConsentState.UNKNOWN },
  ['granted', 'denied', 'unknown'],
);

export const SCORE_NAMES = enumWords(
  { stage: ScoreName.STAGE, engagement: ScoreName.ENGAGEMENT, trend: ScoreName.TREND },
  ['stage', 'engagement', 'trend'],
);

export const RFM_PARTS = enumWords(
  {
    recency: RfmPart.RECENCY,
    frequency: RfmPart.FREQUENCY,
    monetary: RfmPart.MONETARY,
    cell: RfmPart.CELL,
  },
  ['recency', 'frequency', 'monetary', 'cell'],
);

export const PREDICTION_NAMES = enumWords(
  {
    churn: PredictionName.CHURN,
    purchase: PredictionName.PURCHASE,
    purchases: PredictionName.PURCHASES,
    value: PredictionName.VALUE,
    next_purchase: PredictionName.NEXT_PURCHASE,
  },
  ['churn', 'purchase', 'purchases', 'value', 'next_purchase'],
);

export const QUANTIFIERS = enumWords({ any: Quantifier.ANY, all: Quantifier.ALL, only: Quantifier.ONLY }, [
  'any',
  'all',
  'only',
]);

export const ROW_KINDS = enumWords(
  { line: RowKind.LINE, order: RowKind.ORDER, visit: RowKind.VISIT, event: RowKind.EVENT },
  ['line', 'order', 'visit', 'event'],
);

export const NUMBER_MEASURES = enumWords(
  {
    count: NumberMeasure.COUNT,
    sum: NumberMeasure.SUM,
    mean: NumberMeasure.MEAN,
    min: NumberMeasure.MIN,
    max: NumberMeasure.MAX,
    quantity: NumberMeasure.QUANTITY,
    orders: NumberMeasure.ORDERS,
    products: NumberMeasure.PRODUCTS,
    days: NumberMeasure.DAYS,
    duration: NumberMeasure.DURATION,
  },
  ['count', 'sum', 'mean', 'min', 'max', 'quantity', 'orders', 'products', 'days', 'duration'],
);

export const ANCHORS = enumWords({ first: Anchor.FIRST, last: Anchor.LAST }, ['first', 'last']);

export const LINES_QUANTIFIERS = enumWords(
  { any: LinesQuantifier.ANY, all: LinesQuantifier.ALL, none: LinesQuantifier.NONE },
  ['any', 'all', 'none'],
);

export const TIME_UNIT_WORDS = enumWords(
  {
    minute: TimeUnit.MINUTE,
    hour: TimeUnit.HOUR,
    day: TimeUnit.DAY,
    week: TimeUnit.WEEK,
    month: TimeUnit.MONTH,
    year: TimeUnit.YEAR,
  },
  ['minute', 'hour', 'day', 'week', 'month', 'year'],
);

export const CALENDAR_UNIT_WORDS = enumWords(
  {
    day: CalendarUnit.DAY,
    week: CalendarUnit.WEEK,
    month: CalendarUnit.MONTH,
    quarter: CalendarUnit.QUARTER,
    year: CalendarUnit.YEAR,
  },
  ['day', 'week', 'month', 'quarter', 'year'],
);
