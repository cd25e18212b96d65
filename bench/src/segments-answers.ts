import { END_S } from './segments-shop.ts';

export const QUESTIONS = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What an engine said, and how long each warm run took. Counts; for Q6 and Q7 a sum over all customers that no other answer has by chance. */
export interface Answer {
  answer: number;
  milliseconds: number[];
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

const WARM_RUNS = 5;
const LONG_RUN_MS = 2000;

/** One run to warm up, then at least five; further ones for quick questions, whose medians are else noisy. */
export async function timed(ask: () => Promise<number> | number): Promise<Answer> {
  const answer = await ask();
  const milliseconds: number[] = [];
  let spentMs = 0;
  while (milliseconds.length < WARM_RUNS || (spentMs < LONG_RUN_MS / 4 && milliseconds.length < 25)) {
    const startedAtMs = performance.now();
    const again = await ask();
    milliseconds.push(performance.now() - startedAtMs);
    spentMs += milliseconds.at(-1) ?? 0;
    if (again !== answer) throw new Error(`one question had two answers: ${answer} and ${again}`);
  }
  return { answer, milliseconds };
}
