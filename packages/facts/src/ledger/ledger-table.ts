import { allocateColumn, gatherColumn, gatheredColumn, grownColumn, roomyLength } from '../columns/column.ts';
import { KeyIndex } from '../columns/key-index.ts';
import { type Columns, Table, type TableImage } from '../columns/table.ts';

/** Bits of the column `flags`. */
export const ORDER = 1;
export const REFUND = 2;
export const CANCELLATION = 4;
/** The newest visible version of an order or a refund: it counts, unless void. Kept current for "all that is known now". */
export const LIVE = 8;
/** Its identity node belongs to another customer. */
export const HIDDEN = 16;
/** A visible cancellation makes it worth nothing from `voidFrom` on. */
export const VOID = 32;
/** Other rows bear on it: what is believed at an earlier `knownAt` must be looked up. */
export const CONTESTED = 64;
export const KIND = ORDER | REFUND | CANCELLATION;

/** `orderKey` of a refund whose order is unknown. */
export const NO_ORDER = 0xffff_ffff;

export const ledgerSchema = {
  flags: 'u8',
  recorded: 'f64',
  updated: 'f64',
  /** `hash53` of the version's tie, or of a cancellation's id. */
  tie: 'f64',
  /** Minor units; negative for refunds. */
  amount: 'f64',
  /** Pieces of all lines; negative for refunds. */
  units: 'i32',
  /** First line; the next row's is the end. */
  lineStart: 'u32',
  key: 'u32',
  orderKey: 'u32',
  node: 'u32',
  coupon: 'u32',
  source: 'u32',
  channel: 'u16',
  store: 'u16',
  storeKind: 'u8',
  currency: 'u8',
} as const;

export const lineSchema = { product: 'u32', quantity: 'i32', amount: 'f64' } as const;

/** What a merge did. */
export interface MergedLedger {
  /** The old row of each new one. */
  rows: Uint32Array;
  /** The old line of each new one. */
  lines: Uint32Array;
}

/** A ledger as another thread reads it. */
export interface LedgerImage extends Pick<LedgerTable, 'lines' | 'lineCount' | 'voidFrom'> {
  rows: TableImage<typeof ledgerSchema>;
}

/** Every version of every order, refund and cancellation of one shard's customers, and their lines. */
export class LedgerTable {
  readonly rows = new Table(ledgerSchema);
  lines: Columns<typeof lineSchema> = {
    product: allocateColumn('u32', 0),
    quantity: allocateColumn('i32', 0),
    amount: allocateColumn('f64', 0),
  };
  lineCount = 0;
  /** Of rows flagged VOID: from when on. */
  voidFrom = new Map<number, number>();
  private readonly keys = new KeyIndex((row) => this.rows.columns.key[row] as number);
  private readonly orderKeys = new KeyIndex((row) => this.rows.columns.orderKey[row] as number);
  /** Rows below are in the indexes; loading and merging leave that to the first look-up. */
  private indexedRows = 0;

  /** All rows by their own key. */
  get byKey(): KeyIndex {
    this.indexRows();
    return this.keys;
  }

  /** Refunds and cancellations by the key of their order. */
  get byOrder(): KeyIndex {
    this.indexRows();
    return this.orderKeys;
  }

  /** Does now what the first look-up after loading or merging would take long for. */
  prepare(): void {
    this.indexRows();
  }

  /** Appends lines of columns outside. */
  appendLines(from: Columns<typeof lineSchema>, rows: Uint32Array): void {
    const first = this.lineCount;
    this.lineCount += rows.length;
    if (this.lineCount > this.lines.product.length) {
      const length = roomyLength(this.lineCount);
      this.lines = {
        product: grownColumn('u32', this.lines.product, length),
        quantity: grownColumn('i32', this.lines.quantity, length),
        amount: grownColumn('f64', this.lines.amount, length),
      };
    }
    gatherColumn('u32', from.product, rows, this.lines.product, first);
    gatherColumn('i32', from.quantity, rows, this.lines.quantity, first);
    gatherColumn('f64', from.amount, rows, this.lines.amount, first);
  }

  lineEnd(row: number): number {
    return row + 1 < this.rows.rowCount ? (this.rows.columns.lineStart[row + 1] as number) : this.lineCount;
  }

  /** Takes over loaded lines; `rows` has been taken over before. */
  adoptLines(
    lines: Columns<typeof lineSchema>,
    lineCount: number,
    voidFrom: ReadonlyMap<number, number>,
  ): void {
    this.lines = lines;
    this.lineCount = lineCount;
    for (const [row, ms] of voidFrom) this.voidFrom.set(row, ms);
  }

  /** Undefined where there was nothing to merge. */
  merge(): MergedLedger | undefined {
    if (this.rows.mainCount === this.rows.rowCount) return undefined;
    const lineOrder = new Uint32Array(this.lineCount);
    const oldStart = this.rows.columns.lineStart;
    const oldCount = this.lineCount;
    const oldRows = this.rows.rowCount;
    const permutation = this.rows.merge();
    const { lineStart, flags } = this.rows.columns;
    const voided = new Map(this.voidFrom);
    this.voidFrom.clear();
    let line = 0;
    for (let row = 0; row < permutation.length; row += 1) {
      const old = permutation[row] as number;
      const end = old + 1 < oldRows ? (oldStart[old + 1] as number) : oldCount;
      lineStart[row] = line;
      for (let oldLine = oldStart[old] as number; oldLine < end; oldLine += 1) lineOrder[line++] = oldLine;
      if (((flags[row] as number) & VOID) !== 0)
        this.voidFrom.set(row, voided.get(old) ?? Number.NEGATIVE_INFINITY);
    }
    const length = roomyLength(this.lineCount);
    this.lines = {
      product: gatheredColumn('u32', this.lines.product, lineOrder, length),
      quantity: gatheredColumn('i32', this.lines.quantity, lineOrder, length),
      amount: gatheredColumn('f64', this.lines.amount, lineOrder, length),
    };
    this.indexedRows = 0;
    return { rows: permutation, lines: lineOrder };
  }

  image(): LedgerImage {
    const { lines, lineCount, voidFrom } = this;
    return { rows: this.rows.image(), lines, lineCount, voidFrom };
  }

  /** Shows what an image shows; nothing may be appended here. */
  follow({ rows, lines, lineCount, voidFrom }: LedgerImage): void {
    this.rows.follow(rows);
    this.lines = lines;
    this.lineCount = lineCount;
    this.voidFrom = voidFrom;
    this.indexedRows = 0;
  }

  memoryBytes(): number {
    const { product, quantity, amount } = this.lines;
    const bytesALine = product.BYTES_PER_ELEMENT + quantity.BYTES_PER_ELEMENT + amount.BYTES_PER_ELEMENT;
    const indexes = this.keys.memoryBytes() + this.orderKeys.memoryBytes();
    return this.rows.memoryBytes() + this.lineCount * bytesALine + indexes;
  }

  private indexRows(): void {
    if (this.indexedRows === this.rows.rowCount) return;
    if (this.indexedRows === 0) {
      this.keys.clear(this.rows.rowCount);
      this.orderKeys.clear();
    }
    const { flags, orderKey } = this.rows.columns;
    for (let row = this.indexedRows; row < this.rows.rowCount; row += 1) {
      this.keys.insert(row);
      if (((flags[row] as number) & ORDER) === 0 && orderKey[row] !== NO_ORDER) this.orderKeys.insert(row);
    }
    this.indexedRows = this.rows.rowCount;
  }
}
