/** What a training is at, in this order. */
const TRAINING_STEPS = [
  'waiting',
  'reading',
  'choosing',
  'holdout',
  'fitting',
  'season',
  'affinity',
] as const;
export type TrainingStep = (typeof TRAINING_STEPS)[number];

/** Share of a training that is done when a step begins: about what each takes on a large shop. */
export const DONE_BEFORE: Readonly<Record<TrainingStep, number>> = {
  waiting: 0,
  reading: 0.02,
  choosing: 0.1,
  holdout: 0.55,
  fitting: 0.75,
  season: 0.85,
  affinity: 0.9,
};
