import { createHash } from 'node:crypto';
import { type TrainingOutcome, train } from '../training/train.ts';
import type { trainInThread } from '../training/train-in-thread.ts';

/** Trains in the thread of the test, and what was trained before not again: the same input gives the same outcome. */
export function quickTraining(): typeof trainInThread {
  const outcomes = new Map<string, TrainingOutcome>();
  return async (input, at, signal) => {
    signal.throwIfAborted();
    const { purchases, ...rest } = input;
    const hash = createHash('sha256').update(JSON.stringify(rest));
    for (const column of Object.values(purchases)) hash.update(column);
    const key = hash.digest('hex');
    const outcome = outcomes.get(key) ?? train(input, at);
    outcomes.set(key, outcome);
    return outcome;
  };
}
