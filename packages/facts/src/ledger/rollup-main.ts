import type { Rollup } from '../read.ts';
import type { LedgerTable } from './ledger-table.ts';
import { BLOCK_CUSTOMERS, type RowNotes } from './row-notes.ts';

/** Both ends are within. */
export interface Span {
  from: number;
  to: number;
}

/** A block of customers and its main rows. */
interface Block {
  firstLocal: number;
  endLocal: number;
  startRow: number;
  endRow: number;
}

/** Places of LIVE and VOID; written out because what `Math.log2` returns is compiled as a float, which takes half as long again. */
const LIVE_BIT = 3;
const VOID_BIT = 5;

/**
 * Sets the sums of a shard's main rows, void ones left out. How many rows the next customer has cannot be foretold, and a wrong guess of the
 * processor costs more than five rows: so running sums go over all rows of a block without a branch, and a customer has the difference
 * between both ends of its rows. Sums are exact while those of 4096 customers together stay below 2^53.
 */
export function rollupMain(
  ledger: LedgerTable,
  span: Span,
  notes: RowNotes,
  out: Rollup,
  base: number,
): void {
  const { starts, mainCustomers } = ledger.rows;
  for (let firstLocal = 0; firstLocal < mainCustomers; firstLocal += BLOCK_CUSTOMERS) {
    const endLocal = Math.min(firstLocal + BLOCK_CUSTOMERS, mainCustomers);
    const startRow = starts[firstLocal] as number;
    const endRow = starts[endLocal] as number;
    const block = { firstLocal, endLocal, startRow, endRow };
    notes.reserve(endRow - startRow);
    noteRows(ledger, span, block, notes);
    if (out.orderCount.length > 0) setCounts(ledger, block, notes, out.orderCount, base);
    if (out.netMinor.length > 0) {
      addUpAmounts(ledger, block, notes);
      setSums(ledger, block, notes, out.netMinor, base);
    }
    if (out.itemCount.length > 0) {
      addUpUnits(ledger, block, notes);
      setSums(ledger, block, notes, out.itemCount, base);
    }
    if (out.firstOrderMs.length > 0) setFirst(ledger, block, notes, out.firstOrderMs, base);
    if (out.lastOrderMs.length > 0) setLast(ledger, block, notes, out.lastOrderMs, base);
  }
}

function noteRows({ rows }: LedgerTable, { from, to }: Span, block: Block, notes: RowNotes): void {
  const { time } = rows;
  const { flags } = rows.columns;
  const { counts, ordersBefore, orderRows } = notes;
  const { startRow, endRow } = block;
  let orders = 0;
  for (let row = startRow; row < endRow; row += 1) {
    const rowTime = time[row] as number;
    const state = flags[row] as number;
    const isLive = (state >> LIVE_BIT) & ~(state >> VOID_BIT);
    const isCounting = Number(rowTime >= from) & Number(rowTime <= to) & isLive;
    counts[row - startRow] = isCounting;
    ordersBefore[row - startRow] = orders;
    orderRows[orders + 1] = row;
    // ORDER is the lowest bit.
    orders += isCounting & state;
  }
  ordersBefore[endRow - startRow] = orders;
  orderRows[orders + 1] = startRow;
}

function setCounts(
  { rows }: LedgerTable,
  block: Block,
  notes: RowNotes,
  to: Uint32Array,
  base: number,
): void {
  const { starts } = rows;
  const { ordersBefore } = notes;
  let before = 0;
  for (let local = block.firstLocal; local < block.endLocal; local += 1) {
    const upTo = ordersBefore[(starts[local + 1] as number) - block.startRow] as number;
    to[base + local] = upTo - before;
    before = upTo;
  }
}

function addUpAmounts({ rows }: LedgerTable, { startRow, endRow }: Block, notes: RowNotes): void {
  const { amount } = rows.columns;
  const { counts, sumBefore } = notes;
  let sum = 0;
  for (let row = startRow; row < endRow; row += 1) {
    sumBefore[row - startRow] = sum;
    sum += (amount[row] as number) * (counts[row - startRow] as number);
  }
  sumBefore[endRow - startRow] = sum;
}

/** The same again for another kind of array: a loop that sees both is compiled for neither. */
function addUpUnits({ rows }: LedgerTable, { startRow, endRow }: Block, notes: RowNotes): void {
  const { units } = rows.columns;
  const { counts, sumBefore } = notes;
  let sum = 0;
  for (let row = startRow; row < endRow; row += 1) {
    sumBefore[row - startRow] = sum;
    sum += (units[row] as number) * (counts[row - startRow] as number);
  }
  sumBefore[endRow - startRow] = sum;
}

function setSums({ rows }: LedgerTable, block: Block, notes: RowNotes, to: Float64Array, base: number): void {
  const { starts } = rows;
  const { sumBefore } = notes;
  let before = 0;
  for (let local = block.firstLocal; local < block.endLocal; local += 1) {
    const upTo = sumBefore[(starts[local + 1] as number) - block.startRow] as number;
    to[base + local] = upTo - before;
    before = upTo;
  }
}

/** 0 / orders is 0, and NaN without an order. */
function setLast({ rows }: LedgerTable, block: Block, notes: RowNotes, to: Float64Array, base: number): void {
  const { starts, time } = rows;
  const { ordersBefore, orderRows } = notes;
  let before = 0;
  for (let local = block.firstLocal; local < block.endLocal; local += 1) {
    const upTo = ordersBefore[(starts[local + 1] as number) - block.startRow] as number;
    to[base + local] = (time[orderRows[upTo] as number] as number) + 0 / (upTo - before);
    before = upTo;
  }
}

function setFirst(
  { rows }: LedgerTable,
  block: Block,
  notes: RowNotes,
  to: Float64Array,
  base: number,
): void {
  const { starts, time } = rows;
  const { ordersBefore, orderRows } = notes;
  let before = 0;
  for (let local = block.firstLocal; local < block.endLocal; local += 1) {
    const upTo = ordersBefore[(starts[local + 1] as number) - block.startRow] as number;
    to[base + local] = (time[orderRows[before + 1] as number] as number) + 0 / (upTo - before);
    before = upTo;
  }
}
