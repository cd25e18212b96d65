import { LIVE, ORDER, REFUND, WORTH_ASKED, WORTH_NOTHING } from '@perennial/facts';
import { forEachFound, MOST_FOUND } from './find-asked.ts';
import { countsNow, type RowPass } from './row-passes.ts';
import type { Slice, Worths } from './row-ways.ts';
import type { ShardScan } from './shard-scan.ts';

const toldLocals = new Uint16Array(MOST_FOUND);
const toldWorths = new Int32Array(MOST_FOUND);

/** Orders of a window by what they are worth: only the few rows that worths do not tell are looked at. False where more is asked than worths tell. */
export function passWorths(scan: ShardScan, pass: RowPass, slice: Slice): boolean {
  const { test, value, fold } = pass;
  const { copies, isInWindow } = slice;
  const isOfWorths = test === undefined && (value === 'amount' || value === 'none') && !fold.asksRow;
  if (!isOfWorths || !isInWindow || fold.addAll === undefined) return false;
  if (copies === undefined || !('worths' in copies)) return false;
  passCopies(scan, pass, slice, copies);
  return true;
}

function passCopies(scan: ShardScan, pass: RowPass, slice: Slice, { worths, changed }: Worths): void {
  const isUnchanged = changed.isEmpty;
  forEachFound(slice, pass.candidates, ({ count, places, locals }) => {
    let told = 0;
    for (let i = 0; i < count; i += 1) {
      const local = locals[i];
      const worth = isUnchanged || !changed.has(local) ? worths[places[i]] : WORTH_ASKED;
      if (worth < 0) {
        passOther(scan, pass, slice.rows[places[i]], local, worth);
        continue;
      }
      toldLocals[told] = local;
      toldWorths[told] = worth;
      told += 1;
    }
    pass.fold.addAll?.(toldLocals, toldWorths, told);
  });
}

/** A refund, or a row that has to be asked. */
function passOther(
  scan: ShardScan,
  { value, fold, takesBack }: RowPass,
  row: number,
  local: number,
  worth: number,
): void {
  if (worth === WORTH_NOTHING) return;
  const { flags, amount } = scan.shard.ledger.rows.columns;
  const isAsked = worth === WORTH_ASKED;
  const state = isAsked ? flags[row] : LIVE | REFUND;
  if (!countsNow(scan, state, row)) return;
  const figure = value === 'none' ? 0 : isAsked ? amount[row] : worth;
  if ((state & ORDER) !== 0) fold.add(local, figure, row);
  else if (takesBack && (state & REFUND) !== 0) fold.takeBack(local, -figure, row);
}
