import type { AllFollowers, TenantFollower } from '@perennial/live';
import type { ModelInForce } from '../versions/model-version.ts';
import type { Crossing } from './crossing.ts';
import { PredictionBoard, type PredictionState } from './prediction-board.ts';

export type TenantPredictions = TenantFollower<ModelInForce, Crossing, PredictionState>;
export type AllPredictions = AllFollowers<ModelInForce, Crossing, PredictionState>;

/** The board of a tenant; undefined before its first facts. */
export function boardOf(predictions: TenantPredictions | undefined): PredictionBoard | undefined {
  const board = predictions?.board;
  return board instanceof PredictionBoard ? board : undefined;
}
