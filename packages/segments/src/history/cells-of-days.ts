import type { RfmLeaf, RfmPart } from '@perennial/conditions';
import { classifyAll, effectiveBorders, type SchemeBorders, type SchemeDefinition } from '@perennial/scores';
import type { Turns } from '../scan/turns.ts';
import { cellsNamed } from '../scores/cell-names.ts';
import type { CourseContext } from './course-context.ts';
import { RunningRollups } from './running-rollups.ts';

/**
 * Who is in the cells that a leaf asks for, at one instant after the other, in a scheme whose borders are quantiles: they are found at the start of each
 * instant's local day, as `bordersOfDay` does.
 */
export async function cellVerdicts(
  whole: SchemeDefinition,
  leaf: RfmLeaf,
  context: CourseContext,
  turns: Turns,
): Promise<(at: number) => Int32Array> {
  const { zone, instants } = context;
  const scheme = asFarAsAsked(whole, leaf.part);
  const dayStarts = Array.from(instants, (at) => zone.startOfDay(at));
  const all = Float64Array.from(new Set([...instants, ...dayStarts])).sort();
  const running = await RunningRollups.open(scheme, { ...context, instants: all }, turns);
  const isWanted = cellsNamed(leaf.part, leaf.in);
  let borders: { startMs: number; found: SchemeBorders | undefined } = {
    startMs: Number.NaN,
    found: undefined,
  };
  let cells: Uint8Array | undefined;
  return (at) => {
    const startMs = zone.startOfDay(at);
    if (startMs !== borders.startMs) {
      running.moveTo(all.indexOf(startMs));
      borders = { startMs, found: bordersFrom(running, scheme, startMs) };
    }
    running.moveTo(all.indexOf(at));
    const inForce = borders.found ?? effectiveBorders(scheme, running.rollups, at);
    cells = classifyAll(running.rollups, inForce, at, cells);
    return wordsOf(cells, isWanted);
  };
}

/** Quantiles that nobody asks for are not looked for. */
function asFarAsAsked(scheme: SchemeDefinition, part: RfmPart): SchemeDefinition {
  if (part === 'cell') return scheme;
  const unasked = { borders: { method: 'fixed', low: 0, high: 1 }, windowDays: 0 } as const;
  return { ...scheme, recency: unasked, frequency: unasked, monetary: unasked, [part]: scheme[part] };
}

/** Undefined while nobody has an order. */
function bordersFrom(
  { ever, rollups }: RunningRollups,
  scheme: SchemeDefinition,
  startMs: number,
): SchemeBorders | undefined {
  return ever.orderCount.some((count) => count > 0) ? effectiveBorders(scheme, rollups, startMs) : undefined;
}

/** Whose cell is wanted, 32 customers a word. */
function wordsOf(cells: Uint8Array, isWanted: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(cells.length / 32));
  for (let customer = 0; customer < cells.length; customer += 1)
    words[customer >>> 5] |= isWanted[cells[customer]] << (customer & 31);
  return words;
}
