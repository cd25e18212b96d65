import type { DefinitionEdit, LiveModel } from '@perennial/live';
import type { ModelInForce } from '../versions/model-version.ts';
import { MODEL_ID } from '../versions/model-versions.ts';
import { crossingMessage } from './change-message.ts';
import type { Crossing } from './crossing.ts';
import { PredictionBoard, type PredictionState } from './prediction-board.ts';

/** How predictions are followed. */
export const predictionModel: LiveModel<ModelInForce, Crossing, PredictionState> = {
  idOf: () => MODEL_ID,
  noState: { inForce: null, held: [] },
  open: (facts, zone, start) => new PredictionBoard(facts, zone, start),
  stateBeforeFacts,
  messageOf: crossingMessage,
};

function stateBeforeFacts(
  state: PredictionState,
  edits: readonly DefinitionEdit<ModelInForce>[],
): PredictionState {
  const last = edits.at(-1);
  return last === undefined ? state : { inForce: last.saved ?? null, held: [] };
}
