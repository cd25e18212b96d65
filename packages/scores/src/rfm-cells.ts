import { DAY_MS } from '@perennial/calendar';
import { type RollupQuery, rollingWindowStart } from '@perennial/facts';
import type { SchemeRollups } from './effective-borders.ts';
import { recencyInstant, type SchemeBorders } from './rfm-class.ts';
import type { SchemeDefinition } from './scheme.ts';

/** Query of a window of so many days before an instant; 0 means all the past. */
export function windowQuery(windowDays: number, atMs: number): RollupQuery {
  return windowDays === 0 ? {} : { fromMs: rollingWindowStart(atMs, windowDays * DAY_MS) };
}

/** The different windows of some schemes, in days; the first is always 0, all the past. */
export function windowsOf(schemes: readonly SchemeDefinition[]): number[] {
  return [
    ...new Set([
      0,
      ...schemes.flatMap((scheme) => [scheme.frequency.windowDays, scheme.monetary.windowDays]),
    ]),
  ];
}

/**
 * Cell of every customer; 0 for those without an order. Says the same as `recencyClass` and `amountClass`, but adds comparisons instead of
 * branching on them: which class comes next cannot be foretold, and a wrong guess of the processor costs more than the sum. `reuse`: cells that
 * nobody needs any more, which are written over.
 */
export function classifyAll(
  rollups: SchemeRollups,
  borders: SchemeBorders,
  atMs: number,
  reuse: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const { orderCount, lastOrderMs } = rollups.ever;
  const frequencyCount = rollups.frequency.orderCount;
  const monetaryNet = rollups.monetary.netMinor;
  const { recency, frequency, monetary } = borders;
  const recencyAtMs = recencyInstant(borders, atMs);
  const mediumUpTo = recencyAtMs - (recency.low + 1) * DAY_MS;
  const longUpTo = recencyAtMs - (recency.high + 1) * DAY_MS;
  const cells = reuse.length === orderCount.length ? reuse : new Uint8Array(orderCount.length);
  for (let customer = 0; customer < cells.length; customer += 1) {
    const last = lastOrderMs[customer] as number;
    const count = frequencyCount[customer] as number;
    const net = monetaryNet[customer] as number;
    const place =
      9 * (Number(last <= mediumUpTo) + Number(last <= longUpTo)) +
      3 * (Number(count >= frequency.low) + Number(count >= frequency.high)) +
      Number(net >= monetary.low) +
      Number(net >= monetary.high);
    cells[customer] = Number(orderCount[customer] !== 0) * (1 + place);
  }
  return cells;
}
