import { type LedgerTable, LIVE, ORDER, VOID } from '../ledger/ledger-table.ts';
import { rollupShard } from '../ledger/rollup-kernel.ts';
import type { OrderTotals, TotalColumns } from './total-columns.ts';

/** All that is told, whenever it is to happen. */
const FOR_EVER = { at: Number.POSITIVE_INFINITY };
/** With more stale customers one pass over the columns is quicker. */
const STALE_SHARE = 1 / 16;
const WORDS = 2048;
const KEPT_FLOORS = 8;

/**
 * Orders, net value and last order of each customer of a shard over all time. Customers whose rows changed are stale and added up anew
 * when somebody asks. Whoever asks about an instant before `latestMs` has to look at the customers with rows, or cancellations, after it.
 */
export class CustomerTotals {
  private readonly ledger: LedgerTable;
  private readonly columns: TotalColumns;
  private readonly base: number;
  private readonly stale = new Set<number>();
  private isMade = false;
  private latest = Number.NEGATIVE_INFINITY;
  private notedRows = 0;
  private starts: Uint32Array | undefined;
  /** Who has at least so many orders, a bit a customer; for numbers that were asked for. */
  private readonly floors = new Map<number, Int32Array>();

  /** @param base index of the shard's first customer in `columns` */
  constructor(ledger: LedgerTable, columns: TotalColumns, base: number) {
    this.ledger = ledger;
    this.columns = columns;
    this.base = base;
  }

  noteChanged(local: number): void {
    this.stale.add(local);
  }

  /** The rows from `first` on are orders that nothing else bears on: what they say is added. */
  noteAdded(first: number): void {
    if (!this.isMade) return;
    const { rows } = this.ledger;
    const { flags, amount } = rows.columns;
    const { orderCount, netMinor, lastOrderMs } = this.columns.reserve();
    for (let row = first; row < rows.rowCount; row += 1) {
      if ((flags[row] & LIVE) === 0) continue;
      const customer = this.base + rows.local[row];
      orderCount[customer] += 1;
      netMinor[customer] += amount[row];
      if (!(rows.time[row] <= lastOrderMs[customer])) lastOrderMs[customer] = rows.time[row];
      this.columns.noteSet(customer, customer + 1);
      this.followFloors(rows.local[row], orderCount[customer]);
    }
  }

  /** By number in the shard; valid until the next record. */
  current(customers: number): OrderTotals {
    this.refresh(customers);
    return this.columns.part(this.base, this.base + customers);
  }

  /** Who has at least so many orders, a bit a customer; valid until the next record. */
  withAtLeast(orders: number, customers: number): Int32Array {
    const { orderCount } = this.current(customers);
    const kept = this.floors.get(orders);
    if (kept !== undefined) return kept;
    const [oldest] = this.floors.keys();
    if (oldest !== undefined && this.floors.size >= KEPT_FLOORS) this.floors.delete(oldest);
    const floor = new Int32Array(WORDS);
    for (let local = 0; local < customers; local += 1)
      floor[local >>> 5] |= Number(orderCount[local] >= orders) << (local & 31);
    this.floors.set(orders, floor);
    return floor;
  }

  memoryBytes(): number {
    return this.floors.size * WORDS * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Brings the shard's part of the columns up to date. */
  refresh(customers: number): void {
    if (!this.isMade || this.stale.size > customers * STALE_SHARE) this.addUpAll(customers);
    else for (const local of this.stale) this.addUp(local);
    this.stale.clear();
  }

  /** Time of the latest row, whatever it is worth. */
  get latestMs(): number {
    const { starts, time, rowCount } = this.ledger.rows;
    if (this.starts !== starts) this.notedRows = 0;
    this.starts = starts;
    for (; this.notedRows < rowCount; this.notedRows += 1) {
      if (time[this.notedRows] > this.latest) this.latest = time[this.notedRows];
    }
    return this.latest;
  }

  private addUpAll(customers: number): void {
    const columns = this.columns.reserve();
    rollupShard(this.ledger, {}, FOR_EVER, columns, this.base, customers);
    this.columns.noteSet(this.base, this.base + customers);
    this.isMade = true;
    this.floors.clear();
  }

  private addUp(local: number): void {
    const { rows } = this.ledger;
    const { flags, amount } = rows.columns;
    let orders = 0;
    let net = 0;
    let last = Number.NaN;
    for (const row of rows.rowsOf(local)) {
      if ((flags[row] & (LIVE | VOID)) !== LIVE) continue;
      net += amount[row];
      if ((flags[row] & ORDER) === 0) continue;
      orders += 1;
      if (!(rows.time[row] <= last)) last = rows.time[row];
    }
    const { orderCount, netMinor, lastOrderMs } = this.columns.reserve();
    orderCount[this.base + local] = orders;
    netMinor[this.base + local] = net;
    lastOrderMs[this.base + local] = last;
    this.columns.noteSet(this.base + local, this.base + local + 1);
    this.followFloors(local, orders);
  }

  private followFloors(local: number, orders: number): void {
    if (this.floors.size === 0) return;
    for (const [least, floor] of this.floors) {
      if (orders >= least) floor[local >>> 5] |= 1 << (local & 31);
      else floor[local >>> 5] &= ~(1 << (local & 31));
    }
  }
}
