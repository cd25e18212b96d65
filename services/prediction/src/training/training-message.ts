import type { TrainingOutcome } from './train.ts';
import type { TrainingStep } from './training-step.ts';

/** What the thread of a training says. */
export type FromTraining =
  | { training: 'step'; step: TrainingStep }
  | { training: 'ended'; outcome: TrainingOutcome };

export function isFromTraining(message: unknown): message is FromTraining {
  return typeof message === 'object' && message !== null && 'training' in message;
}
