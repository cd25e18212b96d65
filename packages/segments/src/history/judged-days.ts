import type { JudgeAll } from '../judge/judge-all.ts';
import type { DayFinder } from '../walk/day-finder.ts';

/** Adds a customer's days as a member to `changes`, which holds the differences from day to day: asked only where the verdict may turn. */
export function addJudgedDays(
  judge: JudgeAll,
  customer: number,
  instants: Float64Array,
  days: DayFinder,
  changes: Int32Array,
): void {
  for (let day = 0; day < instants.length; ) {
    const at = instants[day];
    const holds = judge.judge(0, customer, { at });
    const until = Math.max(days.from(judge.nextInstant(customer, at)), day + 1);
    if (holds) {
      changes[day] += 1;
      changes[until] -= 1;
    }
    day = until;
  }
}
