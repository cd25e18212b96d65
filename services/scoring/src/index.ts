export {
  createScoring,
  type Scoring,
  type ScoringConfig,
  type ScoringOptions,
} from './create-scoring.ts';
export type { GroupSums, PairSums, PanelSums } from './domain/rfm-panel.ts';
export { RfmPanels } from './rfm-panels.ts';
