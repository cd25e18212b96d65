import { LIVE, ORDER, REFUND, VOID } from '@perennial/facts';
import type { CompiledFilter } from '../../compile/filter-compiler.ts';
import { setBit } from '../../scan/bits.ts';
import type { WindowDays } from '../window-days.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { Stays } from './stays.ts';

/** What is done with refunds: they are left out, walked over without an order of their own, or whoever has one is not followed. */
export type RefundsOnWalk = 'left-out' | 'walked' | 'unsure';

const FOREVER = Number.POSITIVE_INFINITY;
const NEVER = Number.NEGATIVE_INFINITY;

/** Orders, or their lines, that pass a filter. */
export function ledgerWalk(
  { rows: kind, test }: CompiledFilter,
  window: WindowDays,
  refunds: RefundsOnWalk,
): SetWalkMaker {
  return ({ shard: { ledger }, columns }, unsure) => {
    const { rows, voidFrom } = ledger;
    const { time } = rows;
    const { flags, lineStart } = rows.columns;
    const { fromMs, toMs } = window.widest;
    const kinds = refunds === 'left-out' ? ORDER : ORDER | REFUND;

    const take = (row: number, local: number, into: Stays): void => {
      const state = flags[row];
      if ((state & LIVE) === 0 || (state & kinds) === 0) return;
      const isOrder = (state & ORDER) !== 0;
      if (!isOrder && refunds === 'unsure') setBit(unsure, local);
      const timeMs = time[row];
      if (timeMs < fromMs || timeMs > toMs) return;
      const first = window.firstDay(timeMs);
      const end = window.endDay(timeMs, (state & VOID) === 0 ? FOREVER : (voidFrom.get(row) ?? NEVER));
      if (end <= first) return;
      const order = isOrder ? row : -1;
      if (kind === 'order') {
        if (test === undefined || !isOrder || test(columns, row, row))
          into.add(timeMs, first, end, row, order);
        return;
      }
      for (let line = lineStart[row], lineEnd = ledger.lineEnd(row); line < lineEnd; line += 1)
        if (test === undefined || test(columns, line, order)) into.add(timeMs, first, end, line, order);
    };

    return (local, into) => {
      for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1)
        take(row, local, into);
      for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row, local, into);
    };
  };
}
