export { BoundColumns } from './compile/bound-columns.ts';
export { canonicalJson } from './compile/canonical-json.ts';
export type { CodeSet } from './compile/code-set.ts';
export type { DimensionName } from './compile/dimension-values.ts';
export { type CompiledFilter, FilterCompiler } from './compile/filter-compiler.ts';
export type { RowTest } from './compile/row-test.ts';
export { FactsGroups, type LearnedGroups } from './groups/facts-groups.ts';
export { sizeHistory } from './history/size-history.ts';
export { type Dependencies, dependenciesOf } from './judge/dependencies.ts';
export type { Evidence, EvidenceRole } from './judge/evidence.ts';
export type { Explanation } from './judge/explanation.ts';
export { JudgeAll, type JudgeContext } from './judge/judge-all.ts';
export type { LeafFinding } from './judge/leaf.ts';
export type { RunStart, ValidUntil } from './judge/verdict-course.ts';
export {
  CHANNELS_ID,
  type FollowedChannels,
  type FollowedDefinition,
  type FollowedGroups,
  type FollowedModel,
  type FollowedScheme,
  type FollowedSegment,
  followedKey,
  GROUPS_ID,
  MODEL_ID,
  namesMembers,
} from './live/followed-definition.ts';
export type { FindGroups } from './live/open-groups.ts';
export { openSegmentBoard } from './live/open-segment-board.ts';
export { SegmentBoard, type SegmentName } from './live/segment-board.ts';
export { groupsIn, NO_SEGMENTS, type SegmentState, stateBeforeFacts } from './live/segment-state.ts';
export { type Transition, transitionId } from './live/transition.ts';
export { type Expectation, type ExpectedOfSome, expectationOf } from './predictions/expectation.ts';
export { figureOf as predictionFigure } from './predictions/figure.ts';
export type { AskedScore, ChannelReader, GroupReader, MemberReader, ScoreReader } from './readers.ts';
export { countNodes } from './scan/count-nodes.ts';
export { CustomerSet } from './scan/customer-set.ts';
export { quintileScores } from './scan/quintile-scores.ts';
export { type ScanOptions, scanCondition } from './scan/scan-condition.ts';
export { spendingTrends, TRENDS } from './scan/spending-trends.ts';
export { FactsScores } from './scores/facts-scores.ts';
export { type UnknownText, unknownTexts } from './vocabulary/unknown-texts.ts';
export { WalkThread } from './walk/thread/walk-thread.ts';
