import {
  CANCELLATION,
  CONTESTED,
  HIDDEN,
  KIND,
  type LedgerTable,
  LIVE,
  ORDER,
  REFUND,
  VOID,
} from './ledger-table.ts';

/** A customer's rows up to so many are looked through; who has more has them found by hash. */
const FEW_ROWS = 64;

/** What bears on an order: its versions, its refunds (all versions), its cancellations; of one customer, hidden ones included. */
interface OrderGroup {
  orders: number[];
  refunds: number[];
  cancellations: number[];
}

/** Brings LIVE, VOID and CONTESTED of an order, and of its refunds, up to date after one of their rows came, hid or showed. */
export function settleOrder(ledger: LedgerTable, local: number, orderKey: number): void {
  const group = orderGroup(ledger, local, orderKey);
  const voidFrom = earliestCancellation(ledger, group.cancellations);
  const contested = group.orders.length > 1 || group.cancellations.length > 0;
  const newest = newestVisible(ledger, group.orders);
  for (const row of group.orders) setState(ledger, row, row === newest, voidFrom, contested);
  for (const row of group.refunds)
    settleRefundRow(ledger, local, row, voidFrom, group.cancellations.length > 0);
}

/** The same for all versions of a refund, which may name different orders. */
export function settleRefund(ledger: LedgerTable, local: number, refundKey: number): void {
  for (const row of rowsWithKey(ledger, local, refundKey, REFUND)) {
    const { cancellations } = orderGroup(ledger, local, ledger.rows.columns.orderKey[row] as number);
    settleRefundRow(
      ledger,
      local,
      row,
      earliestCancellation(ledger, cancellations),
      cancellations.length > 0,
    );
  }
}

/** Rows of the customer with this key and of this kind. */
export function rowsWithKey(ledger: LedgerTable, local: number, key: number, kind: number): number[] {
  const { columns, local: locals } = ledger.rows;
  const isWanted = (row: number): boolean => columns.key[row] === key && (columns.flags[row] & kind) !== 0;
  const few = ledger.rows.rowsOf(local, FEW_ROWS);
  if (few !== undefined) return few.filter(isWanted);
  const index = ledger.byKey;
  const rows: number[] = [];
  for (
    let slot = index.first(key), row = index.rowAt(slot);
    row >= 0;
    slot = index.next(slot), row = index.rowAt(slot)
  ) {
    if (locals[row] === local && isWanted(row)) rows.push(row);
  }
  return rows;
}

/** Whether the first row tells a newer version than the second. */
export function isNewer(ledger: LedgerTable, row: number, than: number): boolean {
  const { updated, recorded, tie } = ledger.rows.columns;
  if (updated[row] !== updated[than]) return (updated[row] as number) > (updated[than] as number);
  if (recorded[row] !== recorded[than]) return (recorded[row] as number) > (recorded[than] as number);
  if (tie[row] !== tie[than]) return (tie[row] as number) > (tie[than] as number);
  return row > than;
}

/** Refunds and cancellations of the customer that name this order. */
export function cancellationsOf(ledger: LedgerTable, local: number, orderKey: number): number[] {
  return orderGroup(ledger, local, orderKey).cancellations;
}

function orderGroup(ledger: LedgerTable, local: number, orderKey: number): OrderGroup {
  const group: OrderGroup = {
    orders: rowsWithKey(ledger, local, orderKey, ORDER),
    refunds: [],
    cancellations: [],
  };
  for (const row of rowsNaming(ledger, local, orderKey)) {
    const isCancellation = (ledger.rows.columns.flags[row] & CANCELLATION) !== 0;
    (isCancellation ? group.cancellations : group.refunds).push(row);
  }
  return group;
}

/** Refunds and cancellations of the customer that name an order. */
function rowsNaming(ledger: LedgerTable, local: number, orderKey: number): number[] {
  const { columns, local: locals } = ledger.rows;
  const few = ledger.rows.rowsOf(local, FEW_ROWS);
  if (few !== undefined)
    return few.filter((row) => columns.orderKey[row] === orderKey && (columns.flags[row] & ORDER) === 0);
  const index = ledger.byOrder;
  const rows: number[] = [];
  for (
    let slot = index.first(orderKey), row = index.rowAt(slot);
    row >= 0;
    slot = index.next(slot), row = index.rowAt(slot)
  ) {
    if (columns.orderKey[row] === orderKey && locals[row] === local) rows.push(row);
  }
  return rows;
}

function settleRefundRow(
  ledger: LedgerTable,
  local: number,
  row: number,
  voidFrom: number,
  hasCancellation: boolean,
): void {
  const versions = rowsWithKey(ledger, local, ledger.rows.columns.key[row] as number, REFUND);
  const live = row === newestVisible(ledger, versions);
  setState(ledger, row, live, voidFrom, versions.length > 1 || hasCancellation);
}

function isVisible(ledger: LedgerTable, row: number): boolean {
  return ((ledger.rows.columns.flags[row] as number) & HIDDEN) === 0;
}

function earliestCancellation(ledger: LedgerTable, cancellations: readonly number[]): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const row of cancellations) {
    if (isVisible(ledger, row)) earliest = Math.min(earliest, ledger.rows.time[row] as number);
  }
  return earliest;
}

function newestVisible(ledger: LedgerTable, versions: readonly number[]): number {
  let newest = -1;
  for (const row of versions) {
    if (isVisible(ledger, row) && (newest < 0 || isNewer(ledger, row, newest))) newest = row;
  }
  return newest;
}

function setState(
  ledger: LedgerTable,
  row: number,
  live: boolean,
  voidFrom: number,
  contested: boolean,
): void {
  const { flags } = ledger.rows.columns;
  let state = (flags[row] as number) & (KIND | HIDDEN);
  if (live) state |= LIVE;
  if (contested) state |= CONTESTED;
  if (voidFrom < Number.POSITIVE_INFINITY) {
    state |= VOID;
    ledger.voidFrom.set(row, voidFrom);
  } else {
    ledger.voidFrom.delete(row);
  }
  flags[row] = state;
}
