import { type RollupQuery, rollingWindowStart } from '@perennial/facts';
import { DAY_MS } from './day.ts';
import type { SchemeRollups } from './effective-borders.ts';
import { amountClass, cellCode, recencyClass, recencyInstant, type SchemeBorders } from './rfm-class.ts';
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

/** Cell of every customer; 0 for those without an order. */
export function classifyAll(rollups: SchemeRollups, borders: SchemeBorders, atMs: number): Uint8Array {
  const { orderCount, lastOrderMs } = rollups.ever;
  const frequencyCount = rollups.frequency.orderCount;
  const monetaryNet = rollups.monetary.netMinor;
  const { recency, frequency, monetary } = borders;
  const recencyAtMs = recencyInstant(borders, atMs);
  const cells = new Uint8Array(orderCount.length);
  for (let customer = 0; customer < cells.length; customer += 1) {
    if (orderCount[customer] === 0) continue;
    cells[customer] = cellCode(
      recencyClass(lastOrderMs[customer] ?? 0, recencyAtMs, recency),
      amountClass(frequencyCount[customer] ?? 0, frequency),
      amountClass(monetaryNet[customer] ?? 0, monetary),
    );
  }
  return cells;
}
