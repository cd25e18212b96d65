import type { LedgerTable } from '../ledger/ledger-table.ts';
import { allocateRollup, rollupCustomer, rollupShard } from '../ledger/rollup-kernel.ts';
import { RowNotes } from '../ledger/row-notes.ts';
import type { Rollup, RollupFigure } from '../read.ts';

const FIGURES: RollupFigure[] = ['orderCount', 'netMinor', 'lastOrderMs'];
/** All that is told, whenever it is to happen. */
const FOR_EVER = { at: Number.POSITIVE_INFINITY };
/** With more stale customers one pass over the columns is quicker. */
const STALE_SHARE = 1 / 16;

/**
 * Orders, net value and last order of each customer of a shard over all time. Customers whose rows changed are stale and added up anew
 * when somebody asks. Whoever asks about an instant has to look at the customers with rows, or cancellations, after it.
 */
export class CustomerTotals {
  private readonly ledger: LedgerTable;
  private totals: Rollup = allocateRollup(0, { figures: FIGURES });
  private readonly stale = new Set<number>();
  private customers = 0;

  constructor(ledger: LedgerTable) {
    this.ledger = ledger;
  }

  noteChanged(local: number): void {
    this.stale.add(local);
  }

  /** By number in the shard; valid until the next record. */
  current(customers: number): Rollup {
    if (customers !== this.customers || this.stale.size > customers * STALE_SHARE) this.addUpAll(customers);
    else for (const local of this.stale) this.addUp(local);
    this.stale.clear();
    return this.totals;
  }

  memoryBytes(): number {
    const { orderCount, netMinor, lastOrderMs } = this.totals;
    return orderCount.byteLength + netMinor.byteLength + lastOrderMs.byteLength;
  }

  private addUpAll(customers: number): void {
    if (customers !== this.customers) this.totals = allocateRollup(customers, { figures: FIGURES });
    this.customers = customers;
    rollupShard(this.ledger, {}, FOR_EVER, new RowNotes(), this.totals, 0, customers);
  }

  private addUp(local: number): void {
    const { orderCount, netMinor, lastOrderMs } = rollupCustomer(this.ledger, local, {}, FOR_EVER);
    this.totals.orderCount[local] = orderCount;
    this.totals.netMinor[local] = netMinor;
    this.totals.lastOrderMs[local] = lastOrderMs;
  }
}
