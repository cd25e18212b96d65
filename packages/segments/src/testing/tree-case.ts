import { ZoneTime } from '@perennial/calendar';
import type { Condition } from '@perennial/conditions';
import { type AsOf, type FactRecord, Facts } from '@perennial/facts';
import { instantsAsked } from '@perennial/facts/testing';
import fc from 'fast-check';
import type { LearnedGroups } from '../groups/facts-groups.ts';
import { JudgeAll } from '../judge/judge-all.ts';
import { learnedGroups } from './arbitrary-groups.ts';
import { consentingHistories } from './arbitrary-histories.ts';
import { questions } from './arbitrary-questions.ts';
import { type InterpreterContext, interpret } from './interpreter.ts';
import { knownReaders } from './known-readers.ts';

/** Some conditions asked about some customers. */
export interface TreeCase {
  conditions: Condition[];
  history: FactRecord[];
  /** After which records the delta becomes main rows. */
  merges: number[];
  timeZone: string;
  asOf: AsOf;
  learned: LearnedGroups;
}

const DAY_MS = 86_400_000;

/** Also when contacts count, customers lapse and contacts are forgotten. */
const instants: fc.Arbitrary<AsOf> = fc.oneof(
  { weight: 4, arbitrary: instantsAsked },
  {
    weight: 1,
    arbitrary: fc
      .tuple(instantsAsked, fc.constantFrom(7, 90, 365))
      .map(([{ at }, days]) => ({ at: at + days * DAY_MS })),
  },
);

/** Random trees over random histories, in zones whose midnights fall into them. */
export const treeCases: fc.Arbitrary<TreeCase> = fc.record({
  conditions: fc.array(questions, { minLength: 1, maxLength: 4 }),
  history: consentingHistories,
  merges: fc.array(fc.nat({ max: 50 }), { maxLength: 3 }),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'),
  asOf: instants,
  learned: learnedGroups,
});

/** The readers of a case. */
export interface OpenCase {
  facts: Facts;
  judge: JudgeAll;
  zone: ZoneTime;
  /** The oracle's answer. */
  interpret(condition: Condition, customer: number, asOf: AsOf): boolean;
  context(customer: number, asOf: AsOf): InterpreterContext;
}

/** Half of the history comes after the conditions were compiled, as it does in a running service. */
export function openCase({ conditions, history, merges, timeZone, learned }: TreeCase): OpenCase {
  const facts = new Facts();
  const zone = new ZoneTime(timeZone);
  const half = Math.floor(history.length / 2);
  applyAll(facts, history.slice(0, half), merges, 0);
  const readers = knownReaders(facts, learned);
  const judge = new JudgeAll(conditions, { facts, zone, ...readers });
  applyAll(facts, history.slice(half), merges, half);
  const context = (customer: number, asOf: AsOf): InterpreterContext => ({
    ...{ facts, customer, asOf, zone },
    ...readers,
  });
  return {
    ...{ facts, judge, zone, context },
    interpret: (condition, customer, asOf) => interpret(condition, context(customer, asOf)),
  };
}

function applyAll(
  facts: Facts,
  records: readonly FactRecord[],
  merges: readonly number[],
  from: number,
): void {
  for (const [i, record] of records.entries()) {
    facts.apply(record);
    if (merges.includes(from + i)) facts.mergeDelta();
  }
}
