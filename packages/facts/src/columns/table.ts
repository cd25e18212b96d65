import {
  allocateColumn,
  type ColumnArray,
  type ColumnArrays,
  type ColumnKind,
  gatherColumn,
  gatheredColumn,
  grownColumn,
  roomyLength,
} from './column.ts';

export type Schema = Readonly<Record<string, ColumnKind>>;
export type Columns<S extends Schema> = { [N in keyof S]: ColumnArrays[S[N]] };

/** A delta may be merged once it holds this many rows and a quarter of the main part; it has to be at half. */
const MERGE_MIN_ROWS = 8192;
const MERGE_SHARE = 1 / 4;
const OVERDUE_SHARE = 1 / 2;

/** The fields of a table that readers look at. */
export interface TableImage<S extends Schema>
  extends Pick<Table<S>, 'local' | 'time' | 'columns' | 'rowCount' | 'mainCount' | 'starts'> {
  heads: ColumnArrays['i32'];
  previous: ColumnArrays['i32'];
}

/**
 * Rows of up to 65,536 customers (`local` numbers). Rows `0 … mainCount - 1` are the main part, sorted by customer and time, with
 * `starts`; the rest is the delta in order of arrival, chained by customer. Row numbers change with `merge`.
 */
export class Table<S extends Schema> {
  local = allocateColumn('u16', 0);
  time = allocateColumn('f64', 0);
  columns: Columns<S>;
  rowCount = 0;
  mainCount = 0;
  /** Main rows of a customer: `starts[local] … starts[local + 1] - 1`; customers beyond its end have none. */
  starts = allocateColumn('u32', 1);
  readonly schema: S;
  /** Newest delta row of a customer, + 1. */
  private heads = allocateColumn('i32', 0);
  /** Customers that have delta rows are below this. */
  private deltaCustomers = 0;
  /** By delta row: the customer's delta row before it, + 1. */
  private previous = allocateColumn('i32', 0);

  constructor(schema: S) {
    this.schema = schema;
    this.columns = mapColumns(schema, (kind) => allocateColumn(kind, 0));
  }

  /** The new row; its other columns are zero until the caller sets them. */
  append(local: number, time: number): number {
    const row = this.rowCount;
    this.makeRoom(1, local);
    this.time[row] = time;
    this.rowCount += 1;
    this.chain(row, local);
    return row;
  }

  /**
   * Appends rows of columns outside, in the given order: `locals[i]` is the customer of `rows[i]`. Columns that `from` lacks are zero until the
   * caller sets them. Returns the first new row.
   */
  appendRows(
    from: { time: ColumnArrays['f64'] } & Partial<Columns<S>>,
    rows: Uint32Array,
    locals: Uint16Array,
  ): number {
    const first = this.rowCount;
    let last = 0;
    for (let i = 0; i < rows.length; i += 1) if (locals[i] > last) last = locals[i];
    this.makeRoom(rows.length, last);
    gatherColumn('f64', from.time, rows, this.time, first);
    for (const [name, kind] of Object.entries(this.schema)) {
      const column = from[name];
      if (column !== undefined) gatherColumn<ColumnKind>(kind, column, rows, this.column(name), first);
    }
    this.rowCount += rows.length;
    for (let i = 0; i < rows.length; i += 1) this.chain(first + i, locals[i]);
    return first;
  }

  /** Customers that have main rows are below this. */
  get mainCustomers(): number {
    return this.starts.length - 1;
  }

  mainStart(local: number): number {
    return local < this.mainCustomers ? this.starts[local] : this.mainCount;
  }

  mainEnd(local: number): number {
    return local < this.mainCustomers ? this.starts[local + 1] : this.mainCount;
  }

  /** All rows of a customer: main in order of time, then delta from the newest arrival. Undefined where they are more than `most`. */
  rowsOf(local: number): number[];
  rowsOf(local: number, most: number): number[] | undefined;
  rowsOf(local: number, most = Number.POSITIVE_INFINITY): number[] | undefined {
    const rows: number[] = [];
    const end = this.mainEnd(local);
    if (end - this.mainStart(local) > most) return undefined;
    for (let row = this.mainStart(local); row < end; row += 1) rows.push(row);
    for (let row = this.newestDelta(local); row >= 0; row = this.deltaBefore(row)) {
      if (rows.length >= most) return undefined;
      rows.push(row);
    }
    return rows;
  }

  /** The customer's delta row that arrived last; -1 without one. */
  newestDelta(local: number): number {
    return local < this.heads.length ? this.heads[local] - 1 : -1;
  }

  /** The same customer's delta row that arrived before a delta row; -1 without one. */
  deltaBefore(row: number): number {
    return this.previous[row - this.mainCount] - 1;
  }

  get mergeIsDue(): boolean {
    return this.hasDelta(MERGE_SHARE);
  }

  get mergeIsOverdue(): boolean {
    return this.hasDelta(OVERDUE_SHARE);
  }

