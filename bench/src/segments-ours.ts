import { ZoneTime } from '@perennial/calendar';
import { type Condition, parseCondition } from '@perennial/conditions';
import type { Facts } from '@perennial/facts';
import {
  countNodes,
  FilterCompiler,
  type JudgeContext,
  quintileScores,
  scanCondition,
  sizeHistory,
  spendingTrends,
} from '@perennial/segments';
import {
  type Answer,
  type Answers,
  BRAND,
  PRODUCT_A,
  PRODUCT_B,
  timed,
  WEIGHTS,
} from './segments-answers.ts';
import { brandName, productId } from './segments-facts.ts';

import { END_S } from './segments-shop.ts';

const ASKED = { at: END_S * 1000 };
const DAY_MS = 86_400_000;
const LANGUAGE = { currency: 'EUR', minorPerUnit: 100 };

const SPEND = `bought(brand = "${brandName(BRAND)}") sum > 300 EUR in last 6 months`;
const PAID_ONLY =
  'only did("visit_started", paid is true) and not did("visit_started", source in (direct, email))';
const A_NOT_B = `bought(product = "${productId(PRODUCT_A)}") in last 1 month
  and not bought(product = "${productId(PRODUCT_B)}") since last bought(product = "${productId(PRODUCT_A)}")`;
const CONDITIONS = {
  Q1: SPEND,
  Q2: PAID_ONLY,
  Q3: A_NOT_B,
  Q4: `ordered() sum in [500 EUR, 1000 EUR) in last 12 months and ordered() count >= 3 in last 12 months
    and opened() in last 30 days`,
  Q5: `((${SPEND}) or (${A_NOT_B})) and not (${PAID_ONLY})
    and attribute("address.country") = "DE" and tag("vip")`,
} as const;

export function benchContext(facts: Facts): JudgeContext {
  const filters = new FilterCompiler(facts.columns());
  return {
    ...{ facts, filters, zone: new ZoneTime('UTC') },
    scores: {
      codeOf: noScores,
      cellsOfAll: noScores,
      hangsOnEverybody: noScores,
      nextInstant: noScores,
      asRows: noScores,
      schemeOf: noScores,
    },
    members: { isMember: noScores, nextInstant: noScores },
  };
}

function conditionOf(question: keyof typeof CONDITIONS): Condition {
  return parseCondition(CONDITIONS[question], LANGUAGE);
}

/** Our engine: the first five as conditions in our text form, the others as functions over the facts. */
export async function askOurs(facts: Facts): Promise<Answers> {
  const context = benchContext(facts);
  const answers: Answers = {};
  for (const question of ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'] as const) {
    const condition = conditionOf(question);
    answers[question] = await timed(async () => (await scanCondition(condition, context, ASKED)).size);
  }
  answers.Q6 = await timedSum(() => quintileScores(facts, ASKED.at));
  answers.Q7 = await timedSum(() => spendingTrends(facts, ASKED.at, 90 * DAY_MS));
  return answers;
}

/** Milliseconds to count every node of the fifth question, which asks each leaf of all customers. */
export async function askNodes(facts: Facts): Promise<Answer> {
  const context = benchContext(facts);
  const condition = conditionOf('Q5');
  return timed(async () => (await countNodes(condition, context, ASKED)).members.size);
}

/** Milliseconds to tell the size of the first question's segment at each of the last 365 starts of a day. */
export async function askHistory(facts: Facts): Promise<Answer> {
  const context = benchContext(facts);
  const condition = conditionOf('Q1');
  const days = Array.from({ length: 365 }, (_, day) => ASKED.at - (364 - day) * DAY_MS);
  return timed(async () => (await sizeHistory(condition, context, days)).at(-1) ?? 0);
}

/** The sum that the peers make of it is not part of the work. */
async function timedSum(ask: () => Uint8Array): Promise<Answer> {
  let codes: Uint8Array = new Uint8Array();
  const times = await timed(() => {
    codes = ask();
    return codes.length;
  });
  return {
    ...times,
    answer: codes.reduce((sum, code, customer) => sum + code * (customer % WEIGHTS), 0),
  };
}

function noScores(): never {
  throw new Error('the questions of this benchmark ask no scores and no other segments');
}
