import type { AllFollowers, TenantFollower } from '@perennial/live';
import type { SchemeBorders } from '@perennial/scores';
import type { SavedScheme } from '../scheme-store.ts';
import type { Crossing } from './crossing.ts';
import type { ScoreState } from './score-board.ts';

export type TenantScores = TenantFollower<SavedScheme, Crossing, ScoreState>;
export type AllScores = AllFollowers<SavedScheme, Crossing, ScoreState>;

/** The borders of a scheme as they are in force; undefined when the scores do not follow that version of it. */
export function bordersInForce(
  scores: TenantScores,
  schemeId: string,
  etag: string,
): SchemeBorders | undefined {
  if (scores.followedEtagOf(schemeId) !== etag) return undefined;
  return scores.board?.state.schemes.find(({ definition }) => definition.schemeId === schemeId)?.borders;
}
