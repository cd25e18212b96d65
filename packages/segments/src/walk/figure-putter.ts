import type { ShardScan } from '../scan/shard-scan.ts';
import type { FigureCut, FigureRows } from './figure-rows.ts';
import type { FigureSweep } from './figure-sweep.ts';
import type { Stays } from './stays.ts';

const EVER = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** Puts what a figure takes of a customer's rows into the sweep. */
export function putter(
  { rows, window, types }: FigureCut,
  scan: ShardScan,
  sweep: FigureSweep,
): (stays: Stays, start: number, stop: number) => void {
  const {
    figure,
    points,
    of: { set },
  } = rows;
  const values = valuesOf(rows, scan);
  const isOfLedger = set.rows === 'line' || set.rows === 'order';
  const { fromMs, toMs } = window?.widest ?? EVER;
  const { eventType } = scan.columns;
  return ({ timeMs, first, end, item, order }, start, stop) => {
    for (let place = start; place < stop; place += 1) {
      const rowMs = timeMs[place];
      if (rowMs < fromMs || rowMs > toMs) continue;
      if (types !== undefined && types.codes[eventType[item[place]]] !== 1) continue;
      let firstDay = first[place];
      let endDay = end[place];
      if (window !== undefined) {
        if (!window.isUpToNow) firstDay = Math.max(firstDay, window.firstDay(rowMs));
        endDay = Math.min(endDay, window.endDay(rowMs));
        if (endDay <= firstDay) continue;
      }
      const value = values === undefined ? 0 : values[item[place]];
      if (isOfLedger && order[place] < 0) sweep.add(firstDay, endDay, figure, 0, -Math.abs(value));
      else sweep.add(firstDay, endDay, figure, 1, points ?? value);
    }
  };
}

/** By item; undefined where only the number of rows is asked. */
function valuesOf(
  { of: { set }, plan: { value } }: FigureRows,
  { columns }: ShardScan,
): Float64Array | Int32Array | Uint32Array | undefined {
  const isOfLine = set.rows === 'line';
  if (value === 'amount') return isOfLine ? columns.lineAmountMinor : columns.orderValueMinor;
  if (value === 'pieces') return isOfLine ? columns.lineQuantity : columns.orderPieces;
  return value === 'duration' ? columns.eventDurationMs : undefined;
}
