import { hash53 } from '../columns/hash.ts';
import type { Dictionaries } from '../dictionaries.ts';
import type { CancellationRecord, LedgerRecord, LineRecord, OrderRecord } from '../record.ts';
import { sourceText } from '../source.ts';
import { CANCELLATION, HIDDEN, type LedgerTable, LIVE, NO_ORDER, ORDER, REFUND } from './ledger-table.ts';
import { rowsWithKey, settleOrder, settleRefund } from './settle.ts';

/** Where a record belongs: the shard's customer number, the node's code and whether the customer owns the node. */
export interface Place {
  local: number;
  node: number;
  visible: boolean;
}

interface Identity {
  kind: number;
  key: number;
  orderKey: number;
  updated: number;
  tie: number;
}

/** Takes the record in; false when it was known already and says nothing new. */
export function appendToLedger(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  place: Place,
  record: LedgerRecord,
): boolean {
  const identity = identityOf(dictionaries, record);
  const siblings = rowsWithKey(ledger, place.local, identity.key, identity.kind);
  const known = siblings.find((row) => isSame(ledger, row, place, identity));
  if (known !== undefined && !lowerRecorded(ledger, known, record.recordedTime)) return false;
  if (known === undefined) appendRow(ledger, dictionaries, place, identity, record);
  const unrelated = siblings.length === 0 && record.kind === 'order' && !hasFollowers(ledger, identity.key);
  if (!unrelated) settle(ledger, place.local, identity);
  return true;
}

/** Follows a change of the node's owner. */
export function showNode(ledger: LedgerTable, place: Place): void {
  const { node, flags, key, orderKey } = ledger.rows.columns;
  const rows = ledger.rows.rowsOf(place.local).filter((row) => node[row] === place.node);
  for (const row of rows) {
    const state = flags[row] as number;
    flags[row] = place.visible ? state & ~HIDDEN : state | HIDDEN;
  }
  for (const row of rows) {
    const kind = (flags[row] as number) & (ORDER | REFUND | CANCELLATION);
    settle(ledger, place.local, { kind, key: key[row] as number, orderKey: orderKey[row] as number });
  }
}

function settle(ledger: LedgerTable, local: number, of: Pick<Identity, 'kind' | 'key' | 'orderKey'>): void {
  if (of.kind === REFUND) settleRefund(ledger, local, of.key);
  else settleOrder(ledger, local, of.orderKey);
}

function identityOf(dictionaries: Dictionaries, record: LedgerRecord): Identity {
  if (record.kind === 'cancellation') {
    const orderKey = dictionaries.key.intern(record.orderKey);
    return { kind: CANCELLATION, key: orderKey, orderKey, updated: record.time, tie: hash53(record.id) };
  }
  const { updatedTime, tie } = record.version;
  const version = { updated: updatedTime, tie: hash53(tie) };
  if (record.kind === 'order') {
    const orderKey = dictionaries.key.intern(record.orderKey);
    return { kind: ORDER, key: orderKey, orderKey, ...version };
  }
  const orderKey = record.orderKey === '' ? NO_ORDER : dictionaries.key.intern(record.orderKey);
  return { kind: REFUND, key: dictionaries.key.intern(record.refundKey), orderKey, ...version };
}

function isSame(ledger: LedgerTable, row: number, place: Place, identity: Identity): boolean {
  const { node, updated, tie } = ledger.rows.columns;
  return node[row] === place.node && updated[row] === identity.updated && tie[row] === identity.tie;
}

/** True when it was learned earlier than we thought. */
function lowerRecorded(ledger: LedgerTable, row: number, recordedMs: number): boolean {
  const { recorded } = ledger.rows.columns;
  if (recordedMs >= (recorded[row] as number)) return false;
  recorded[row] = recordedMs;
  return true;
}

function hasFollowers(ledger: LedgerTable, orderKey: number): boolean {
  const index = ledger.byOrder;
  for (
    let slot = index.first(orderKey), row = index.rowAt(slot);
    row >= 0;
    slot = index.next(slot), row = index.rowAt(slot)
  ) {
    if (ledger.rows.columns.orderKey[row] === orderKey) return true;
  }
  return false;
}

function appendRow(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  place: Place,
  identity: Identity,
  record: LedgerRecord,
): void {
  const row = ledger.rows.append(place.local, record.time);
  const { columns } = ledger.rows;
  columns.flags[row] = identity.kind | (place.visible ? 0 : HIDDEN);
  if (place.visible && identity.kind === ORDER) columns.flags[row] = ORDER | LIVE;
  columns.recorded[row] = record.recordedTime;
  columns.updated[row] = identity.updated;
  columns.tie[row] = identity.tie;
  columns.key[row] = identity.key;
  columns.orderKey[row] = identity.orderKey;
  columns.node[row] = place.node;
  columns.lineStart[row] = ledger.lineCount;
  if (record.kind === 'cancellation') return;
  writeValue(ledger, dictionaries, row, record);
}

function writeValue(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  row: number,
  record: Exclude<LedgerRecord, CancellationRecord>,
): void {
  const { amount, units } = ledger.rows.columns;
  const pieces = addLines(ledger, dictionaries, record.lines);
  if (record.kind === 'refund') {
    amount[row] = -record.amountMinor;
    units[row] = -pieces;
    return;
  }
  amount[row] = record.netMinor;
  units[row] = pieces;
  writeOrderDimensions(ledger, dictionaries, row, record);
}

function addLines(ledger: LedgerTable, dictionaries: Dictionaries, lines: readonly LineRecord[]): number {
  let pieces = 0;
  for (const line of lines) {
    ledger.addLine(dictionaries.product.intern(line.productId), line.quantity, line.amountMinor);
    pieces += line.quantity;
  }
  return pieces;
}

function writeOrderDimensions(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  row: number,
  order: OrderRecord,
): void {
  const { columns } = ledger.rows;
  columns.channel[row] = dictionaries.channel.intern(order.channel);
  columns.source[row] = dictionaries.source.intern(sourceText(order.source));
  columns.store[row] = dictionaries.store.intern(order.storeId);
  columns.storeKind[row] = dictionaries.storeKind.intern(order.storeKind);
  columns.coupon[row] = dictionaries.coupon.intern(order.coupon);
  columns.currency[row] = dictionaries.currency.intern(order.currency);
}
