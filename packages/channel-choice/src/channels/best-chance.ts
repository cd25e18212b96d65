import { type Beta, betaCdf } from '../numeric/beta-distribution.ts';

const STEPS = 128;
const DEVIATIONS = 6;

/**
 * Chance that one of several independent quantities is the greatest: its density times the others' distribution functions, summed over a grid
 * of six standard deviations about its mean.
 */
export function chanceOfGreatest(one: Beta, others: readonly Beta[]): number {
  if (others.length === 0) return 1;
  const { mean, deviation } = momentsOf(one);
  const low = Math.max(0, mean - DEVIATIONS * deviation);
  const high = Math.min(1, mean + DEVIATIONS * deviation);
  let sum = 0;
  let below = betaCdf(one, low);
  const all = betaCdf(one, high) - below;
  for (let step = 1; step <= STEPS; step += 1) {
    const upTo = betaCdf(one, low + ((high - low) * step) / STEPS);
    const middle = low + ((high - low) * (step - 0.5)) / STEPS;
    sum += (upTo - below) * others.reduce((product, other) => product * betaCdf(other, middle), 1);
    below = upTo;
  }
  return sum / all;
}

function momentsOf({ a, b }: Beta): { mean: number; deviation: number } {
  const total = a + b;
  return { mean: a / total, deviation: Math.sqrt((a * b) / (total * total * (total + 1))) };
}
