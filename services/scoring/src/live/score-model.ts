import type { DefinitionEdit, LiveModel } from '@perennial/live';
import { fixedBorders, type SchemeBorders } from '@perennial/scores';
import type { SavedScheme } from '../scheme-store.ts';
import { crossingMessage } from './change-messages.ts';
import type { Crossing } from './crossing.ts';
import { ScoreBoard, type ScoreState } from './score-board.ts';

const NO_BORDERS: SchemeBorders = {
  recency: { low: 0, high: 0 },
  frequency: { low: 0, high: 0 },
  monetary: { low: 0, high: 0 },
};

/** How scores are followed. */
export const scoreModel: LiveModel<SavedScheme, Crossing, ScoreState> = {
  idOf: ({ definition }) => definition.schemeId,
  noState: { schemes: [], borderSample: 0 },
  open: (facts, zone, start) => new ScoreBoard(facts, zone, start),
  stateBeforeFacts: schemesBeforeFacts,
  messageOf: crossingMessage,
};

/** Quantile borders are found when there are customers. */
function schemesBeforeFacts(
  { schemes }: ScoreState,
  edits: readonly DefinitionEdit<SavedScheme>[],
): ScoreState {
  const edited = new Set(edits.map(({ id }) => id));
  const put = edits.flatMap(({ saved }) => (saved === undefined ? [] : [saved.definition]));
  return {
    schemes: [
      ...schemes.filter(({ definition }) => !edited.has(definition.schemeId)),
      ...put.map((definition) => ({ definition, borders: fixedBorders(definition) ?? NO_BORDERS })),
    ],
    borderSample: 0,
  };
}
