import type { FactsReader } from '@perennial/facts';
import {
  figuresOf,
  judge,
  nextInstant,
  type SchemeInForce,
  ScoringPlan,
  type Verdict,
} from '@perennial/scores';

/** First instant after `atMs` at which time alone moves the customer to another cell of the scheme; infinite when never. */
export function nextCellChange(
  facts: FactsReader,
  customer: number,
  { definition, borders }: SchemeInForce,
  atMs: number,
): number {
  const plan = new ScoringPlan([{ definition, borders }]);
  const verdict: Verdict = { cells: new Uint8Array(1), trend: 0, funnel: 0, engagement: 0 };
  let figures = figuresOf(facts, customer, plan, { at: atMs });
  judge(figures, plan, atMs, verdict);
  const cell = verdict.cells[0];
  for (let instantMs = nextInstant(figures, plan, atMs); instantMs !== Number.POSITIVE_INFINITY; ) {
    figures = figuresOf(facts, customer, plan, { at: instantMs });
    judge(figures, plan, instantMs, verdict);
    if (verdict.cells[0] !== cell) return instantMs;
    instantMs = nextInstant(figures, plan, instantMs);
  }
  return Number.POSITIVE_INFINITY;
}
