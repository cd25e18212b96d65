export type {
  AllCondition,
  AnyCondition,
  AttributeLeaf,
  Condition,
  ConsentLeaf,
  ConsentState,
  Leaf,
  MemberLeaf,
  NotCondition,
  RfmLeaf,
  RfmPart,
  ScoreLeaf,
  ScoreName,
  TagLeaf,
} from './tree/condition.ts';
export {
  FIELDS,
  type Field,
  type FieldFilter,
  type FieldType,
  type Filter,
  type LinesFilter,
} from './tree/filter.ts';
export type {
  NumberMeasure,
  NumberMeasureTest,
  Quantifier,
  RowKind,
  RowSet,
  RowsLeaf,
  SequenceLeaf,
  TimeMeasureTest,
} from './tree/rows.ts';
export {
  type AgeTest,
  type DateTest,
  type NumberRange,
  type NumberTest,
  type TextTest,
  TIME_UNITS,
  type TimeUnit,
  type ValueTest,
} from './tree/value-test.ts';
export { CALENDAR_UNITS, type CalendarUnit, type Span, type TimeWindow } from './tree/window.ts';
