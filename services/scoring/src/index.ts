export {
  createScoring,
  type Scoring,
  type ScoringConfig,
  type ScoringOptions,
  type ScoringTenantSettings,
} from './create-scoring.ts';
export type { GroupSums, PairSums, PanelSums } from './domain/rfm-panel.ts';
export { defaultSchemes, type SchemeDefinition } from './domain/scheme.ts';
export { RfmPanels } from './rfm-panels.ts';
