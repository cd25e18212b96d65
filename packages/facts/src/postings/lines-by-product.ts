import { orderByKey } from '../columns/radix-order.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { ChangedCustomers } from './changed-customers.ts';
import { dayOf, PostingColumns } from './posting-columns.ts';
import { worthOf } from './row-worth.ts';

/** Lines by product, those of one product by day. */
export interface LinesByProduct {
  /** Of each line, ascending. */
  products: Uint32Array;
  columns: PostingColumns;
}

/** The new number of each old row and of each old line. */
export interface NewNumbers {
  rows: Uint32Array;
  lines: Uint32Array;
}

/** The lines of rows. @param byTime the rows; @param count of their lines */
export function linesByProduct(ledger: LedgerTable, byTime: Uint32Array, count: number): LinesByProduct {
  const { product } = ledger.lines;
  const found = linesOf(ledger, byTime, count);
  const keys = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) keys[i] = product[found.lines[i]];
  const order = orderByKey(keys);
  const products = new Uint32Array(count);
  const columns = new PostingColumns(count);
  for (let place = 0; place < count; place += 1) {
    products[place] = keys[order[place]];
    columns.lines[place] = found.lines[order[place]];
    columns.rows[place] = found.rows[order[place]];
  }
  setWhatLinesSay(ledger, columns);
  return { products, columns };
}

/** Lines of several parts as one, worth what they are now; `changed` names whose are not what they were. The shortest are joined first; nothing is put in order anew. */
export function joinedLines(
  ledger: LedgerTable,
  parts: readonly (LinesByProduct & { changed: ChangedCustomers })[],
  numbers?: NewNumbers,
): LinesByProduct {
  const [first, ...others]: LinesByProduct[] = [...parts].sort(
    (a, b) => a.products.length - b.products.length,
  );
  const joined = others.reduce(joinedPair, first);
  if (numbers !== undefined) joined.columns.renumber(numbers);
  for (const { changed } of parts) if (!changed.isEmpty) setChangedWorths(ledger, joined.columns, changed);
  return joined;
}

function joinedPair(some: LinesByProduct, others: LinesByProduct): LinesByProduct {
  const count = some.products.length + others.products.length;
  const products = new Uint32Array(count);
  const columns = new PostingColumns(count);
  let next = 0;
  let other = 0;
  for (let place = 0; place < count; place += 1) {
    if (
      other === others.products.length ||
      (next < some.products.length && isBefore(some, next, others, other))
    ) {
      products[place] = some.products[next];
      columns.copy(some.columns, next, place);
      next += 1;
    } else {
      products[place] = others.products[other];
      columns.copy(others.columns, other, place);
      other += 1;
    }
  }
  return { products, columns };
}

/** Whether a line comes before one of others. */
function isBefore(some: LinesByProduct, line: number, others: LinesByProduct, other: number): boolean {
  const product = some.products[line];
  if (product !== others.products[other]) return product < others.products[other];
  return some.columns.heads[line] >>> 16 <= others.columns.heads[other] >>> 16;
}

/** Lines of rows, and the row of each. */
function linesOf(
  ledger: LedgerTable,
  byTime: Uint32Array,
  count: number,
): { lines: Uint32Array; rows: Uint32Array } {
  const { lineStart } = ledger.rows.columns;
  const lines = new Uint32Array(count);
  const rows = new Uint32Array(count);
  let place = 0;
  for (let i = 0; i < byTime.length; i += 1) {
    const end = ledger.lineEnd(byTime[i]);
    for (let line = lineStart[byTime[i]]; line < end; line += 1) {
      lines[place] = line;
      rows[place] = byTime[i];
      place += 1;
    }
  }
  return { lines, rows };
}

function setWhatLinesSay(ledger: LedgerTable, columns: PostingColumns): void {
  const { local, time } = ledger.rows;
  const { flags } = ledger.rows.columns;
  const { amount } = ledger.lines;
  const { lines, rows, heads, worths } = columns;
  for (let place = 0; place < lines.length; place += 1) {
    const row = rows[place];
    heads[place] = dayOf(time[row]) * 65_536 + local[row];
    worths[place] = worthOf(flags[row], amount[lines[place]]);
  }
}

function setChangedWorths(ledger: LedgerTable, columns: PostingColumns, changed: ChangedCustomers): void {
  const { flags } = ledger.rows.columns;
  const { amount } = ledger.lines;
  const { lines, rows, heads, worths } = columns;
  for (let place = 0; place < lines.length; place += 1) {
    if (changed.has(heads[place] & 0xffff)) worths[place] = worthOf(flags[rows[place]], amount[lines[place]]);
  }
}
