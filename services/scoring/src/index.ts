export {
  createScoring,
  type Scoring,
  type ScoringConfig,
  type ScoringOptions,
  type ScoringTenantSettings,
} from './create-scoring.ts';
