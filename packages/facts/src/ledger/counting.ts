import type { AsOf } from '../read.ts';
import { CANCELLATION, CONTESTED, HIDDEN, KIND, type LedgerTable, LIVE, VOID } from './ledger-table.ts';
import { cancellationsOf, isNewer, rowsWithKey } from './settle.ts';

/** Whether an order or refund row counts at `asOf`, apart from its own time. */
export type Counts = (row: number) => boolean;

export function countsAsOf(ledger: LedgerTable, { at, knownAt }: AsOf): Counts {
  if (knownAt === undefined) return (row) => countsNow(ledger, row, at);
  return (row) => countsWhenKnown(ledger, row, at, knownAt);
}

function countsNow(ledger: LedgerTable, row: number, at: number): boolean {
  const flags = ledger.rows.columns.flags[row] as number;
  if ((flags & LIVE) === 0) return false;
  return (flags & VOID) === 0 || (ledger.voidFrom.get(row) ?? Number.NEGATIVE_INFINITY) > at;
}

/** By what was recorded up to `knownAt`: no newer version and no cancellation known then. */
function countsWhenKnown(ledger: LedgerTable, row: number, at: number, knownAt: number): boolean {
  const { flags, recorded, key, orderKey } = ledger.rows.columns;
  const state = flags[row] as number;
  if ((state & (HIDDEN | CANCELLATION)) !== 0 || (recorded[row] as number) > knownAt) return false;
  if ((state & CONTESTED) === 0) return true;
  const local = ledger.rows.local[row] as number;
  const known = (other: number): boolean =>
    ((flags[other] as number) & HIDDEN) === 0 && (recorded[other] as number) <= knownAt;
  const versions = rowsWithKey(ledger, local, key[row] as number, state & KIND);
  if (versions.some((other) => other !== row && known(other) && isNewer(ledger, other, row))) return false;
  const cancellations = cancellationsOf(ledger, local, orderKey[row] as number);
  return !cancellations.some((other) => known(other) && (ledger.rows.time[other] as number) <= at);
}