  /** Makes all rows main. Returns the old row of each new one. */
  merge(): Uint32Array {
    const permutation = new Uint32Array(this.rowCount);
    const customers = Math.max(this.mainCustomers, this.deltaCustomers);
    const starts = allocateColumn('u32', customers + 1);
    let filled = 0;
    for (let local = 0; local < customers; local += 1) {
      starts[local] = filled;
      filled = this.mergeCustomer(local, permutation, filled);
    }
    starts[customers] = filled;
    const length = roomyLength(filled);
    this.local = gatheredColumn('u16', this.local, permutation, length);
    this.time = gatheredColumn('f64', this.time, permutation, length);
    this.columns = mapColumns(this.schema, (kind, name) =>
      gatheredColumn(kind, this.column(name), permutation, length),
    );
    this.starts = starts;
    this.mainCount = this.rowCount;
    this.heads = allocateColumn('i32', 0);
    this.previous = allocateColumn('i32', 0);
    this.deltaCustomers = 0;
    return permutation;
  }

  /** Takes over columns of `rowCount` rows; what `starts` does not reach is the delta. This table must be empty. */
  adopt(parts: Pick<Table<S>, 'local' | 'time' | 'columns' | 'starts' | 'rowCount'>): void {
    this.local = parts.local;
    this.time = parts.time;
    this.columns = parts.columns;
    this.starts = parts.starts;
    this.mainCount = this.starts[this.mainCustomers];
    this.rowCount = this.mainCount;
    const delta = this.local.slice(this.mainCount, parts.rowCount);
    this.makeRoom(
      delta.length,
      delta.reduce((last, local) => Math.max(last, local), 0),
    );
    for (const local of delta) {
      this.chain(this.rowCount, local);
      this.rowCount += 1;
    }
  }

  /** The table as it is, for `follow` in another thread: its memory is shared. */
  image(): TableImage<S> {
    const { local, time, columns, rowCount, mainCount, starts, heads, previous } = this;
    return { local, time, columns, rowCount, mainCount, starts, heads, previous };
  }

  /** Shows what an image shows; nothing may be appended here. */
  follow(image: TableImage<S>): void {
    Object.assign(this, image);
  }

  /** Of the rows there are: room for others takes no memory until it is written to. */
  memoryBytes(): number {
    const columns = [this.local, this.time, ...Object.keys(this.schema).map((name) => this.column(name))];
    const bytesARow = columns.reduce((sum, { BYTES_PER_ELEMENT }) => sum + BYTES_PER_ELEMENT, 0);
    const chains = this.heads.byteLength + this.previous.byteLength;
    return this.rowCount * bytesARow + this.starts.byteLength + chains;
  }

  /** A column by a name of the schema. */
  column(name: string): ColumnArray {
    const byName: Record<string, ColumnArray> = this.columns;
    const column = byName[name];
    if (column === undefined) throw new RangeError(`no column ${name}`);
    return column;
  }

  /** For more rows, of customers up to `local`. */
  private makeRoom(rows: number, local: number): void {
    const end = this.rowCount + rows;
    if (end > this.local.length) this.reserve(roomyLength(end));
    if (local >= this.heads.length) this.heads = grownColumn('i32', this.heads, roomyLength(local));
    if (local >= this.deltaCustomers) this.deltaCustomers = local + 1;
    const delta = end - this.mainCount;
    if (delta > this.previous.length)
      this.previous = grownColumn('i32', this.previous, roomyLength(delta * 2));
  }

  private hasDelta(shareOfMain: number): boolean {
    const deltaCount = this.rowCount - this.mainCount;
    return deltaCount >= MERGE_MIN_ROWS && deltaCount >= this.mainCount * shareOfMain;
  }

  private chain(row: number, local: number): void {
    this.local[row] = local;
    this.previous[row - this.mainCount] = this.heads[local];
    this.heads[local] = row + 1;
  }

  private reserve(length: number): void {
    this.local = grownColumn('u16', this.local, length);
    this.time = grownColumn('f64', this.time, length);
    this.columns = mapColumns(this.schema, (kind, name) => grownColumn(kind, this.column(name), length));
  }

  /** Merges the customer's main rows, which are by time, with the delta rows, and returns where they end in `permutation`. */
  private mergeCustomer(local: number, permutation: Uint32Array, from: number): number {
    const start = this.mainStart(local);
    const end = this.mainEnd(local);
    let to = from;
    for (let row = start; row < end; row += 1) permutation[to++] = row;
    const added = this.sortedDelta(local);
    if (added.length === 0) return to;
    to += added.length;
    let place = to;
    let main = end;
    for (let next = added.length - 1; next >= 0; next -= 1) {
      while (main > start && this.time[main - 1] > this.time[added[next]]) permutation[--place] = --main;
      permutation[--place] = added[next];
    }
    return to;
  }

  /** By time, equal times in the order of arrival. */
  private sortedDelta(local: number): readonly number[] {
    let row = this.newestDelta(local);
    if (row < 0) return NO_ROWS;
    const rows: number[] = [];
    for (; row >= 0; row = this.deltaBefore(row)) rows.push(row);
    if (rows.length > 1) rows.sort((a, b) => this.time[a] - this.time[b] || a - b);
    return rows;
  }
}

const NO_ROWS: readonly number[] = [];

/** One column per name of the schema. */
export function mapColumns<S extends Schema>(
  schema: S,
  make: (kind: ColumnKind, name: string) => ColumnArray,
): Columns<S> {
  const entries = Object.entries(schema).map(([name, kind]) => [name, make(kind, name)]);
  // Object.fromEntries forgets that each name keeps the kind that the schema gives it.
  return Object.fromEntries(entries) as Columns<S>;
}
