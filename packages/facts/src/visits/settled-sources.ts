import { allocateColumn, type ColumnArrays, grownColumn } from '../columns/column.ts';
import type { EventTable } from '../events/event-table.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';
import { OrderSettler, type PutSource } from './order-settler.ts';
import type { SourceCodes } from './source-codes.ts';

/** Customers of a shard, one bit each. */
const WORDS = 2048;

/**
 * Sources of the orders of a shard, settled by visits (SRC-2). By all that is known now they are kept for everybody: from the first time that
 * somebody asks, the writer notes whose may have become others, and the next to ask has those settled anew. Nothing of it is saved.
 */
export class SettledSources {
  private readonly ledger: LedgerTable;
  private readonly sources: SourceCodes;
  private readonly settler: OrderSettler;
  private readonly stale = new Int32Array(WORDS);
  private isStale = false;
  private codes = allocateColumn('u32', 0);
  /** Somebody asked: all rows were settled. */
  private isMade = false;

  constructor(ledger: LedgerTable, events: EventTable, sources: SourceCodes) {
    this.ledger = ledger;
    this.sources = sources;
    this.settler = new OrderSettler(ledger, events, sources);
  }

  /** One customer's, by the hits that were known at an instant. */
  settle(local: number, knownAt: number, put: PutSource): void {
    this.settler.settle(local, knownAt, put);
  }

  /** Orders of the customer came, or rows of theirs came into sight or out of it. */
  noteChanged(local: number): void {
    this.isStale = true;
    this.stale[local >>> 5] |= 1 << (local & 31);
  }

  /** The rows from `first` on are orders that nothing else in the ledger bears on: where no visit goes on, nothing else has to be looked at. */
  noteFreshOrders(first: number): void {
    if (!this.isMade) return;
    this.makeRoom();
    const { rows } = this.ledger;
    for (let row = first; row < rows.rowCount; row += 1) {
      const source = this.settler.settledAlone(row);
      if (source === undefined) this.noteChanged(rows.local[row]);
      else this.codes[row] = source;
    }
  }

  /** An event came; a hit can only matter to orders at or after it. */
  noteEvent(local: number, type: number, timeMs: number): void {
    if (!this.isMade || !this.sources.isHit(type)) return;
    if (this.hasRowFrom(local, timeMs)) this.noteChanged(local);
  }

  /** The ledger was merged. @param permutation the old row of each new one */
  renumber(permutation: Uint32Array): void {
    if (!this.isMade) return;
    this.makeRoom();
    const { codes } = this;
    this.codes = allocateColumn('u32', codes.length);
    for (let row = 0; row < permutation.length; row += 1) this.codes[row] = codes[permutation[row]];
  }

  /** Everybody's, by row of the ledger, for rows of orders: codes of the dictionary `source`, valid until the next record. */
  current(): Uint32Array {
    if (!this.isMade) {
      this.isMade = true;
      this.stale.fill(-1);
      this.isStale = true;
    }
    if (this.isStale) this.settleStale();
    return this.codes;
  }

  /** `current` as far as it is found out, for `follow` in another thread. */
  found(): ColumnArrays['u32'] | undefined {
    return this.isMade && !this.isStale ? this.codes : undefined;
  }

  /** Takes over what another thread has found out. */
  follow(codes: ColumnArrays['u32']): void {
    this.codes = codes;
    this.isMade = true;
    this.isStale = false;
  }

  memoryBytes(): number {
    return this.codes.byteLength + this.stale.byteLength;
  }

  private makeRoom(): void {
    const { rows } = this.ledger;
    if (this.codes.length >= rows.rowCount) return;
    this.codes = grownColumn('u32', this.codes, rows.local.length);
  }

  private hasRowFrom(local: number, timeMs: number): boolean {
    const { rows } = this.ledger;
    const last = rows.mainEnd(local) - 1;
    if (last >= rows.mainStart(local) && rows.time[last] >= timeMs) return true;
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) {
      if (rows.time[row] >= timeMs) return true;
    }
    return false;
  }

  private settleStale(): void {
    const { stale, settler } = this;
    this.makeRoom();
    const { codes } = this;
    const put = (row: number, source: number): void => {
      codes[row] = source;
    };
    for (let word = 0; word < WORDS; word += 1) {
      for (let left = stale[word]; left !== 0; left &= left - 1) {
        settler.settle(word * 32 + 31 - Math.clz32(left & -left), Number.POSITIVE_INFINITY, put);
      }
      stale[word] = 0;
    }
    this.isStale = false;
  }
}
