import { LIVE, ORDER, REFUND, VOID } from '@perennial/facts';
import type { CompiledFilter } from '../compile/filter-compiler.ts';
import { setBit } from '../scan/bits.ts';
import { PortionRows } from './portion-rows.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { WindowDays } from './window-days.ts';

/** What is done with refunds: they are left out, walked over without an order of their own, or whoever has one is not followed. */
export type RefundsOnWalk = 'left-out' | 'walked' | 'unsure';

const NEVER = Number.NEGATIVE_INFINITY;

/** Orders, or their lines, that pass a filter. */
export function ledgerWalk(
  { rows: kind, test }: CompiledFilter,
  window: WindowDays,
  refunds: RefundsOnWalk,
): SetWalkMaker {
  const portion = new PortionRows();
  const { fromMs, toMs } = window.widest;
  const kinds = refunds === 'left-out' ? ORDER : ORDER | REFUND;
  return ({ shard: { ledger }, columns }, unsure) =>
    (locals, into) => {
      const { rows, voidFrom } = ledger;
      const { time } = rows;
      const { flags, lineStart } = rows.columns;
      portion.gather(rows, locals);
      into.clear();
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        for (const stop = portion.end[customer]; place < stop; place += 1) {
          const row = portion.row[place];
          const state = flags[row];
          if ((state & LIVE) === 0 || (state & kinds) === 0) continue;
          const isOrder = (state & ORDER) !== 0;
          if (!isOrder && refunds === 'unsure') setBit(unsure, locals[customer]);
          const timeMs = time[row];
          if (timeMs < fromMs || timeMs > toMs) continue;
          const first = window.firstDay(timeMs);
          const end =
            (state & VOID) === 0
              ? window.endDay(timeMs)
              : window.endDayUntil(timeMs, voidFrom.get(row) ?? NEVER);
          if (end <= first) continue;
          const order = isOrder ? row : -1;
          if (kind === 'order') {
            if (test === undefined || !isOrder || test(columns, row, row))
              into.add(timeMs, first, end, row, order);
            continue;
          }
          for (let line = lineStart[row], lineEnd = ledger.lineEnd(row); line < lineEnd; line += 1)
            if (test === undefined || test(columns, line, order)) into.add(timeMs, first, end, line, order);
        }
        into.endCustomer();
      }
    };
}
