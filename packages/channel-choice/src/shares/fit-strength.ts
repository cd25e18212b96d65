import type { ShareTally } from './share-tally.ts';

/** Units whose shares vary about given means. */
interface SharedMeans {
  tally: ShareTally;
  means: readonly number[];
}

const LOG_WEAKEST = Math.log(0.05);
const LOG_STRONGEST = Math.log(1e5);
const COARSE_STEPS = 24;
const COARSE_STEP = (LOG_STRONGEST - LOG_WEAKEST) / COARSE_STEPS;
const PRECISION = 1e-3;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Where the data say nothing, units are thought to be worth ten observations, give or take a factor of seven. */
const LOG_USUAL = Math.log(10);
const LOG_SPREAD = 2;

/**
 * How much alike units are: how many observations their prior is worth. By maximum likelihood of the Dirichlet-multinomial (empirical Bayes;
 * of two categories Griffiths 1973), with a weak penalty that keeps it finite where units differ in nothing.
 * @param near what it was found to be with means that were nearly the same, to begin from
 */
export function fitStrength(groups: readonly SharedMeans[], near?: number): number {
  const height = (logStrength: number): number => {
    const strength = Math.exp(logStrength);
    const fit = groups.reduce((sum, { tally, means }) => sum + tally.logLikelihood(means, strength), 0);
    return fit - 0.5 * ((logStrength - LOG_USUAL) / LOG_SPREAD) ** 2;
  };
  const about = near === undefined ? coarseTop(height) : Math.log(near);
  return Math.exp(goldenSection(height, about - COARSE_STEP, about + COARSE_STEP));
}

function coarseTop(height: (point: number) => number): number {
  const points = Array.from({ length: COARSE_STEPS + 1 }, (_, place) => LOG_WEAKEST + place * COARSE_STEP);
  const heights = points.map(height);
  return points[heights.indexOf(Math.max(...heights))];
}

/** The top of a function with one top between two points (Kiefer 1953). */
function goldenSection(height: (point: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [heightLeft, heightRight] = [height(left), height(right)];
  while (high - low > PRECISION) {
    if (heightLeft > heightRight) {
      [high, right, heightRight] = [right, left, heightLeft];
      left = high - GOLDEN * (high - low);
      heightLeft = height(left);
    } else {
      [low, left, heightLeft] = [left, right, heightRight];
      right = low + GOLDEN * (high - low);
      heightRight = height(right);
    }
  }
  return (low + high) / 2;
}
