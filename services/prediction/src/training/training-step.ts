/** What a training is at, in this order. */
const TRAINING_STEPS = [
  'waiting',
  'reading',
  'choosing',
  'holdout',
  'fitting',
  'season',
  'channels',
  'affinity',
] as const;
export type TrainingStep = (typeof TRAINING_STEPS)[number];

/** Share of a training that is done when a step begins: about what each takes on a large shop. */
export const DONE_BEFORE: Readonly<Record<TrainingStep, number>> = {
  waiting: 0,
  reading: 0.02,
  choosing: 0.12,
  holdout: 0.3,
  fitting: 0.7,
  season: 0.73,
  channels: 0.76,
  affinity: 0.8,
};
