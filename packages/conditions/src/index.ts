export { CALENDAR_UNITS, type CalendarUnit, type Span, TIME_UNITS, type TimeUnit } from '@perennial/calendar';
export { checkCondition } from './check/check-condition.ts';
export { ConditionError, type ConditionProblem } from './check/condition-problem.ts';
export { LIMITS } from './check/limits.ts';
export { conditionFromMessage } from './message/from-message.ts';
export { conditionFromJson, conditionToJson } from './message/json.ts';
export { conditionToMessage } from './message/to-message.ts';
export { ConditionTextError, formatTextError, formatTextPlace } from './text/condition-text-error.ts';
export type { TextLanguage } from './text/language.ts';
export { nearestWords } from './text/nearest-words.ts';
export { parseCondition, textPlaces } from './text/parse-condition.ts';
export { printCondition } from './text/print-condition.ts';
export type { TextPlace } from './text/token-stream.ts';
export type { BestChannelLeaf, BestChannelTest } from './tree/best-channel.ts';
export type {
  AffinityLeaf,
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
export { normaliseCondition } from './tree/normalise.ts';
export {
  type BandTest,
  PREDICTION_BANDS,
  PREDICTIONS,
  type PredictionLeaf,
  type PredictionName,
} from './tree/prediction.ts';
export { fieldsOf, measuresOf, measureType } from './tree/row-fields.ts';
export type { RowKind, RowSet, TimeWindow } from './tree/row-set.ts';
export type {
  NumberMeasure,
  NumberMeasureTest,
  Quantifier,
  RowsLeaf,
  SequenceLeaf,
  TimeMeasureTest,
} from './tree/rows.ts';
export type {
  AgeTest,
  DateTest,
  NumberRange,
  NumberTest,
  TextTest,
  ValueTest,
} from './tree/value-test.ts';
export { CONTACT_CHANNELS, RFM_WORDS, SCORE_WORDS, SOURCE_CLASSES } from './tree/words.ts';
export { type AttributeValue, attributeTest, nextAttributeTurn } from './value/attribute-test.ts';
export { attributeTime } from './value/attribute-time.ts';
export { numberTest } from './value/number-test.ts';
export { PATH_SEPARATOR, pathTest } from './value/path-test.ts';
export { patternProblem } from './value/pattern.ts';
export { textTest } from './value/text-test.ts';
export { cycleIn, type FollowReference } from './walk/cycle-in.ts';
export { type ConditionNode, nodesOf } from './walk/nodes-of.ts';
export { referencesOf, type SegmentReference } from './walk/references-of.ts';
export { type NamedText, type NamedThing, textsOf } from './walk/texts-of.ts';
export { nextBoundary, nextWindowTurn } from './window/next-boundary.ts';
export { type RowLife, rowLife } from './window/row-life.ts';
export { type WindowBounds, windowBounds } from './window/window-bounds.ts';
