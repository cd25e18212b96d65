import type { SavedDefinition } from '@perennial/live';
import type { ChannelFit } from '../channels/fit-channels.ts';
import type { Missing } from '../domain/missing.ts';
import type { HoldoutReport } from '../domain/report.ts';
import type { TrainedModel } from '../domain/trained-model.ts';

/** A training's result as it is kept. */
export interface ModelVersion {
  /** 1, 2, 3 … */
  version: number;
  trainedAtMs: number;
  model: TrainedModel;
  /** Null where the past was too short for a holdout. */
  report: HoldoutReport | null;
  /** What was missing for a report. */
  reportMissing: Missing[];
  /** By which channel and when customers are best addressed; absent in versions that were trained before this was. */
  channels?: ChannelFit;
}

/** The version that predictions come from, since when. */
export interface ModelInForce extends SavedDefinition {
  version: number;
  /** After a roll-back: trainings by schedule do not displace it. */
  pinned: boolean;
  model: TrainedModel;
}
