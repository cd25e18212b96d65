export { forEachCustomer } from './all-figures.ts';
export { figuresOf } from './customer-figures.ts';
export { borderAbove, effectiveBorders, fixedBorders, type SchemeRollups } from './effective-borders.ts';
export {
  ENGAGEMENT_DAYS,
  ENGAGEMENT_GROUPS,
  ENGAGEMENT_LEVELS,
  engagementCode,
  POINTS_PER_ORDER,
} from './engagement.ts';
export {
  FUNNEL_STAGES,
  type FunnelStage,
  funnelCode,
  INTENT_DAYS,
  INTENT_MS,
  INTENT_TYPES,
  INTEREST_TYPES,
  LAPSED_DAYS,
  LOYAL_DAYS,
  LOYAL_ORDERS,
} from './funnel.ts';
export { funnelHistory } from './funnel-history.ts';
export {
  type CustomerFigures,
  engagementPoints,
  judge,
  nextInstant,
  ordersIn,
  type Verdict,
} from './judgement.ts';
export { occurrencesOf } from './occurrences.ts';
export { nearestRank, valueAtRank } from './quantile.ts';
export { classifyAll } from './rfm-cells.ts';
export {
  amountClass,
  type Borders,
  CELL_COUNT,
  CLASSES_OF,
  cellCode,
  cellName,
  classInCell,
  classNameInCell,
  DIMENSIONS,
  type Dimension,
  NO_CELL,
  NONE,
  RECENCY_CLASSES,
  recencyClass,
  recencyInstant,
  type SchemeBorders,
} from './rfm-class.ts';
export {
  type BorderRule,
  DEFAULT_SCHEME_ID,
  type DimensionRule,
  defaultSchemes,
  type SchemeDefinition,
  schemeProblem,
  usesQuantiles,
} from './scheme.ts';
export { RollupMemory, schemeRollups } from './scheme-rollups.ts';
export {
  ENGAGEMENT_ORDERS,
  EVER,
  type PlannedScheme,
  RECENT_PERIOD,
  type SchemeInForce,
  ScoringPlan,
} from './scoring-plan.ts';
export { TREND_PERIOD_DAYS, TREND_PERIOD_MS, TRENDS, trendCode } from './trend.ts';
