import { END_S } from './segments-shop.ts';

export const QUESTIONS = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What an engine said, and how long each warm run took. Counts; for Q6 and Q7 a sum over all customers that no other answer has by chance. */
export interface Answer {
  answer: number;
  milliseconds: number[];
  /** Before that, while an engine's own code is new to it. */
  warmUpMilliseconds: number[];
}

export type Answers = Partial<Record<Question, Answer>>;

/** Weights of customers in the sums of Q6 and Q7: `customer % WEIGHTS`. */
export const WEIGHTS = 97;
export const BRAND = 7;
export const PRODUCT_A = 100;
export const PRODUCT_B = 7;

/** Instants of the questions' windows in seconds: rows after them count. */
export const SINCE_S = {
  sixMonths: Date.UTC(2025, 6, 1) / 1000,
  month: Date.UTC(2025, 11, 1) / 1000,
  year: Date.UTC(2025, 0, 1) / 1000,
  days30: END_S - 30 * 86_400,
  days90: END_S - 90 * 86_400,
  days180: END_S - 180 * 86_400,
} as const;

/** The same for all engines: whoever answers all day has long answered before. */
const WARM_UP_MS = 1000;
const WARM_RUNS = 5;
const LONG_RUN_MS = 500;
const MANY_RUNS = 100;

/** After a second of asking the same, at least five runs; further ones for quick questions, whose medians are else noisy. */
export async function timed(ask: () => Promise<number> | number): Promise<Answer> {
  const answer = await ask();
  const run = async (): Promise<number> => {
    const startedAtMs = performance.now();
    const again = await ask();
    if (again !== answer) throw new Error(`one question had two answers: ${answer} and ${again}`);
    return performance.now() - startedAtMs;
  };
  const warmUpMilliseconds = await runs(run, 1, WARM_UP_MS, Number.POSITIVE_INFINITY);
  return { answer, warmUpMilliseconds, milliseconds: await runs(run, WARM_RUNS, LONG_RUN_MS, MANY_RUNS) };
}

/** At least so many, until so many milliseconds are spent or so many runs made. */
async function runs(
  run: () => Promise<number>,
  least: number,
  spendMs: number,
  most: number,
): Promise<number[]> {
  const milliseconds: number[] = [];
  let spentMs = 0;
  while (milliseconds.length < least || (spentMs < spendMs && milliseconds.length < most)) {
    const tookMs = await run();
    milliseconds.push(tookMs);
    spentMs += tookMs;
  }
  return milliseconds;
}
