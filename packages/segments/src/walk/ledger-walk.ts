import { LIVE, ORDER, REFUND, VOID } from '@perennial/facts';
import type { CompiledFilter } from '../compile/filter-compiler.ts';
import { setBit } from '../scan/bits.ts';
import { PortionRows } from './portion-rows.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { WindowDays } from './window-days.ts';

/** What is done with refunds: they are left out, walked over without an order of their own, or whoever has one is not followed. */
export type RefundsOnWalk = 'left-out' | 'walked' | 'unsure';

/** Of the column `flags`. */
const FLAGS = 256;
const NEVER = Number.NEGATIVE_INFINITY;

/** Orders, or their lines, that pass a filter. */
export function ledgerWalk(
  { rows: kind, test }: CompiledFilter,
  window: WindowDays,
  refunds: RefundsOnWalk,
): SetWalkMaker {
  const portion = new PortionRows();
  const kinds = refunds === 'left-out' ? ORDER : ORDER | REFUND;
  const wanted = Uint8Array.from({ length: FLAGS }, (_, flags) =>
    Number((flags & LIVE) !== 0 && (flags & kinds) !== 0),
  );
  const isOfOrders = kind === 'order';
  const { fromMs, toMs } = window.widest;
  return ({ shard: { ledger }, columns }, unsure) =>
    (locals, into) => {
      const { rows, voidFrom } = ledger;
      const { time } = rows;
      const { flags, lineStart } = rows.columns;
      portion.gatherByFlags(rows, locals, flags, wanted);
      into.clear();
      into.roomFor(portion.count);
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        for (const stop = portion.end[customer]; place < stop; place += 1) {
          const row = portion.row[place];
          const state = flags[row];
          const isOrder = (state & ORDER) !== 0;
          if (!isOrder && refunds === 'unsure') setBit(unsure, locals[customer]);
          const timeMs = time[row];
          const first = window.firstDay(timeMs);
          const end =
            (state & VOID) === 0
              ? window.endDay(timeMs)
              : window.endDayUntil(timeMs, voidFrom.get(row) ?? NEVER);
          const isIn = Number(first < end) & Number(timeMs >= fromMs) & Number(timeMs <= toMs);
          const order = isOrder ? row : -1;
          if (isOfOrders) {
            if (test === undefined || (isIn === 1 && (!isOrder || test(columns, row, row))))
              into.putIf(isIn, timeMs, first, end, row, order);
          } else if (isIn === 1) {
            const [line, lineEnd] = [lineStart[row], ledger.lineEnd(row)];
            into.roomFor(lineEnd - line);
            for (let each = line; each < lineEnd; each += 1)
              if (test === undefined || test(columns, each, order))
                into.putIf(1, timeMs, first, end, each, order);
          }
        }
        into.endCustomer();
      }
    };
}
